import { type PictureWidth, sizedUrl } from "@hutong/files/sizes";

/** The only place that writes the dashboard's addresses. */
export const paths = {
  start: () => "/",
  signIn: (backTo?: string) =>
    backTo && backTo !== "/" ? `/sign-in?to=${encodeURIComponent(backTo)}` : "/sign-in",
  signInAfterReset: () => "/sign-in?note=reset",
  signUp: () => "/sign-up",
  forgotPassword: () => "/forgot-password",
  account: () => "/account",
  newStore: () => "/stores/new",
  mailbox: (id?: string) => (id ? `/dev/mailbox?id=${encodeURIComponent(id)}` : "/dev/mailbox"),
  home: (store: string) => `/store/${store}`,
  orders: (store: string, query: { tab?: string; q?: string; before?: number } = {}) =>
    withQuery(`/store/${store}/orders`, query),
  order: (store: string, id: string) => `/store/${store}/orders/${id}`,
  customers: (store: string, query: { q?: string; before?: string } = {}) =>
    withQuery(`/store/${store}/customers`, query),
  customer: (store: string, id: string) => `/store/${store}/customers/${id}`,
  leftCheckouts: (store: string, query: { tab?: string; before?: string } = {}) =>
    withQuery(`/store/${store}/customers/left`, query),
  products: (store: string, query: Readonly<Record<string, string>> = {}) =>
    withQuery(`/store/${store}/products`, query),
  /** Several products as a sheet: these, or those that the list shows. */
  editProducts: (store: string, query: Readonly<Record<string, string>> | { ids: readonly string[] } = {}) =>
    withQuery(
      `/store/${store}/products/edit`,
      typeof query.ids === "object" ? { ids: query.ids.join(",") } : (query as Record<string, string>),
    ),
  product: (store: string, id: string) => `/store/${store}/products/${id}`,
  newProduct: (store: string) => `/store/${store}/products/new`,
  collections: (store: string, query: { q?: string } = {}) =>
    withQuery(`/store/${store}/products/collections`, query),
  collection: (store: string, id: string) => `/store/${store}/products/collections/${id}`,
  newCollection: (store: string) => `/store/${store}/products/collections/new`,
  inventory: (
    store: string,
    query: { location?: string; filter?: string; q?: string; cursor?: string } = {},
  ) => withQuery(`/store/${store}/inventory`, query),
  inventoryExport: (store: string, location: string) =>
    withQuery(`/store/${store}/inventory/export`, { location }),
  variantStock: (store: string, variant: string, query: { location?: string; cursor?: string } = {}) =>
    withQuery(`/store/${store}/inventory/variants/${variant}`, query),
  consignments: (
    store: string,
    kind: "transfer" | "purchase",
    query: { all?: string; before?: number } = {},
  ) => withQuery(`/store/${store}/inventory/${kind}s`, query),
  newConsignment: (store: string, kind: "transfer" | "purchase") => `/store/${store}/inventory/${kind}s/new`,
  consignment: (store: string, kind: "transfer" | "purchase", id: string) =>
    `/store/${store}/inventory/${kind}s/${id}`,
  counts: (store: string, query: { before?: number } = {}) =>
    withQuery(`/store/${store}/inventory/counts`, query),
  count: (store: string, id: string) => `/store/${store}/inventory/counts/${id}`,
  imports: (store: string) => `/store/${store}/products/import`,
  import: (store: string, id: string) => `/store/${store}/products/import/${id}`,
  importPart: (store: string, id: string, part: number) =>
    `/store/${store}/products/import/${id}/parts/${part}`,
  digitalPart: (store: string, id: string, part: number) =>
    `/store/${store}/products/files/${id}/parts/${part}`,
  importNotes: (store: string, id: string) => `/store/${store}/products/import/${id}/notes`,
  exportProducts: (store: string, format: "csv" | "xlsx" | "jsonl") =>
    withQuery(`/store/${store}/products/export`, { format }),
  discounts: (store: string) => `/store/${store}/discounts`,
  discount: (store: string, id: string) => `/store/${store}/discounts/${id}`,
  newDiscount: (store: string) => `/store/${store}/discounts/new`,
  giftCards: (store: string, query: { q?: string; before?: string } = {}) =>
    withQuery(`/store/${store}/gift-cards`, query),
  giftCard: (store: string, id: string) => `/store/${store}/gift-cards/${id}`,
  settings: (
    store: string,
    tab?:
      | "markets"
      | "payments"
      | "shipping"
      | "locations"
      | "taxes"
      | "search"
      | "custom-data"
      | "settlement"
      | "members",
  ) => (tab ? `/store/${store}/settings/${tab}` : `/store/${store}/settings`),
  /** The entries of a kind of the store's own records; its fields are at `kind`. */
  entries: (store: string, kind: string, query: { q?: string; cursor?: string } = {}) =>
    withQuery(`/store/${store}/settings/custom-data/${kind}`, query),
  entry: (store: string, kind: string, entry: string) =>
    `/store/${store}/settings/custom-data/${kind}/${entry}`,
  newEntry: (store: string, kind: string) => `/store/${store}/settings/custom-data/${kind}/new`,
  kind: (store: string, kind: string) => `/store/${store}/settings/custom-data/${kind}/fields`,
  newKind: (store: string) => `/store/${store}/settings/custom-data/new`,
  shippingZone: (store: string, zone: string) => `/store/${store}/settings/shipping/${zone}`,
  newShippingZone: (store: string, query: { market?: string; kind?: string } = {}) =>
    withQuery(`/store/${store}/settings/shipping/new`, query),
  market: (store: string, market: string) => `/store/${store}/settings/markets/${market}`,
  priceList: (store: string, market: string, list: string) =>
    `/store/${store}/settings/markets/${market}/lists/${list}`,
  newPriceList: (store: string, market: string) => `/store/${store}/settings/markets/${market}/lists/new`,
  newMarket: (store: string) => `/store/${store}/settings/markets/new`,
  taxCountry: (store: string, country: string) => `/store/${store}/settings/taxes/${country}`,
  newPayment: (store: string, provider?: string) =>
    withQuery(`/store/${store}/settings/payments/new`, { provider }),
  /** `setUp`: back from the provider's page, or from one that is good no more. */
  payment: (store: string, account: string, setUp?: "back" | "again") =>
    withQuery(`/store/${store}/settings/payments/${account}`, { setUp }),
  lostPayments: (store: string, days?: number) =>
    withQuery(`/store/${store}/settings/payments/lost`, { days }),
  settlement: (store: string, query: { before?: string } = {}) =>
    withQuery(`/store/${store}/settings/settlement`, query),
  bill: (store: string, account: string, day: string) =>
    `/store/${store}/settings/settlement/${account}/${day}`,
  /** A picture, by its path or by its address on the store's own host, which orders keep. */
  file: (store: string, path: string, width?: PictureWidth) => {
    const url = `/store/${store}/files/${path.replace(/^\/files\//, "")}`;
    return width === undefined ? url : sizedUrl(url, width);
  },
  pictures: (store: string) => `/store/${store}/pictures`,
} as const;

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  if (entries.length === 0) return path;
  return `${path}?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

/** A local address to go back to after signing in; anything else is the start. */
export function safeReturn(to: string | null | undefined): string {
  return to && /^\/(?![/\\])/.test(to) ? to : "/";
}
