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
      where ${mine("m")} and (m.price, m.max_price, m.created_at, m.title_key, m.is_listed, m.is_available)
        is distinct from (p.min_price, p.max_price, p.created_at, p.title_key, p.status = 'active', p.status = 'active' and p.is_available)`,
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
  {
    id: "I17",
    name: "products.cards",
    about: "what lists show of a product is what its variants and its first picture say",
    query: (c, mine) => c`
      select p.store_id, 'product ' || p.id as what from products p
      cross join lateral (select coalesce(bool_or(is_available), false) as is_available,
          coalesce(min(price) filter (where is_available), min(price), 0) as lowest,
          coalesce(max(price) filter (where is_available), max(price), 0) as highest,
          case when bool_or(is_available) then min(compare_at_price) filter (where is_available and compare_at_price > price)
            else min(compare_at_price) filter (where compare_at_price > price) end as former
        from variants where store_id = p.store_id and product_id = p.id) v
      left join lateral (select jsonb_agg(o.choice order by o.position) as choices from (
          select (case when bool_or(w.is_available) then '+' else '-' end) || l.label as choice, min(w.position) as position
          from variants w cross join lateral (select (array[w.option1, w.option2, w.option3])[jsonb_array_length(p.options)] as label) l
          where w.store_id = p.store_id and w.product_id = p.id and l.label is not null group by l.label) o) c on true
      left join lateral (select f.path, m.alt, f.width, f.focus_x, f.focus_y from product_media m
        join files f on f.store_id = m.store_id and f.id = m.file_id
        where m.store_id = p.store_id and m.product_id = p.id and f.state = 'ready' order by m.position limit 1) pic on true
      where ${mine("p")} and (p.is_available, p.card_min_price, p.card_max_price, p.card_compare_at_price, p.card_choices,
          p.card_picture, p.card_alt, p.card_width, p.card_focus_x, p.card_focus_y)
        is distinct from (v.is_available, v.lowest, v.highest, v.former, c.choices,
          pic.path, case when pic.path is null then '' else pic.alt end, pic.width, pic.focus_x, pic.focus_y)`,
  },
  {
    id: "I18",
    name: "collections.filters",
    about:
      "what a product can be filtered by in a collection is what it says; in a large collection each of it is looked up",
    query: (c, mine) => c`
      select m.store_id, 'product ' || m.product_id || ' in collection ' || m.collection_id as what
      from collection_products m
      join products p on p.store_id = m.store_id and p.id = m.product_id
      join collections k on k.store_id = m.store_id and k.id = m.collection_id
      cross join lateral (select array(select distinct hashtextextended(f.token, 0) from (
          select 'v' || chr(1) || p.vendor where p.vendor <> ''
          union all select 't' || chr(1) || p.product_type where p.product_type <> ''
          union all select 'a' where p.is_available
          union all select 'g' || chr(1) || t.tag from jsonb_array_elements_text(p.tags) t(tag)
          union all select 'o' || chr(1) || lower(o ->> 'name') || chr(1) || v.value
            from jsonb_array_elements(p.options) o cross join lateral jsonb_array_elements_text(o -> 'values') v(value)
          limit 300) f(token) order by 1) as facets) said
      where ${mine("m")} and (m.facets <> said.facets or (k.facets ->> 'isPosted' = 'true' and exists (
        select from unnest(m.facets) f(facet) where not exists (select from collection_facets x where x.store_id = m.store_id
          and x.collection_id = m.collection_id and x.facet = f.facet and x.product_id = m.product_id))))`,
  },
];
