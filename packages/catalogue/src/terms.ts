const words = new Intl.Segmenter("zh", { granularity: "word" });
const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
const longest = 40;

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFKC").toLowerCase();
}

function pieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(fold(text))) {
    if (isWordLike) found.push(segment);
  }
  return found;
}

/** Runs of Han (and kana, Hangul) characters, and the other words as they stand. */
function runs(text: string): { han: string[]; other: string[] } {
  const other = pieces(text).filter((word) => !han.test(word));
  const inHan = fold(text).match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu,
  );
  return { han: inHan ?? [], other };
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/**
 * The words a text can be found by: folded to lower case without marks, Chinese also as single characters, pairs
 * and the words ICU sees. Each once.
 */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  const { han: hanRuns, other } = runs(text);
  for (const word of other) terms.add(word.slice(0, longest));
  for (const word of pieces(text)) if (han.test(word)) terms.add(word.slice(0, longest));
  for (const run of hanRuns) {
    for (const character of run) terms.add(character);
    for (const pair of pairs(run)) terms.add(pair);
  }
  return [...terms];
}

/** One word that has to be met: by the term itself, or by any term that begins with it. */
export interface QueryTerm {
  readonly low: string;
  readonly high: string;
}

const last = "\u{10FFFF}";
const mostTerms = 12;

/**
 * What a product's terms have to meet for a query, as ranges on text: Latin words by their beginning, Chinese runs
 * by each pair of characters, a lone character by itself. At most 12.
 */
export function queryTerms(query: string): QueryTerm[] {
  const { han: hanRuns, other } = runs(query);
  const terms: QueryTerm[] = other.map((word) => {
    const low = word.slice(0, longest);
    return { low, high: `${low}${last}` };
  });
  for (const run of hanRuns) {
    const parts = [...run].length === 1 ? [run] : pairs(run);
    for (const part of parts) terms.push({ low: part, high: part });
  }
  const once = new Map(terms.map((term) => [term.low, term]));
  return [...once.values()].slice(0, mostTerms);
}

/** A product's searchable texts, the weightiest first; further languages' texts stand beside the first's. */
export interface TermSource {
  readonly title: string;
  readonly subtitle?: string;
  readonly productType?: string;
  readonly vendor?: string;
  readonly tags?: readonly string[];
  readonly skus?: readonly string[];
  /** Plain text or HTML. */
  readonly description?: string;
}

/** The rows of `product_terms` for a product: each term once, with the weight of the best place it stands in. */
export function productTermRows(sources: readonly TermSource[]): { term: string; weight: number }[] {
  const weights = new Map<string, number>();
  const put = (text: string, weight: number) => {
    for (const term of termsOf(text)) {
      if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
    }
  };
  for (const source of sources) {
    put(source.title, 100);
    put(source.productType ?? "", 40);
    put(source.subtitle ?? "", 30);
    put((source.tags ?? []).join(" "), 30);
    put(source.vendor ?? "", 20);
    for (const sku of source.skus ?? []) {
      put(sku, 40);
      weights.set(fold(sku).slice(0, longest), 60);
    }
    put((source.description ?? "").replace(/<[^>]*>|&\w+;/g, " "), 10);
  }
  return [...weights].map(([term, weight]) => ({ term, weight }));
}
