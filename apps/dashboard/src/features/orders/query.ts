import { type ListOrdersInput, orderTabs } from "@hutong/orders/schemas";

/** What the address says of the list. */
export interface OrdersQuery {
  readonly tab: (typeof orderTabs)[number];
  readonly q: string;
  readonly before: number | null;
}

/** Reads the address; what is not understood is as if it were not there. */
export function readOrdersQuery(
  search: Readonly<Record<string, string | string[] | undefined>>,
): OrdersQuery {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  const before = Number(one("before"));
  return {
    tab: orderTabs.find((tab) => tab === one("tab")) ?? "all",
    q: one("q").slice(0, 100),
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

export function ordersInput({ tab, q, before }: OrdersQuery): ListOrdersInput {
  return { tab, query: q, limit: 50, ...(before ? { before } : {}) };
}
