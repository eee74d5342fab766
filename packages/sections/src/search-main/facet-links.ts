import type { FacetValue, SearchFacets } from "@hutong/catalogue";
import type { SearchFilters } from "@hutong/catalogue/schemas";
import type { Frame } from "../frame.ts";
import { type SearchAsked, searchAddress } from "./search-asked.ts";

/** A value of a facet: the link that chooses it, or lets go of it. */
export interface FacetLink {
  readonly label: string;
  /** Products that it would show; null where that is not counted. */
  readonly count: number | null;
  readonly href: string;
  readonly isChosen: boolean;
}

export interface FacetGroup {
  readonly key: string;
  readonly title: string;
  readonly links: readonly FacetLink[];
}

type Listed = "vendors" | "types" | "tags";

function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value].sort();
}

// A chosen value that nothing has any more stays, so that it can be let go of.
function withChosen(found: readonly FacetValue[], chosen: readonly string[]): FacetValue[] {
  const known = new Set(found.map(({ value }) => value));
  return [...found, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))];
}

function listed(asked: SearchAsked, key: Listed, found: readonly FacetValue[]): FacetLink[] {
  const { filters } = asked;
  return withChosen(found, filters[key]).map(({ value, count }) => ({
    label: value,
    count,
    isChosen: filters[key].includes(value),
    href: searchAddress(asked, { filters: { ...filters, [key]: toggled(filters[key], value) } }),
  }));
}

function optionGroups(asked: SearchAsked, facets: SearchFacets): FacetGroup[] {
  const { filters } = asked;
  const names = [...new Set([...facets.options, ...filters.options].map(({ name }) => name))];
  return names.map((name) => {
    const chosen = filters.options.filter((option) => option.name === name).map(({ value }) => value);
    const found = facets.options.find((option) => option.name === name)?.values ?? [];
    const others = filters.options.filter((option) => option.name !== name);
    return {
      key: `option-${name}`,
      title: name,
      links: withChosen(found, chosen).map(({ value, count }) => {
        const values = toggled(chosen, value);
        const options = [...others, ...values.map((one) => ({ name, value: one }))];
        return {
          ...{ label: value, count, isChosen: chosen.includes(value) },
          href: searchAddress(asked, { filters: { ...filters, options } }),
        };
      }),
    };
  });
}

// To two digits, as price tags are thought of: 12,834 is 13,000.
function rounded(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(amount, 1))) - 1);
  return Math.round(amount / step) * step;
}

/** Bounds of three or four ranges that about as many products lie in; none where prices hardly differ. */
export function priceBounds(prices: readonly number[]): number[] {
  const [lowest = 0, ...rest] = prices;
  const highest = rest.at(-1) ?? 0;
  const bounds = [...new Set(rest.slice(0, -1).map(rounded))];
  return bounds.filter((bound) => bound > lowest && bound < highest);
}

type Range = Pick<SearchFilters, "minPrice" | "maxPrice">;

function rangeLabel({ minPrice, maxPrice }: Range, frame: Frame): string {
  if (minPrice === null) return frame.t.upTo(frame.tag(maxPrice ?? 0));
  if (maxPrice === null) return frame.t.from(frame.tag(minPrice));
  return `${frame.tag(minPrice)} – ${frame.tag(maxPrice)}`;
}

function priceLinks(asked: SearchAsked, facets: SearchFacets, frame: Frame): FacetLink[] {
  const { filters } = asked;
  const bounds = priceBounds(facets.prices);
  const ends = [null, ...bounds, null];
  const ranges: Range[] =
    bounds.length === 0 ? [] : ends.slice(1).map((maxPrice, index) => ({ minPrice: ends[index]!, maxPrice }));
  const isChosen = (range: Range) =>
    range.minPrice === filters.minPrice && range.maxPrice === filters.maxPrice;
  if ((filters.minPrice !== null || filters.maxPrice !== null) && !ranges.some(isChosen))
    ranges.push(filters);
  return ranges.map((range) => ({
    label: rangeLabel(range, frame),
    count: null,
    isChosen: isChosen(range),
    href: searchAddress(asked, {
      filters: {
        ...filters,
        ...(isChosen(range)
          ? { minPrice: null, maxPrice: null }
          : { minPrice: range.minPrice, maxPrice: range.maxPrice }),
      },
    }),
  }));
}

/** The facets of what was found, as links; those that tell no products apart are left out. */
export function facetGroups(asked: SearchAsked, facets: SearchFacets, frame: Frame): FacetGroup[] {
  const { filters } = asked;
  const { t } = frame;
  const available: FacetLink = {
    label: t.onlyAvailable,
    count: facets.available,
    isChosen: filters.isAvailableOnly,
    href: searchAddress(asked, { filters: { ...filters, isAvailableOnly: !filters.isAvailableOnly } }),
  };
  const groups: FacetGroup[] = [
    { key: "types", title: t.facetTitles.type, links: listed(asked, "types", facets.types) },
    { key: "prices", title: t.facetTitles.price, links: priceLinks(asked, facets, frame) },
    { key: "vendors", title: t.facetTitles.vendor, links: listed(asked, "vendors", facets.vendors) },
    ...optionGroups(asked, facets),
    { key: "tags", title: t.facetTitles.tag, links: listed(asked, "tags", facets.tags) },
    {
      key: "available",
      title: t.facetTitles.availability,
      links: facets.available < facets.count || filters.isAvailableOnly ? [available] : [],
    },
  ];
  return groups.filter(
    ({ key, links }) => links.some((link) => link.isChosen) || links.length > (key === "available" ? 0 : 1),
  );
}
