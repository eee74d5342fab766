import type { FacetValue, SearchFacets } from "@hutong/catalogue";
import type { SearchFilters } from "@hutong/catalogue/schemas";
import { formatMoney } from "@hutong/kernel";
import type { Frame } from "../frame.ts";
import { chosenCount, type FilteredPage } from "./filter-query.ts";
import { inValueOrder } from "./value-order.ts";

export type Filtered = FilteredPage<SearchFacets>;

/** A value of a facet: the link that chooses it, or lets go of it. */
export interface FacetLink {
  readonly label: string;
  /** Products that it would show; null where that is not counted. */
  readonly count: number | null;
  readonly href: string;
  /** Whether search engines may follow it: of pages with several values there are too many. */
  readonly isFollowed: boolean;
  readonly isChosen: boolean;
}

export interface FacetGroup {
  /** As `SearchFacets.without` names facets. */
  readonly key: string;
  readonly title: string;
  readonly links: readonly FacetLink[];
  /** The page without what is chosen of it. */
  readonly without: string;
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

function linkTo(
  page: Filtered,
  link: Pick<FacetLink, "label" | "count" | "isChosen">,
  change: Partial<SearchFilters>,
): FacetLink {
  const filters = { ...page.filters, ...change };
  return { ...link, href: page.address(filters), isFollowed: chosenCount(filters) < 2 };
}

const without = ({ filters, address }: Filtered, change: Partial<SearchFilters>): string =>
  address({ ...filters, ...change });

function listed(page: Filtered, facet: Listed, key: string, title: string): FacetGroup {
  const chosen = page.filters[facet];
  return {
    key,
    title,
    without: without(page, { [facet]: [] }),
    links: withChosen(page.facets[facet], chosen).map(({ value, count }) =>
      linkTo(
        page,
        { label: value, count, isChosen: chosen.includes(value) },
        { [facet]: toggled(chosen, value) },
      ),
    ),
  };
}

function optionGroups(page: Filtered): FacetGroup[] {
  const { filters, facets } = page;
  const byName = new Map(
    [...filters.options, ...facets.options].map(({ name }) => [name.toLowerCase(), name]),
  );
  return [...byName].map(([key, title]) => {
    const isMine = ({ name }: { readonly name: string }) => name.toLowerCase() === key;
    const chosen = filters.options.filter(isMine).map(({ value }) => value);
    const others = filters.options.filter((option) => !isMine(option));
    const found = facets.options.find(isMine)?.values ?? [];
    return {
      key: `option ${key}`,
      title,
      without: without(page, { options: others }),
      links: inValueOrder(withChosen(found, chosen)).map(({ value, count }) => {
        const values = toggled(chosen, value).map((one) => ({ name: key, value: one }));
        const link = { label: value, count, isChosen: chosen.includes(value) };
        return linkTo(page, link, { options: [...others, ...values] });
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
const anyPrice: Range = { minPrice: null, maxPrice: null };

function rangeLabel({ minPrice, maxPrice }: Range, currency: string, { t, locale }: Frame): string {
  const tag = (amount: number) => formatMoney({ amount, currency }, locale, { trim: true });
  if (minPrice === null) return t.upTo(tag(maxPrice ?? 0));
  if (maxPrice === null) return t.from(tag(minPrice));
  return `${tag(minPrice)} – ${tag(maxPrice)}`;
}

function priceGroup(page: Filtered, frame: Frame): FacetGroup {
  const { filters, facets, currency } = page;
  const bounds = priceBounds(facets.prices);
  const ends = [null, ...bounds, null];
  const ranges: Range[] =
    bounds.length === 0 ? [] : ends.slice(1).map((maxPrice, index) => ({ minPrice: ends[index]!, maxPrice }));
  const isChosen = (range: Range) =>
    range.minPrice === filters.minPrice && range.maxPrice === filters.maxPrice;
  if ((filters.minPrice !== null || filters.maxPrice !== null) && !ranges.some(isChosen))
    ranges.push({ minPrice: filters.minPrice, maxPrice: filters.maxPrice });
  return {
    key: "price",
    title: frame.t.facetTitles.price,
    without: without(page, anyPrice),
    links: ranges.map((range) =>
      linkTo(
        page,
        { label: rangeLabel(range, currency, frame), count: null, isChosen: isChosen(range) },
        isChosen(range) ? anyPrice : range,
      ),
    ),
  };
}

function availableGroup(page: Filtered, { t }: Frame): FacetGroup {
  const { filters, facets } = page;
  const { count, available } = facets;
  const isOffered = filters.isAvailableOnly || count === null || available === null || available < count;
  const link = { label: t.onlyAvailable, count: available, isChosen: filters.isAvailableOnly };
  return {
    key: "available",
    title: t.facetTitles.availability,
    without: without(page, { isAvailableOnly: false }),
    links: isOffered ? [linkTo(page, link, { isAvailableOnly: !filters.isAvailableOnly })] : [],
  };
}

/** The facets of a page, as links; those that tell no products apart are left out. */
export function facetGroups(page: Filtered, frame: Frame): FacetGroup[] {
  const { facetTitles: titles } = frame.t;
  const groups = [
    availableGroup(page, frame),
    listed(page, "types", "type", titles.type),
    priceGroup(page, frame),
    ...optionGroups(page),
    listed(page, "vendors", "vendor", titles.vendor),
    listed(page, "tags", "tag", titles.tag),
  ];
  return groups.filter(
    ({ key, links }) => links.some((link) => link.isChosen) || links.length > (key === "available" ? 0 : 1),
  );
}
