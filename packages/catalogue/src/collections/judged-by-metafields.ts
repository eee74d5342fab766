import { fragment } from "@hutong/db";

const owner = fragment`(c.metafield ->> 'ownerType')`;
const type = fragment`(c.metafield ->> 'type')`;
const value = fragment`lower(c.value #>> '{}')`;
const amount = fragment`(c.value #>> '{}')::numeric`;

const isNamed = (
  table: object,
) => fragment`${table}.store_id = p.store_id and ${table}.namespace = (c.metafield ->> 'namespace')
  and ${table}.key = (c.metafield ->> 'key')`;

const isNumberMet = fragment`case c.relation when 'greater' then m.value::numeric > ${amount}
  when 'less' then m.value::numeric < ${amount} else m.value::numeric = ${amount} end`;

// Inside one CASE, which keeps its order: a value is read as a number or a list only where it was written as one. A list with half a
// character or a NUL, which JSON can escape and jsonb cannot hold, meets nothing.
const isValueMet = fragment`case when m.type <> ${type} then false else case ${type}
  when 'number_integer' then ${isNumberMet}
  when 'number_decimal' then ${isNumberMet}
  when 'list.single_line_text_field' then exists (select from jsonb_array_elements_text(
    case when m.value ~* '\\\\u(d[89a-f]|0000)' then '[]' else m.value::jsonb end) i(item) where lower(i.item) = ${value})
  else lower(m.value) = ${value} end end`;

/**
 * Whether a product meets a condition on a metafield; over `products p` and a row `c(relation, value, metafield)` of rules. Who has no
 * value is not equal to any. Where the definition is gone, or is one of another type now, nobody meets it.
 */
// OFFSET 0 keeps the planner from reading all values of the store once, instead of a product's own by their key.
export const meetsMetafield = fragment`(exists (select from metafield_definitions d where d.owner_type = ${owner}
    and ${isNamed(fragment`d`)} and d.type = ${type} offset 0)
  and (c.relation <> 'not-equals') = case ${owner}
    when 'PRODUCT' then exists (select from metafields m where m.owner_type = 'PRODUCT' and m.owner_id = p.id
      and ${isNamed(fragment`m`)} and ${isValueMet} offset 0)
    else exists (select from variants v cross join lateral (select m.* from metafields m where m.owner_type = 'PRODUCTVARIANT'
        and m.owner_id = v.id and ${isNamed(fragment`m`)} offset 0) m
      where v.store_id = p.store_id and v.product_id = p.id and ${isValueMet} offset 0) end)`;
