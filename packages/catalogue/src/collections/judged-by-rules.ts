import { fragment } from "@hutong/db";
import { meetsMetafield } from "./judged-by-metafields.ts";

const value = fragment`lower(c.value #>> '{}')`;
const amount = fragment`(c.value #>> '{}')::numeric`;

function text(column: object): object {
  return fragment`case c.relation
    when 'equals' then lower(${column}) = ${value}
    when 'not-equals' then lower(${column}) <> ${value}
    when 'contains' then strpos(lower(${column}), ${value}) > 0
    when 'not-contains' then strpos(lower(${column}), ${value}) = 0
    when 'starts' then starts_with(lower(${column}), ${value})
    when 'ends' then right(lower(${column}), length(${value})) = ${value} end`;
}

const isMet = (metafield: object) => fragment`case c.field
  when 'title' then ${text(fragment`p.title`)}
  when 'type' then ${text(fragment`p.product_type`)}
  when 'vendor' then ${text(fragment`p.vendor`)}
  when 'tag' then (c.relation = 'equals') = exists (select from jsonb_array_elements_text(p.tags) t(tag) where lower(t.tag) = ${value})
  when 'availability' then p.is_available = (c.value = 'true'::jsonb)
  when 'price' then case c.relation
    when 'greater' then p.max_price > ${amount}
    when 'less' then p.min_price < ${amount}
    when 'not-equals' then p.min_price <> ${amount} or p.max_price <> ${amount}
    else p.min_price <= ${amount} and p.max_price >= ${amount} and exists (select from variants v
      where v.store_id = p.store_id and v.product_id = p.id and v.price = ${amount}) end
  when 'compare-at' then exists (select from variants v where v.store_id = p.store_id and v.product_id = p.id and case c.relation
    when 'greater' then v.compare_at_price > ${amount}
    when 'less' then v.compare_at_price < ${amount}
    when 'not-equals' then v.compare_at_price is distinct from ${amount}
    else v.compare_at_price = ${amount} end)
  when 'metafield' then ${metafield}
  else false end`;

const withMetafields = isMet(meetsMetafield);
// A table costs time by being named: most stores' rules ask about no metafield.
const withoutMetafields = isMet(fragment`false`);

/**
 * Whether a product meets rules as a whole, over `products p`; texts are compared without regard to case.
 * @param rules a jsonb expression: `RulesInput`
 * @param asksFields whether any of the rules may ask about metafields
 */
export function meetsRules(rules: object, asksFields: boolean): object {
  const met = asksFields ? withMetafields : withoutMetafields;
  return fragment`(select case ${rules} ->> 'match' when 'any' then bool_or(${met}) else bool_and(${met}) end
    from jsonb_to_recordset(${rules} -> 'conditions') as c(field text, relation text, value jsonb, metafield jsonb))`;
}
