/**
 * A word and what is left of it when one letter is left out: two words that share one of these are at most two mistakes apart, and
 * every one mistake is found (W. Garbe's SymSpell, with a distance of one on either side).
 */
export function misspellingKeys(word: string): string[] {
  const letters = [...word];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(""))])];
}
