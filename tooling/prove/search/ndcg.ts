/**
 * nDCG@10 of handles in the order they were found (Järvelin and Kekäläinen 2002, gains as in Burges et al. 2005): a grade g at place
 * i adds (2^g - 1) / log2(i + 1), divided by what the best order would have.
 */
export function ndcg10(found: readonly string[], relevant: Readonly<Record<string, number>>): number {
  const best = Object.values(relevant).sort((a, b) => b - a);
  return dcg(found.map((handle) => relevant[handle] ?? 0)) / dcg(best);
}

function dcg(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

/** Mean of some numbers; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value that the given share of all lie at or below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}
