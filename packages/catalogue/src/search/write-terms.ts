import { columnset, sql, type WriteContext } from "@hutong/db";
import type { WholeProduct } from "../product-rows.ts";
import { misspellingKeys } from "./misspellings.ts";
import { productTermRows, type TermRow, type TermSource, typedWords } from "./product-terms.ts";
import { readSynonyms, synonymTerms } from "./synonym-terms.ts";

function sourcesOf({ product, variants, translations }: WholeProduct): TermSource[] {
  const codes = variants.flatMap(({ sku, barcode }) => [sku ?? "", barcode ?? ""]).filter(Boolean);
  const values = [
    ...product.options.flatMap((option) => option.values),
    ...product.facts.map((fact) => fact.value),
  ];
  const sources: TermSource[] = [
    {
      title: product.title,
      subtitle: product.subtitle,
      productType: product.product_type,
      vendor: product.vendor,
      tags: product.tags,
      values,
      codes: [...new Set(codes)],
      description: product.description_html,
    },
  ];
  for (const [, rows] of Map.groupBy(translations, (row) => row.locale)) {
    const texts = Object.fromEntries(rows.map((row) => [row.field, row.value]));
    sources.push({
      title: texts.title ?? "",
      subtitle: texts.subtitle ?? "",
      productType: texts.productType ?? "",
      description: texts.descriptionHtml ?? "",
    });
  }
  return sources;
}

const termColumns = { term: "text", product_id: "uuid", weight: "bigint" } as const;

/**
 * Writes what products can be found by, over what they could be found by before. `known` is an array literal of the ids of those
 * that may have terms.
 */
export async function writeTerms(
  tx: WriteContext,
  wholes: readonly WholeProduct[],
  known: string,
): Promise<void> {
  const synonyms = await readSynonyms(tx);
  const words = new Set<string>();
  const rows: (TermRow & { product_id: string })[] = [];
  for (const whole of wholes) {
    const sources = sourcesOf(whole);
    const terms = productTermRows(sources);
    for (const row of [...terms, ...synonymTerms(synonyms, terms)])
      rows.push({ product_id: whole.product.id, ...row });
    for (const word of typedWords(sources)) words.add(word);
  }
  tx.send(
    sql`delete from product_terms where store_id = ${tx.storeId} and product_id = any(${known}::uuid[])`,
  );
  tx.send(sql`insert into product_terms (store_id, term, product_id, weight)
    select ${tx.storeId}::uuid, t.term, t.product_id, t.weight
    from ${columnset("t", termColumns, rows)}
    order by t.term, t.weight`);
  writeWords(tx, [...words]);
}

// In one order, so that two writes that bring the same words wait for each other instead of both.
function writeWords(tx: WriteContext, words: readonly string[]): void {
  if (words.length === 0) return;
  const rows = words.map((word) => ({ word, keys: misspellingKeys(word) }));
  tx.send(sql`insert into search_words (store_id, key, word)
    select ${tx.storeId}::uuid, k.key, w.word
    from jsonb_to_recordset(${rows}::jsonb) as w(word text, keys jsonb)
    cross join lateral jsonb_array_elements_text(w.keys) k(key)
    where not exists (select from search_words s where s.store_id = ${tx.storeId} and s.key = w.word and s.word = w.word)
    order by w.word, k.key
    on conflict do nothing`);
}
