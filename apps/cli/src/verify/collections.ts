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
  {
    id: "I16",
    name: "products.tags",
    about: "a product is found by the tags that it has, and by no other",
    query: (c, mine) => c`
      select coalesce(p.store_id, t.store_id) as store_id, 'product ' || coalesce(p.id, t.product_id) || ', tag ' || coalesce(p.tag, t.tag) as what
      from (select p.store_id, p.id, tag from products p cross join lateral jsonb_array_elements_text(p.tags) tag where ${mine("p")}) p
      full join (select t.store_id, t.product_id, t.tag from product_tags t where ${mine("t")}) t
        on t.store_id = p.store_id and t.product_id = p.id and t.tag = p.tag
      where p.id is null or t.product_id is null`,
  },
];
