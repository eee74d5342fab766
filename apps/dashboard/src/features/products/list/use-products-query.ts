"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { addressOf, type ProductsQuery, readProductsQuery } from "../query.ts";

/**
 * The list's query as it stands in the address, and a way to change it: the address follows at once and the page's own data after it,
 * without asking the server for the page. Every change begins with the first page.
 */
export function useProductsQuery() {
  const { handle } = useStore();
  const params = useSearchParams();
  const query = useMemo(() => readProductsQuery(Object.fromEntries(params)), [params]);
  const pathFor = useCallback(
    (change: Partial<ProductsQuery>) =>
      paths.products(handle, addressOf({ ...query, cursor: "", ...change })),
    [handle, query],
  );
  const change = useCallback(
    (given: Partial<ProductsQuery>) => window.history.replaceState(null, "", pathFor(given)),
    [pathFor],
  );
  return { query, pathFor, change };
}
