import { productSorts } from "@hutong/catalogue/limits";
import type { ListProductsInput, ProductFilter, ProductViewQuery } from "@hutong/catalogue/schemas";

export const productTabs = ["all", "active", "draft", "archived"] as const;

/** What the address says of the list; empty where it says nothing. Prices are minor units. */
export interface ProductsQuery {
  readonly status: (typeof productTabs)[number];
  readonly q: string;
  readonly vendor: string;
  readonly type: string;
  readonly tag: string;
  readonly collection: string;
  readonly stock: "" | "yes" | "no";
  readonly min: string;
  readonly max: string;
  readonly sort: (typeof productSorts)[number];
  readonly cursor: string;
}

/** Names of what narrows the list beside its status and what is searched for. */
export const filterNames = ["vendor", "type", "tag", "collection", "stock", "min", "max"] as const;

/** Reads the address; what is not understood is as if it were not there. */
export function readProductsQuery(
  search: Readonly<Record<string, string | string[] | undefined>>,
): ProductsQuery {
  const one = (name: string, most = 255) =>
    (typeof search[name] === "string" ? search[name] : "").trim().slice(0, most);
  const matching = (name: string, pattern: RegExp) => (pattern.test(one(name)) ? one(name) : "");
  return {
    status: productTabs.find((status) => status === one("status")) ?? "all",
    q: one("q", 200),
    vendor: one("vendor"),
    type: one("type"),
    tag: one("tag"),
    collection: matching("collection", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i),
    stock: (["yes", "no"] as const).find((stock) => stock === one("stock")) ?? "",
    min: matching("min", /^\d{1,12}$/),
    max: matching("max", /^\d{1,12}$/),
    sort: productSorts.find((sort) => sort === one("sort")) ?? "updated",
    cursor: one("cursor", 600),
  };
}

/** The same as it stands in an address: without what it would be anyway. */
export function addressOf({ status, sort, ...rest }: ProductsQuery): Record<string, string> {
  const said = {
    ...rest,
    status: status === "all" ? "" : status,
    sort: sort === "updated" ? "" : sort,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));
}

/** The filter of a query, as the catalogue has it. */
export function filterOf(query: ProductsQuery): ProductFilter {
  const { status, q, vendor, type, tag, collection, stock, min, max } = query;
  return {
    ...(status === "all" ? {} : { status }),
    ...(q ? { query: q } : {}),
    ...(vendor ? { vendor } : {}),
    ...(type ? { productType: type } : {}),
    ...(tag ? { tag } : {}),
    ...(collection ? { collectionId: collection } : {}),
    ...(stock ? { isAvailable: stock === "yes" } : {}),
    ...(min ? { minPrice: Number(min) } : {}),
    ...(max ? { maxPrice: Number(max) } : {}),
  };
}

/** A view's query as the address has it. */
export function queryOfView(view: ProductViewQuery): ProductsQuery {
  const { status, query, vendor, productType, tag, collectionId, isAvailable, minPrice, maxPrice, sort } =
    view;
  return {
    status: status ?? "all",
    q: query ?? "",
    vendor: vendor ?? "",
    type: productType ?? "",
    tag: tag ?? "",
    collection: collectionId ?? "",
    stock: isAvailable === undefined ? "" : isAvailable ? "yes" : "no",
    min: minPrice === undefined ? "" : String(minPrice),
    max: maxPrice === undefined ? "" : String(maxPrice),
    sort: sort ?? "updated",
    cursor: "",
  };
}

export function viewOf(query: ProductsQuery): ProductViewQuery {
  return { ...filterOf(query), ...(query.sort === "updated" ? {} : { sort: query.sort }) };
}

export function productsInput(query: ProductsQuery): ListProductsInput {
  const { sort, cursor } = query;
  return {
    limit: 50,
    ...filterOf(query),
    ...(sort === "updated" ? {} : { sort }),
    ...(cursor ? { cursor } : {}),
  };
}

/** Most products that are edited as one sheet. */
export const mostEdited = 100;
