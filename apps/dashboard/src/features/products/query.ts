import type { ListProductsInput } from "@hutong/catalogue/schemas";

export const productTabs = ["all", "active", "draft", "archived"] as const;

/** What the address says of the list. */
export interface ProductsQuery {
  readonly status: (typeof productTabs)[number];
  readonly q: string;
  readonly cursor: string | null;
}

/** Reads the address; what is not understood is as if it were not there. */
export function readProductsQuery(
  search: Readonly<Record<string, string | string[] | undefined>>,
): ProductsQuery {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  return {
    status: productTabs.find((status) => status === one("status")) ?? "all",
    q: one("q").slice(0, 200),
    cursor: one("cursor").slice(0, 200) || null,
  };
}

export function productsInput({ status, q, cursor }: ProductsQuery): ListProductsInput {
  return {
    limit: 50,
    ...(status === "all" ? {} : { status }),
    ...(q ? { query: q } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

/** Most products that are edited as one sheet. */
export const mostEdited = 100;
