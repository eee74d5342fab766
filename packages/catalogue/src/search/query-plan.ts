import { misspellingKeys } from "./misspellings.ts";
import { pinyinOf, syllablesOf } from "./pinyin.ts";
import { compactCode, type Piece, pairsOf, type Run, type SpacedWord, splitText } from "./split-text.ts";
import { longestPinyin, termKinds } from "./term-kinds.ts";

/** One thing that a product has to meet; one that is not needed only lifts what stands together. */
export interface QueryPart {
  readonly part: number;
  readonly isNeeded: boolean;
}

/**
 * A way to meet a part: by any term from `low` to `high`. Ways of stage 1 are always tried, those of stage 2 (readings) where no term
 * was met as it stands, those of stage 3 (mistakes) where nothing was met at all.
 */
export interface QueryWay {
  readonly part: number;
  readonly stage: 1 | 2 | 3;
  /** Met as it stands: no further stage is needed. */
  readonly isExact: boolean;
  readonly low: string;
  readonly high: string;
  /** What of a term's weight counts, 0 to 1.2. */
  readonly factor: number;
}

/** A word with a letter left out, to be looked up among words that are spelled alike. */
export interface QueryMistake {
  readonly part: number;
  readonly key: string;
  readonly word: string;
}

/** What a query asks of the terms of products. */
export interface QueryPlan {
  readonly parts: readonly QueryPart[];
  readonly ways: readonly QueryWay[];
  readonly mistakes: readonly QueryMistake[];
}

const last = "\u{10FFFF}";
const mostParts = 16;
const mostWays = 140;
/** Words that say nothing of goods, unless there are no others. */
const idle = new Set(
  "a an and for from in of on or the to with de la le 的 和 与 及 之 用 の を に は が で と".split(" "),
);

class Plan implements QueryPlan {
  readonly parts: QueryPart[] = [];
  readonly ways: QueryWay[] = [];
  readonly mistakes: QueryMistake[] = [];

  part(isNeeded: boolean): number {
    const part = this.parts.length;
    if (part < mostParts) this.parts.push({ part, isNeeded });
    return part;
  }

  way(
    part: number,
    text: string,
    factor: number,
    more: { stage?: 1 | 2 | 3; isExact?: boolean; isBegun?: boolean },
  ) {
    if (part >= mostParts || this.ways.length >= mostWays) return;
    const { stage = 1, isExact = false, isBegun = false } = more;
    this.ways.push({ part, stage, isExact, low: text, high: isBegun ? text + last : text, factor });
  }
}

function planWord(plan: Plan, { text: word, letters }: SpacedWord): number {
  const part = plan.part(true);
  plan.way(part, word, 1, { isExact: true });
  if (word.length >= 2) plan.way(part, word, 0.7, { isBegun: true });
  planReadings(plan, [part], letters);
  if (/^\p{L}{4,20}$/u.test(word)) {
    for (const key of misspellingKeys(word)) if (part < mostParts) plan.mistakes.push({ part, key, word });
  }
  return part;
}

// Letters may be pinyin, or the initials of it.
function planReadings(plan: Plan, parts: readonly number[], letters: string): void {
  if (!/^[a-z]{2,40}$/.test(letters)) return;
  const syllables = syllablesOf(letters);
  for (const part of parts) {
    if (syllables) {
      const stage = syllables.length > 1 ? 1 : 2;
      plan.way(part, termKinds.pinyin + letters, 0.9, { stage, isBegun: true });
    }
    if (letters.length <= 8 && !/[aeiouv]/.test(letters[0]!))
      plan.way(part, termKinds.initials + letters, 0.6, { stage: 2, isBegun: true });
  }
  if (syllables && syllables.length > 2) {
    for (const part of parts) {
      for (let at = 0; at + 2 <= syllables.length; at += 1)
        plan.way(part, termKinds.pinyin + syllables.slice(at, at + 2).join(""), 0.35, {
          stage: 3,
          isBegun: true,
        });
    }
  }
}

