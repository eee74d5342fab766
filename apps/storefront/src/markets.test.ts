import { createMarket, putPriceList, putShippingRates, updateMarket } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;
let europe: string;

const terms = {
  countries: ["DE", "AT"],
  rate: "0.13",
  locales: ["en"],
  isTaxIncluded: true,
  taxBasisPoints: 1900,
};

beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
  await openTrialStore(shop, "other");
  const market = { ...terms, name: { "zh-CN": "欧洲", en: "Europe" }, currency: "EUR" };
  europe = (await createMarket(one.ctx, market)).id;
  const rate = {
    name: { en: "Post" },
    countries: ["*"],
    price: 900,
    freeAbove: null,
    minDays: 4,
    maxDays: 9,
  };
  await putShippingRates(one.ctx, { marketId: europe, rates: [rate] });
});
afterAll(() => shop.close());

const product = "/products/lao-qiang";
const slowly = { timeout: 10_000 };
const chosen = "hutong_market=europe";
const ask = (path: string, cookie = "", store = "eaves") =>
  shop.ask(store, path, cookie ? { headers: { cookie } } : {});
const textOf = async (...of: Parameters<typeof ask>) => (await ask(...of)).text();
const cookiesOf = (response: Response) => response.headers.get("set-cookie") ?? "";
const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? "";

it("keeps pages of each market apart, whoever asked first", async () => {
  for (const path of [product, "/en/products/lao-qiang", "/", "/collections/tea", "/search?q=wall"]) {
    const first = [await textOf(path, chosen), await textOf(path)];
    const again = [await textOf(path, chosen), await textOf(path)];
    expect(again).toEqual(first);
    const [euros, yuan] = first as [string, string];
    if (path !== "/search?q=wall") expect(euros).toMatch(/€|EUR/);
    expect(euros).not.toMatch(/[¥￥]\s?298/);
    expect(yuan).not.toMatch(/€\s?38/);
  }
  expect(await textOf(product, chosen)).toContain('"price":"38.74","priceCurrency":"EUR"');
  expect(await textOf(product)).toContain('"price":"298.00","priceCurrency":"CNY"');
  const kept = await ask(product, chosen);
  expect(countsOf(kept)).toEqual({ statements: 0, transactions: 0 });
  expect(kept.headers.get("vary")).toBe("accept-encoding, cookie");
  // Neither is taken for the other by whoever has one of them already.
  const etag = kept.headers.get("etag")!;
  const other = await shop.ask("eaves", product, { headers: { "if-none-match": etag } });
  expect(other.status).toBe(200);
  expect(await other.text()).toContain("¥298.00");
});

it.each(["hutong_market=nowhere", "hutong_market=primary", "hutong_market=europe%0a", "a=b; hutong_market="])(
  "shows the primary market to %s",
  async (cookie) => {
    expect(await textOf(product, cookie)).toBe(await textOf(product));
  },
);

it("offers the choice where there are several, by a form that needs no script", async () => {
  const page = await textOf(product);
  expect(page).toContain('action="/market" method="post"');
  expect(page).toMatch(/<option value="primary"[^>]*>中国/);
  expect(page).toMatch(/<option value="europe"[^>]*>欧洲 \(EUR €\)/);
  const other = await ask(product, chosen, "other");
  expect(other.headers.get("vary")).toBe("accept-encoding");
  const theirs = await other.text();
  expect(theirs).not.toContain('action="/market"');
  expect(theirs).not.toContain("€");
  expect(cookiesOf(await shop.post("other", "/market", { market: "europe", to: product }))).toBe("");

  const choice = await shop.post("eaves", "/market", { market: "europe", to: product });
  expect([choice.status, cookiesOf(choice).split(";")[0]]).toEqual([303, chosen]);
  // The market is shown in English alone.
  expect(choice.headers.get("location")).toBe(`/en${product}`);
  expect(await textOf(`/en${product}`, chosen)).not.toContain('hreflang="zh-CN" rel="alternate">');
  const back = await shop.post("eaves", "/market", { market: "primary", to: "//evil.example" }, chosen);
  expect(back.headers.get("location")).toBe("/");
});

it("follows a link into a market once, and keeps its address without it", async () => {
  await textOf(`${product}?mode=elder`);
  const link = await ask(`${product}?market=europe&mode=elder`);
  expect([link.status, link.headers.get("location")]).toEqual([303, `${product}?mode=elder`]);
  expect(cookiesOf(link)).toContain(chosen);
  expect(link.headers.get("cache-control")).toBe("no-store");
  expect((await ask(`${product}?market=nowhere`)).status).toBe(200);
});

