import { type ListStockInput, stockFilters } from "@hutong/inventory/schemas";
import { isId } from "@hutong/kernel";

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** What the address says of the stock list. */
export interface StockQuery {
  /** Null: the default location. */
  readonly location: string | null;
  readonly filter: (typeof stockFilters)[number];
  readonly q: string;
  readonly cursor: string | null;
}

/** Reads the address; what is not understood is as if it were not there. */
export function readStockQuery(search: Search): StockQuery {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const location = one("location");
  return {
    location: isId(location) ? location : null,
    filter: stockFilters.find((filter) => filter === one("filter")) ?? "all",
    q: one("q").slice(0, 200),
    cursor: one("cursor").slice(0, 300) || null,
  };
}

export function stockInput({ location, filter, q, cursor }: StockQuery): ListStockInput {
  return { filter, query: q, ...(location ? { locationId: location } : {}), ...(cursor ? { cursor } : {}) };
}

/** The same as parts of an address. */
export function stockAddress({ location, filter, q }: StockQuery) {
  return {
    q,
    ...(location ? { location } : {}),
    ...(filter === "all" ? {} : { filter }),
  };
}

/** A number in an address, or null. */
export function readNumber(text: string | string[] | undefined): number | null {
  const number = typeof text === "string" ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
