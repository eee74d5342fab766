const sizes = ["XXXS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "2XL", "XXXL", "3XL", "4XL", "5XL", "6XL"];
const rankOfSize = new Map(sizes.map((size, rank) => [size, rank]));

// A place among sizes, or a number that a value begins with: 38, 1.5 L, 500 克.
function rankOf(value: string): number | null {
  const size = rankOfSize.get(value.trim().toUpperCase());
  if (size !== undefined) return size;
  const number = /^\d+(?:\.\d+)?/.exec(value.trim());
  return number ? Number(number[0]) : null;
}

/** Sizes and numbers in their own order, where all values are such; other values stay as they are. */
export function inValueOrder<Item extends { readonly value: string }>(items: readonly Item[]): Item[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(item.value) }));
  if (ranked.some(({ rank }) => rank === null)) return [...items];
  return ranked.sort((a, b) => a.rank! - b.rank!).map(({ item }) => item);
}
