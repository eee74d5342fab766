import { sql, type WriteContext } from "@hutong/db";
import type { TermRow } from "./product-terms.ts";
import { addPieces } from "./product-terms.ts";
import { phraseOf } from "./query-plan.ts";
import { splitText } from "./split-text.ts";
import { termKinds } from "./term-kinds.ts";

/** A phrase that products have, by its terms, and what else they are to be found by. */
export interface SynonymRule {
  readonly terms: readonly string[];
  readonly foundBy: readonly string[];
}

/** Words that mean the same; in a set of one way only the first finds the others. */
export interface SynonymSet {
  readonly words: readonly string[];
  readonly isOneWay: boolean;
}

function termsOfPhrase(phrase: string): string[] {
  const terms = new Set<string>();
  const pieces = splitText(phrase);
  addPieces(pieces, false, (term) => terms.add(term));
  return [...terms];
}

/** What a set of synonyms says of products: who has this phrase is found by those. */
export function rulesOf({ words, isOneWay }: SynonymSet): SynonymRule[] {
  const rules = words.map((word, index) => {
    const others = isOneWay
      ? index === 0
        ? []
        : words.slice(0, 1)
      : words.filter((other) => other !== word);
    return { terms: termsOfPhrase(word), foundBy: [...new Set(others.map(phraseOf))].filter(Boolean) };
  });
  return rules.filter((rule) => rule.terms.length > 0 && rule.foundBy.length > 0);
}

/** The terms that synonyms add to a product's own. */
export function synonymTerms(rules: readonly SynonymRule[], own: readonly TermRow[]): TermRow[] {
  if (rules.length === 0) return [];
  const weights = new Map(own.map(({ term, weight }) => [term, weight]));
  const added = new Map<string, number>();
  for (const { terms, foundBy } of rules) {
    const weight = Math.min(...terms.map((term) => weights.get(term) ?? 0));
    if (weight === 0) continue;
    for (const phrase of foundBy) {
      const term = termKinds.synonym + phrase;
      added.set(term, Math.max(added.get(term) ?? 0, weight));
    }
  }
  return [...added].map(([term, weight]) => ({ term, weight }));
}

/**
 * The store's synonyms, for a write of products. Who changes synonyms waits for these writes to end, and they for it, so that no
 * product misses any.
 */
export async function readSynonyms(tx: WriteContext): Promise<SynonymRule[]> {
  const [, sets] = await tx.read(
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${`synonyms ${tx.storeId}`}, 0))`,
    sql<SynonymSet>`select words, is_one_way as "isOneWay" from search_synonyms where store_id = ${tx.storeId} order by id`,
  );
  return sets.flatMap(rulesOf);
}
