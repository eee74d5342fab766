import { foldKana, foldText } from "./fold-text.ts";

/** A word of a run: where it begins and ends, in characters. */
export interface WordPlace {
  readonly from: number;
  readonly to: number;
}

/** Characters that are written without spaces (Han, kana, Hangul), and the words that ICU sees in them. */
export interface Run {
  readonly kind: "run";
  readonly characters: readonly string[];
  readonly words: readonly WordPlace[];
}

/** A word between spaces. */
export interface SpacedWord {
  readonly kind: "word";
  /** Without its English plural. */
  readonly text: string;
  /** As it was written. */
  readonly letters: string;
}

export type Piece = Run | SpacedWord;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{Script=Hangul}]/u;
/** Longest word that is kept. */
export const longestWord = 40;

// Plurals only, after the light stemmer of Harman, "How effective is suffixing?" (1991); hoodie, candy and their plurals end alike.
function singular(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (/(?:ies|ie|[^aeiou]y)$/.test(word)) return word.replace(/(?:ies|ie|y)$/, "i");
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) && !word.endsWith("is") ? word.slice(0, -1) : word;
}

/** Folds a text and splits it into runs and words, in their order. */
export function splitText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let open: { characters: string[]; words: WordPlace[]; end: number } | null = null;
  for (const { segment, index, isWordLike } of segmenter.segment(foldText(text))) {
    if (!isWordLike) continue;
    if (!unspaced.test(segment)) {
      open = null;
      const letters = segment.slice(0, longestWord);
      pieces.push({ kind: "word", text: singular(letters), letters });
      continue;
    }
    const characters = [...foldKana(segment)];
    if (!open || open.end !== index) {
      open = { characters: [], words: [], end: index };
      pieces.push({ kind: "run", characters: open.characters, words: open.words });
    }
    open.words.push({ from: open.characters.length, to: open.characters.length + characters.length });
    open.characters.push(...characters);
    open.end = index + segment.length;
  }
  return pieces;
}

/** Each two characters of a run that stand together. */
export function pairsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** An article number or barcode without what stands between its letters and digits; empty where it has none. */
export function compactCode(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, "");
}
