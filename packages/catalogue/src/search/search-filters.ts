import { fragment, list, nothing } from "@hutong/db";
import { hashOf, tokenOf } from "../collections/facet-tokens.ts";
import type { SearchFilters } from "../search-schemas.ts";

/** A value that products have, and how many: of those that all other facets let through; null where that was not counted. */
export interface FacetValue {
  readonly value: string;
  readonly count: number | null;
}

export interface SearchFacets {
  /** Products that are shown, on all pages; of a search counted up to 500. Null where that was not counted. */
  readonly count: number | null;
  readonly vendors: readonly FacetValue[];
  readonly types: readonly FacetValue[];
  readonly tags: readonly FacetValue[];
  readonly options: readonly { readonly name: string; readonly values: readonly FacetValue[] }[];
  /** Lowest price, quartiles and highest of what the other facets let through; empty where nothing is. */
  readonly prices: readonly number[];
  readonly available: number | null;
  /** By facet ("vendor", "type", "tag", "price", "available", "option size"): products that only it stands against. */
  readonly without?: Readonly<Record<string, number>>;
}

/** The answer's `facets` column. */
export interface FacetsRow {
  count: number;
  vendors: [string, number][] | null;
  types: [string, number][] | null;
  tags: [string, number][] | null;
  options: [string, string, number][] | null;
  prices: number[] | null;
  available: number;
}

/** Columns over a row of products that say which facets let it through. */
export function facetFlags(filters: SearchFilters): object {
  const { vendors, types, tags, options, minPrice, maxPrice, isAvailableOnly } = filters;
  const groups = [...Map.groupBy(options, ({ name }) => name.toLowerCase())].map(([name, all]) => ({
    name,
    values: all.map(({ value }) => value),
  }));
  return fragment`(${vendors.length} = 0 or vendor = any(${list(vendors)}::text[])) as in_vendor,
    (${types.length} = 0 or product_type = any(${list(types)}::text[])) as in_type,
    (${tags.length} = 0 or tags ?| ${list(tags)}::text[]) as in_tag,
    (${groups.length} = 0 or not exists (select from jsonb_to_recordset(${groups}::jsonb) as g(name text, values jsonb)
      where not exists (select from jsonb_array_elements(options) o where lower(o->>'name') = lower(g.name)
        and exists (select from jsonb_array_elements_text(o->'values') v where g.values ? v)))) as in_option,
    (${minPrice}::bigint is null or max_price >= ${minPrice}::bigint)
      and (${maxPrice}::bigint is null or min_price <= ${maxPrice}::bigint) as in_price,
    (not ${isAvailableOnly}::boolean or is_available) as in_stock`;
}

/** The same columns where nothing is asked for besides the words. */
export const noFlags: object = fragment`true as in_vendor, true as in_type, true as in_tag, true as in_option, true as in_price,
  true as in_stock`;

/** How many values of each facet are told, the most frequent ones. */
export interface FacetLimits {
  readonly vendors: number;
  readonly types: number;
  readonly tags: number;
  readonly options: number;
}

const mostFound: FacetLimits = { vendors: 12, types: 12, tags: 16, options: 40 };

/**
 * One row of `facets`, counted over the CTE `counted` with the columns of `facetFlags`.
 * @param withHashes whether each value is followed by the hash that memberships have for it
 */
export function facetCounts(most: FacetLimits = mostFound, withHashes = false): object {
  const hash = (token: object) => (withHashes ? fragment`, ${hashOf(token)}::text` : nothing);
  const value = fragment`value`;
  return fragment`select jsonb_build_object(
      'count', (select count(*) from counted where in_vendor and in_type and in_tag and in_option and in_price and in_stock),
      'vendors', (select jsonb_agg(jsonb_build_array(value, n${hash(tokenOf.vendor(value))}) order by n desc, value) from (select vendor as value, count(*) as n
        from counted where in_type and in_tag and in_option and in_price and in_stock and vendor <> ''
        group by 1 order by 2 desc, 1 limit ${most.vendors}::int) x),
      'types', (select jsonb_agg(jsonb_build_array(value, n${hash(tokenOf.type(value))}) order by n desc, value) from (select product_type as value, count(*) as n
        from counted where in_vendor and in_tag and in_option and in_price and in_stock and product_type <> ''
        group by 1 order by 2 desc, 1 limit ${most.types}::int) x),
      'tags', (select jsonb_agg(jsonb_build_array(value, n${hash(tokenOf.tag(value))}) order by n desc, value) from (select t.value, count(*) as n
        from counted cross join lateral jsonb_array_elements_text(tags) t(value)
        where in_vendor and in_type and in_option and in_price and in_stock
        group by 1 order by 2 desc, 1 limit ${most.tags}::int) x),
      'options', (select jsonb_agg(jsonb_build_array(name, value, n${hash(tokenOf.option(fragment`name`, value))}) order by n desc, name, value) from (
        select o->>'name' as name, v.value, count(*) as n
        from counted cross join lateral jsonb_array_elements(options) o cross join lateral jsonb_array_elements_text(o->'values') v(value)
        where in_vendor and in_type and in_tag and in_price and in_stock
        group by 1, 2 order by 3 desc, 1, 2 limit ${most.options}::int) x),
      'prices', (select to_jsonb(percentile_disc(array[0, 0.25, 0.5, 0.75, 1]) within group (order by min_price)) from counted
        where in_vendor and in_type and in_tag and in_option and in_stock),
      'available', (select count(*) from counted
        where in_vendor and in_type and in_tag and in_option and in_price and is_available)) as facets`;
}

const pairs = (rows: [string, number][] | null): FacetValue[] =>
  (rows ?? []).map(([value, count]) => ({ value, count }));

/** Makes facets of the answer's column. */
export function toFacets(row: FacetsRow): SearchFacets {
  const byName = Map.groupBy(row.options ?? [], ([name]) => name.toLowerCase());
  return {
    count: row.count,
    vendors: pairs(row.vendors),
    types: pairs(row.types),
    tags: pairs(row.tags),
    options: [...byName.values()].map((rows) => ({
      name: rows[0]![0],
      values: rows.map(([, value, count]) => ({ value, count })),
    })),
    prices: row.prices ?? [],
    available: row.available,
  };
}

/** Facets of nothing found, or of a search that asked for none. */
export const noFacets: SearchFacets = {
  count: 0,
  vendors: [],
  types: [],
  tags: [],
  options: [],
  prices: [],
  available: 0,
};
