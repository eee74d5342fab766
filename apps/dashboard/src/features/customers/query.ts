import { leftTabs } from "@hutong/checkout/schemas";

type Search = Readonly<Record<string, string | string[] | undefined>>;

const one = (search: Search, name: string) => (typeof search[name] === "string" ? search[name] : "");

/** What the address says of the list of customers. */
export interface CustomersQuery {
  readonly q: string;
  readonly before: string;
}

export function readCustomersQuery(search: Search): CustomersQuery {
  return { q: one(search, "q").slice(0, 100), before: one(search, "before").slice(0, 40) };
}

export function customersInput({ q, before }: CustomersQuery) {
  return { query: q, limit: 50, ...(before ? { before } : {}) };
}

/** What the address says of the list of left checkouts. */
export interface LeftQuery {
  readonly tab: (typeof leftTabs)[number];
  readonly before: string;
}

export function readLeftQuery(search: Search): LeftQuery {
  return {
    tab: leftTabs.find((tab) => tab === one(search, "tab")) ?? "left",
    before: one(search, "before").slice(0, 40),
  };
}

export function leftInput({ tab, before }: LeftQuery) {
  return { tab, limit: 50, ...(before ? { before } : {}) };
}
