import { hanVariants } from "./han-variants.ts";

let simple: ReadonlyMap<string, string> | null = null;

function simplePairs(): ReadonlyMap<string, string> {
  if (simple) return simple;
  const characters = [...hanVariants.replaceAll("\n", "")];
  const pairs = new Map<string, string>();
  for (let at = 0; at < characters.length; at += 2) pairs.set(characters[at]!, characters[at + 1]!);
  simple = pairs;
  return simple;
}

// Marks of Latin, Greek and the like go; those that make か into が stay.
const marks = /(?![\u3099\u309A])\p{M}/gu;

/**
 * One form for what people write in several: compatibility forms (full width) as usual ones, lower case, no accents or apostrophes,
 * traditional and Japanese Han characters as simplified ones. As many characters as they were may come out fewer.
 */
export function foldText(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(marks, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’ʼ]/g, "");
  const pairs = simplePairs();
  return plain.replace(/\p{Script=Han}/gu, (character) => pairs.get(character) ?? character);
}

/** Katakana as hiragana, character by character. */
export function foldKana(text: string): string {
  return text.replace(/[\u30A1-\u30F6]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60));
}
