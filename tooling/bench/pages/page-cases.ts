import type { Address } from "../load/page-load.ts";
import type { MeasuredPlatform } from "../platform/measured-platform.ts";

/** What is asked of the storefront for one row. */
export interface PageCase {
  readonly name: string;
  /** Kept pages, or the page cache switched off, so that each request is made anew. */
  readonly isKept: boolean;
  /** Distinct ones, more than connections: pages that are asked for at the same time are rendered once. */
  addresses(platform: MeasuredPlatform): Address[];
  /** A text that every such page holds, and one that it ends with or nearly so. */
  readonly marker: string;
  readonly ending?: string;
}

const homes = 64;

// Lists of twenty, as many as are asked for at the same time and more.
const lists: PageCase["addresses"] = ({ store }) =>
  store.collections.flatMap((handle) =>
    ["", "&sort=newest", "&sort=price-up", "&sort=price-down"].map((sort) => ({
      host: store.host,
      path: `/collections/${handle}/products.json?limit=20${sort}`,
    })),
  );
const list = { addresses: lists, marker: '"featured_image":{"src":', ending: "}" } as const;

/** The storefront's rows. */
export const pageCases: readonly PageCase[] = [
  {
    name: "storefront.product.cached",
    isKept: true,
    addresses: ({ store }) =>
      store.products.slice(0, 200).map((handle) => ({ host: store.host, path: `/products/${handle}` })),
    marker: "/cart/add",
  },
  {
    name: "storefront.product.rendered",
    isKept: false,
    addresses: ({ store }) =>
      store.products.map((handle) => ({ host: store.host, path: `/products/${handle}` })),
    marker: "/cart/add",
  },
  {
    name: "storefront.collection.rendered",
    isKept: false,
    addresses: ({ store }) =>
      store.collections.map((handle) => ({ host: store.host, path: `/collections/${handle}` })),
    marker: "/products/",
  },
  {
    name: "storefront.home.rendered",
    isKept: false,
    addresses: ({ otherHosts }) => otherHosts.slice(0, homes).map((host) => ({ host, path: "/" })),
    marker: "/products/",
  },
  { name: "catalogue.list20", isKept: true, ...list },
  { name: "catalogue.list20.anew", isKept: false, ...list },
];
