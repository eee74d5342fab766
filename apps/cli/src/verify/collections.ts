import type { Invariant } from "./invariant.ts";

export const collectionInvariants: readonly Invariant[] = [
  {
    id: "I15",
    name: "collections.facts",
    about: "what a membership of a collection keeps of its product is what the product says",
    query: (c, mine) => c`
      select m.store_id, 'product ' || m.product_id || ' in collection ' || m.collection_id as what
      from collection_products m
      join products p on p.store_id = m.store_id and p.id = m.product_id
      where ${mine("m")} and (m.price, m.created_at, m.is_listed, m.is_available)
        is distinct from (p.min_price, p.created_at, p.status = 'active', p.status = 'active' and p.is_available)`,
  },
];
