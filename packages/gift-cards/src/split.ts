/** What is left of something that gift cards paid, card by card, in the order in which they paid. */
export interface Left {
  readonly id: string;
  /** Minor units. */
  readonly left: number;
}

/** What goes back to which card: from the last to the first, up to what is left of each (docs/totals.md, section 11). */
export function splitAmongTenders(
  amount: number,
  tenders: readonly Left[],
): { id: string; amount: number }[] {
  let rest = amount;
  const parts: { id: string; amount: number }[] = [];
  for (const { id, left } of [...tenders].reverse()) {
    const part = Math.min(rest, left);
    if (part > 0) parts.unshift({ id, amount: part });
    rest -= part;
  }
  return parts;
}
