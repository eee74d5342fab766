import { list, sql, type WriteContext } from "@hutong/db";
import { rulesOf, type SynonymSet } from "./synonym-terms.ts";
import { termKinds } from "./term-kinds.ts";

/**
 * Changes the store's synonyms by `work`, and what its products are found by with them: the `=` terms of the phrases in `before` and
 * `after` are made anew from the terms that products have, in two statements whatever the number of products. Writes of products
 * that are under way are waited for.
 */
export async function changeSynonyms(
  tx: WriteContext,
  work: () => Promise<{ before: readonly SynonymSet[]; after: readonly SynonymSet[] }>,
): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`synonyms ${tx.storeId}`}, 0))`);
  const { before, after } = await work();
  const changed = new Set([...before, ...after].flatMap(rulesOf).flatMap((rule) => rule.foundBy));
  const sets = await tx.run(sql<SynonymSet>`
    select words, is_one_way as "isOneWay" from search_synonyms where store_id = ${tx.storeId} order by id`);
  const rows = sets
    .flatMap(rulesOf)
    .flatMap((rule) =>
      rule.foundBy
        .filter((phrase) => changed.has(phrase))
        .map((phrase) => ({ found_by: termKinds.synonym + phrase, terms: rule.terms, n: rule.terms.length })),
    );
  const gone = list([...changed].map((phrase) => termKinds.synonym + phrase));
  tx.send(sql`delete from product_terms where store_id = ${tx.storeId} and term = any(${gone}::text[])`);
  tx.send(sql`insert into product_terms (store_id, term, weight, product_id)
    select ${tx.storeId}::uuid, r.found_by, max(x.weight), x.product_id
    from jsonb_to_recordset(${rows}::jsonb) as r(found_by text, terms jsonb, n int)
    cross join lateral (select t.product_id, min(t.weight) as weight
      from jsonb_array_elements_text(r.terms) w(term)
      cross join lateral (select product_id, weight from product_terms where store_id = ${tx.storeId} and term = w.term offset 0) t
      group by t.product_id having count(*) = r.n) x
    group by r.found_by, x.product_id`);
}
