/** A list with one of its items at another place; places beyond its ends are its ends. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item === undefined) return rest;
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, item);
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow key moves a focal point, in per cent; null for other keys. */
export function nudged(
  at: { readonly x: number; readonly y: number },
  key: string,
  isFar: boolean,
): { x: number; y: number } | null {
  const way = ways[key];
  if (!way) return null;
  const step = isFar ? 10 : 2;
  const inside = (value: number) => Math.max(0, Math.min(100, value));
  return { x: inside(at.x + way[0] * step), y: inside(at.y + way[1] * step) };
}