/** Parts of a run by the characters they stand on. */
interface RunParts {
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

function planRun(plan: Plan, run: Run): RunParts[] {
  const { characters, words } = run;
  const placed: RunParts[] = [];
  const wordAt = (place: number) => words.findIndex(({ from, to }) => place >= from && place < to);
  for (const { from, to } of words) {
    const character = characters[from]!;
    if (to - from > 1 || (idle.has(character) && words.length > 1)) continue;
    const part = plan.part(true);
    plan.way(part, character, 1, { isExact: true });
    plan.way(part, character, 0.8, { isBegun: true });
    placed.push({ from, to, part });
  }
  pairsOf(characters).forEach((pair, from) => {
    const isNeeded = wordAt(from) === wordAt(from + 1);
    const part = plan.part(isNeeded);
    plan.way(part, pair, 1, { isExact: true });
    // The pair begins with the character, and finds it where so much begins with it that not all is looked at.
    const single = placed.find((one) => one.from === from && one.to === from + 1);
    if (single) plan.way(single.part, pair, 0.8, {});
    if (isNeeded) {
      const reading = pinyinOf(characters[from]!) + pinyinOf(characters[from + 1]!);
      if (reading) plan.way(part, termKinds.pinyin + reading, 0.4, { stage: 3, isBegun: true });
    }
    placed.push({ from, to: from + 2, part });
  });
  const reading = characters.map(pinyinOf);
  // What sounds like it: the wrong character is the mistake that pinyin typists make.
  if (characters.length > 1 && characters.length <= 8 && reading.every(Boolean)) {
    for (const { part } of placed)
      plan.way(part, termKinds.pinyin + reading.join("").slice(0, longestPinyin), 0.45, { isBegun: true });
  }
  return placed;
}

// Neighbours that are written apart or together: "ear phones", "long jing".
function planJoined(plan: Plan, words: readonly (SpacedWord & { part: number })[]): void {
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 2; to <= Math.min(words.length, from + 4); to += 1) {
      const span = words.slice(from, to);
      const last = span.at(-1)!;
      const letters = span.map((word) => word.letters).join("");
      const text = letters.slice(0, letters.length - last.letters.length) + last.text;
      const parts = span.map((word) => word.part);
      if (to === from + 2) for (const part of parts) plan.way(part, text, 0.9, { isExact: true });
      planReadings(plan, parts, letters);
    }
  }
}

// A phrase that the merchant named a synonym of meets the parts it stands on.
function planPhrases(plan: Plan, spans: readonly { text: string; parts: readonly number[] }[]): void {
  for (const { text, parts } of spans) {
    for (const part of parts) plan.way(part, termKinds.synonym + text, 0.85, { isExact: true });
  }
}

/** The one way that a phrase is written in `=` terms. */
export function phraseOf(text: string): string {
  return phraseOfPieces(splitText(text));
}

function phraseOfPieces(pieces: readonly Piece[]): string {
  const texts = pieces.map((piece) => (piece.kind === "run" ? piece.characters.join("") : piece.text));
  return texts.join(" ").slice(0, 60);
}

function withoutIdle(pieces: readonly Piece[]): readonly Piece[] {
  const rest = pieces.filter((piece) => piece.kind === "run" || !idle.has(piece.text));
  return rest.length > 0 ? rest : pieces;
}

function planCode(plan: Plan, query: string): void {
  const code = compactCode(query);
  if (!/^[a-z0-9]{3,24}$/.test(code)) return;
  for (const { part, isNeeded } of [...plan.parts]) {
    if (isNeeded) plan.way(part, termKinds.code + code, 1.2, { isBegun: true, isExact: /\d/.test(code) });
  }
}

/**
 * Plans a query, of at most 16 parts: words between spaces by themselves, by what begins with them, by pinyin, by its initials, by
 * what is spelled alike; runs of characters by each two that stand together, of which those within a word that ICU sees are needed.
 */
export function planQuery(query: string): QueryPlan {
  const plan = new Plan();
  const pieces = withoutIdle(splitText(query.slice(0, 200)));
  const spans: { text: string; parts: number[] }[] = [];
  const placed: { piece: Piece; parts: number[] }[] = [];
  let words: (SpacedWord & { part: number })[] = [];
  const groups: (typeof words)[] = [];
  for (const piece of pieces) {
    if (piece.kind === "word") {
      if (words.length === 0) groups.push(words);
      const part = planWord(plan, piece);
      words.push({ ...piece, part });
      placed.push({ piece, parts: [part] });
      continue;
    }
    words = [];
    const runParts = planRun(plan, piece);
    placed.push({ piece, parts: runParts.map(({ part }) => part) });
    for (const { from, to } of piece.words) {
      const parts = runParts.filter((one) => one.from >= from && one.to <= to).map(({ part }) => part);
      if (piece.words.length > 1) spans.push({ text: piece.characters.slice(from, to).join(""), parts });
    }
  }
  for (let from = 0; from < placed.length; from += 1) {
    for (let to = from + 1; to <= Math.min(placed.length, from + 4); to += 1) {
      const span = placed.slice(from, to);
      spans.push({
        text: phraseOfPieces(span.map(({ piece }) => piece)),
        parts: span.flatMap(({ parts }) => parts),
      });
    }
  }
  for (const group of groups) planJoined(plan, group);
  planCode(plan, query);
  planPhrases(plan, spans);
  return plan;
}
