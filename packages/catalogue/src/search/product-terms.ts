import { otherPinyinOf, pinyinOf } from "./pinyin.ts";
import { compactCode, longestWord, type Piece, pairsOf, type Run, splitText } from "./split-text.ts";
import { longestPinyin, termKinds } from "./term-kinds.ts";

/** A product's searchable texts, the weightiest first; further languages' texts stand beside the first's. */
export interface TermSource {
  readonly title: string;
  readonly subtitle?: string;
  readonly productType?: string;
  readonly vendor?: string;
  readonly tags?: readonly string[];
  /** Values of options ("red"), and what the facts say. */
  readonly values?: readonly string[];
  /** SKUs and barcodes. */
  readonly codes?: readonly string[];
  /** Plain text or HTML. */
  readonly description?: string;
}

export interface TermRow {
  readonly term: string;
  readonly weight: number;
}

/** What a term weighs for where it stands; places add up (docs/search.md). */
const placeWeights = {
  title: 100,
  productType: 50,
  vendor: 45,
  subtitle: 30,
  tags: 30,
  values: 25,
  description: 8,
};
const codeWeight = 120;
const mostWeight = 220;
/** What of a description counts, in pieces: its beginning says what a thing is. */
const mostDescription = 80;
/** Weights are whole tens: a word's products of one weight stand together in the index, so that writing them touches few pages. */
const weightStep = 10;
const mostCodes = 4_200;

// From each word to the end of its run, so that a name can be begun at any of its words.
function addReadings(run: Run, add: (term: string) => void): void {
  for (const { from } of run.words) {
    const rest = run.characters.slice(from, from + 12);
    const usual = rest.map(pinyinOf);
    if (usual.some((syllable) => syllable === "")) continue;
    const ways = [usual];
    const odd = rest.findIndex((character, at) => at < 4 && otherPinyinOf(character) !== "");
    if (odd >= 0) ways.push(usual.with(odd, otherPinyinOf(rest[odd]!)));
    for (const way of ways) {
      add(termKinds.pinyin + way.join("").slice(0, longestPinyin));
      if (way.length > 1) add(termKinds.initials + way.map((syllable) => syllable[0]).join(""));
    }
  }
}

function addRun(run: Run, isWeighty: boolean, add: (term: string) => void): void {
  if (!isWeighty) {
    for (const { from, to } of run.words) {
      const word = run.characters.slice(from, to);
      for (const term of word.length === 1 ? word : pairsOf(word)) add(term);
    }
    return;
  }
  for (const pair of pairsOf(run.characters)) add(pair);
  // Words end in what a thing is (绿茶 is 茶); what they begin with is found by the pairs that begin with it.
  for (const { to } of run.words) add(run.characters[to - 1]!);
  addReadings(run, add);
}

/**
 * The terms of a text's pieces, each as often as it stands there; `isWeighty` where readings, last characters and pairs across two
 * words count too.
 */
export function addPieces(pieces: readonly Piece[], isWeighty: boolean, add: (term: string) => void): void {
  pieces.forEach((piece, index) => {
    if (piece.kind === "run") {
      addRun(piece, isWeighty, add);
      return;
    }
    add(piece.text);
    const next = pieces[index + 1];
    // "Air Fryer" is looked for as "airfryer" too.
    if (isWeighty && next?.kind === "word" && /^[a-z]{2,}$/.test(piece.letters + next.text))
      add((piece.letters + next.text).slice(0, longestWord));
  });
}

// "CW-LJ050" is found by cwlj050 and by lj050.
function codeTerms(code: string): string[] {
  const parts = code.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return parts.map((_, index) => termKinds.code + compactCode(parts.slice(index).join("")).slice(0, 40));
}

function titleWeight(pieces: readonly Piece[]): number {
  const words = pieces.reduce((sum, piece) => sum + (piece.kind === "run" ? piece.words.length : 1), 0);
  return placeWeights.title - Math.min(20, words);
}

function weightsOf(source: TermSource): Map<string, number> {
  const weights = new Map<string, number>();
  const place = (pieces: readonly Piece[], weight: number, isWeighty: boolean) => {
    const once = new Set<string>();
    addPieces(pieces, isWeighty, (term) => once.add(term));
    for (const term of once) weights.set(term, Math.min(mostWeight, (weights.get(term) ?? 0) + weight));
  };
  const title = splitText(source.title);
  place(title, titleWeight(title), true);
  const { productType, vendor, subtitle, tags, values, description } = placeWeights;
  place(splitText(source.productType ?? ""), productType, true);
  place(splitText(source.vendor ?? ""), vendor, true);
  place(splitText((source.tags ?? []).join(" / ")), tags, true);
  place(splitText(source.subtitle ?? ""), subtitle, true);
  place(splitText((source.values ?? []).join(" / ")), values, false);
  const plain = (source.description ?? "").slice(0, 4_000).replace(/<[^>]*>|&\w+;/g, " ");
  place(splitText(plain).slice(0, mostDescription), description, false);
  for (const term of (source.codes ?? []).slice(0, mostCodes).flatMap(codeTerms))
    weights.set(term, codeWeight);
  return weights;
}

/** The rows of `product_terms` for a product: each term once; of several languages the one that weighs most counts. */
export function productTermRows(sources: readonly TermSource[]): TermRow[] {
  const best = new Map<string, number>();
  for (const source of sources) {
    for (const [term, weight] of weightsOf(source)) {
      if ((best.get(term) ?? 0) < weight) best.set(term, weight);
    }
  }
  return [...best].map(([term, weight]) => ({
    term,
    weight: Math.max(weightStep, Math.round(weight / weightStep) * weightStep),
  }));
}

/** Words that a mistake can be made in: those between spaces, of 4 to 20 letters, in texts that weigh much. */
export function typedWords(sources: readonly TermSource[]): string[] {
  const words = new Set<string>();
  for (const { title, productType = "", vendor = "", tags = [] } of sources) {
    for (const piece of splitText([title, productType, vendor, ...tags].join(" / "))) {
      if (piece.kind === "word" && /^\p{L}{4,20}$/u.test(piece.text)) words.add(piece.text);
    }
  }
  return [...words];
}
