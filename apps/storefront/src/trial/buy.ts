import type { TrialShop } from "./trial-shop.ts";

const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)![1]!;

/** What "place order" led to, how to press it again, and where the checkout is. */
export interface Bought {
  readonly answer: Response;
  press(): Promise<Response>;
  /** Path of the checkout, without what is done with it. */
  readonly path: string;
}

/** Buys one of a variant by an account, as a browser without script does, up to "place order". */
export async function buyOne(
  shop: TrialShop,
  wanted: { readonly store: string; readonly variantId: string; readonly account: string },
): Promise<Bought> {
  const { store, variantId, account } = wanted;
  const added = await shop.post(store, "/cart/add", { variant: variantId, quantity: "1" });
  const cookie = added.headers.get("set-cookie")!.split(";")[0]!;
  const open = await (await shop.ask(store, "/checkout", { headers: { cookie } })).text();
  const details = {
    phone: "13800138000",
    name: "林若水",
    country: "CN",
    province: "北京市",
    city: "北京市",
    district: "东城区",
    line1: "砖塔里 17 号",
    shippingRateId: fieldOf(open, "shippingRateId"),
  };
  const page = await (await shop.post(store, "/checkout/details", details, cookie)).text();
  const checkout = fieldOf(page, "checkout");
  const sums = { saved: fieldOf(page, "saved"), total: fieldOf(page, "total") };
  const fields = { ...details, ...sums, checkout, account, key: "k" };
  const press = () => shop.post(store, "/checkout/pay", fields, cookie);
  return { answer: await press(), press, path: `/checkout/${checkout}` };
}

/** Where a checkout stands, as its waiting page is told. */
export async function waitingAt(
  shop: TrialShop,
  store: string,
  path: string,
): Promise<{ state: string; order: string | null }> {
  const answer = await shop.ask(store, `${path}/waiting.json`);
  return (await answer.json()) as { state: string; order: string | null };
}