const berlin = { email: "ada@example.com", phone: "", name: "Ada Weiß", country: "DE", city: "Berlin" };
const street = { line1: "Torstraße 1", postcode: "10119" };

it("sells in the market of the country that it goes to, and says so before anything is charged", async () => {
  const added = await shop.post("eaves", "/en/cart/add", { variant: one.variantIds[0]!, quantity: "2" });
  const bag = cookiesOf(added).split(";")[0]!;
  expect(await textOf("/en/cart", bag)).toContain("¥596.00");
  expect(await textOf("/en/cart", `${bag}; ${chosen}`)).toContain("€77.48");

  const open = await textOf("/en/checkout", bag);
  expect(open).toContain("¥");
  const rate = fieldOf(open, "shippingRateId");
  const form = {
    checkout: fieldOf(open, "checkout"),
    key: "k",
    total: fieldOf(open, "total"),
    currency: "CNY",
  };
  const account = [...open.matchAll(/name="account"[^>]*value="([^"]*)"/g)].at(-1)![1]!;
  const typed = { ...berlin, ...street };
  const pay = (fields: Record<string, string>) =>
    shop.post("eaves", "/en/checkout/pay", { ...typed, account, ...fields }, bag);

  // The country is asked for again with its own rates, and its own money.
  const moved = await shop.post("eaves", "/en/checkout/details", { ...typed, change: "country" }, bag);
  expect(cookiesOf(moved)).toContain(chosen);
  const page = await moved.text();
  expect(page).toContain("Orders to Germany are sold in Euro");
  expect(page).toContain("€86.48");
  expect(page).not.toContain("¥");
  // What was drawn in yuan is refused at its rate, which that market does not have.
  expect((await pay({ ...form, shippingRateId: rate })).status).toBe(422);
  const there = fieldOf(page, "shippingRateId");
  const changed = await pay({ ...form, shippingRateId: there });
  expect(changed.status).toBe(409);
  const shown = await changed.text();
  expect(shown).toContain('data-code="changed"');
  expect(shown).toContain("€86.48");
  const sums = Object.fromEntries(
    ["checkout", "saved", "total", "due", "currency"].map((name) => [name, fieldOf(shown, name)]),
  );
  expect(sums).toMatchObject({ total: "8648", currency: "EUR" });
  const placed = await pay({ ...sums, key: "k2", shippingRateId: there });
  expect(placed.status).toBe(303);
  const order = await textOf(placed.headers.get("location")!, bag);
  expect(order).toContain("€86.48");
  expect(order).not.toContain("¥");
});

const change = { ...terms, name: { en: "Europe" }, isOpen: true, rate: "0.2" };

it("shows another rate after the next look at the changed tags", async () => {
  await updateMarket(one.ctx, { ...change, id: europe });
  await shop.storefront.follow();
  await expect.poll(() => textOf(product, chosen), slowly).toContain('"price":"59.60","priceCurrency":"EUR"');
});

it("shows a market's price lists on its pages, and what a number of units costs", async () => {
  const list = { marketId: europe, name: "Fixed", kind: "market" as const };
  await putPriceList(one.ctx, { ...list, prices: "eaves-1, 45.00\neaves-1, 3, 40.00\neaves-2, 19" });
  await shop.storefront.follow();
  await expect.poll(() => textOf(`/en${product}`, chosen), slowly).toContain("€45.00");
  expect(await textOf(`/en${product}`, chosen)).toContain("3 or more: €40.00 each");
  expect(await textOf("/en/collections/tea", chosen)).toContain("€45");
  expect(await textOf(`/en${product}`)).not.toContain("or more");
  expect(countsOf(await ask("/en/collections/tea", chosen)).statements).toBe(0);
});

it("strikes through what an open sale is below", async () => {
  const endsAt = new Date(Date.now() + 3_600_000);
  const sale = {
    marketId: europe,
    name: "Flash",
    kind: "sale" as const,
    basisPoints: 5000,
    prices: "",
    endsAt,
  };
  await putPriceList(one.ctx, sale);
  await shop.storefront.follow();
  await expect.poll(() => textOf(`/en${product}`, chosen), slowly).toContain("€22.50");
  expect(await textOf(`/en${product}`, chosen)).toMatch(/<s><span class="sr">was(<!-- -->)? <\/span>€45.00/);
});

it("lets nobody into a market that was closed", async () => {
  await updateMarket(one.ctx, { ...change, id: europe, isOpen: false });
  await shop.storefront.follow();
  await expect.poll(() => textOf(product, chosen), slowly).not.toContain("€");
});
