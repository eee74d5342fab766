import { fragment } from "@hutong/db";
import type { SearchFilters } from "../search-schemas.ts";

// Between the parts of a token, as chr(1) in SQL; texts of products and addresses have no control characters.
const between = "\u0001";

/** Tokens of what a product can be filtered by, as SQL texts; options by their name without regard to case. */
export const tokenOf = {
  vendor: (value: object) => fragment`'v' || chr(1) || ${value}`,
  type: (value: object) => fragment`'t' || chr(1) || ${value}`,
  tag: (value: object) => fragment`'g' || chr(1) || ${value}`,
  option: (name: object, value: object) => fragment`'o' || chr(1) || lower(${name}) || chr(1) || ${value}`,
  available: fragment`'a'::text`,
};

/** The hash that stands for a token. */
export const hashOf = (token: object): object => fragment`hashtextextended(${token}, 0)`;

/** The hash of a token that `askedGroups` wrote, in which an option's name stands as it was asked for. */
export const hashOfAsked = (token: object): object =>
  hashOf(fragment`case when left(${token}, 1) = 'o' then 'o' || chr(1) || lower(split_part(${token}, chr(1), 2)) || chr(1)
    || split_part(${token}, chr(1), 3) else ${token} end`);

/** The hashes of all that a product can be filtered by, over `products p`. */
export const facetsOf: object = fragment`array(select distinct ${hashOf(fragment`f.token`)} from (
    select ${tokenOf.vendor(fragment`p.vendor`)} where p.vendor <> ''
    union all select ${tokenOf.type(fragment`p.product_type`)} where p.product_type <> ''
    union all select ${tokenOf.available} where p.is_available
    union all select ${tokenOf.tag(fragment`t.tag`)} from jsonb_array_elements_text(p.tags) t(tag)
    union all select ${tokenOf.option(fragment`o ->> 'name'`, fragment`v.value`)}
      from jsonb_array_elements(p.options) o cross join lateral jsonb_array_elements_text(o -> 'values') v(value)
    limit 300) f(token) order by 1)`;

/** Values of one facet that were chosen; of several any will do. */
export interface AskedGroup {
  readonly key: string;
  readonly tokens: readonly string[];
}

const token = (...parts: readonly string[]): string => parts.join(between);

/** The chosen values by facet, as tokens; the price is not among them. */
export function askedGroups({ vendors, types, tags, options, isAvailableOnly }: SearchFilters): AskedGroup[] {
  const byName = Map.groupBy(options, ({ name }) => name.toLowerCase());
  const groups: AskedGroup[] = [
    { key: "vendor", tokens: vendors.map((value) => token("v", value)) },
    { key: "type", tokens: types.map((value) => token("t", value)) },
    { key: "tag", tokens: tags.map((value) => token("g", value)) },
    { key: "available", tokens: isAvailableOnly ? ["a"] : [] },
    ...[...byName].map(([name, all]) => ({
      key: `option ${name}`,
      tokens: all.map(({ value }) => token("o", name, value)),
    })),
  ];
  return groups.filter(({ tokens }) => tokens.length > 0);
}
