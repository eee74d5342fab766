import type { Invariant } from "./invariant.ts";

/** What search finds is there: no key promises it, since one would be looked up for each word of each product. */
export const searchInvariants: readonly Invariant[] = [
  {
    id: "I10",
    name: "search.terms",
    about: "each term that products are found by is of a product that is there",
    query: (c, mine) => c`
      select distinct t.store_id, 'product ' || t.product_id as what from product_terms t
      where ${mine("t")} and not exists (select from products p where p.store_id = t.store_id and p.id = t.product_id)`,
  },
];
