import { upsertProducts } from "@hutong/catalogue";
import { guest, openStore, type StoreContext, sql, system } from "@hutong/db";
import type { TestDatabase } from "@hutong/db/testing";
import { createLocation, setStock } from "@hutong/inventory";
import { type Clock, createClock, type StoreId } from "@hutong/kernel";
import { connectAccount } from "@hutong/payments";
import { createMarket, putShippingRates } from "@hutong/pricing";
import { createStore } from "@hutong/stores";
import { addLine } from "../add-line.ts";
import { saveDetails } from "../save-details.ts";

/** A furnished store for tests: two tracked variants, one untracked, rates, and the accounts `manual` and `test`. */
export interface TestShop {
  readonly storeId: StoreId;
  readonly clock: Clock & { advance(ms: number): void };
  readonly staff: StoreContext;
  readonly platform: StoreContext;
  readonly buyer: StoreContext;
  readonly variants: { tin: string; bag: string; card: string };
  readonly accounts: { manual: string; test: string };
  readonly rateId: string;
}

let shops = 0;

/** Opens a test shop; `stock` is what there is of the tin and of the bag. */
export async function openTestShop(
  database: TestDatabase,
  options: { answer?: "page" | "at-once"; stock?: number; currency?: string } = {},
): Promise<TestShop> {
  shops += 1;
  const { storeId } = await createStore(database.cell, {
    handle: `shop-${process.pid}-${shops}`,
    name: { en: "Test shop" },
    country: "CN",
    currency: options.currency ?? "CNY",
    timezone: "Asia/Shanghai",
    locale: "en",
    locales: ["en"],
    isTest: true,
  });
  const clock = createClock();
  const platform = openStore(database.cell, storeId, { actor: system, locale: "en", clock });
  const market = await createMarket(platform, {
    handle: "home",
    countries: ["CN"],
    currency: options.currency ?? "CNY",
    locales: ["en"],
    isTaxIncluded: true,
    taxBasisPoints: 1300,
  });
  await putShippingRates(platform, {
    marketId: market.id,
    rates: [
      { name: { en: "Standard" }, countries: ["*"], price: 1200, freeAbove: 100_000, minDays: 2, maxDays: 4 },
    ],
  });
  await createLocation(platform, { name: "Main" });
  const variants = await stockUp(platform, options.stock ?? 10);
  const manual = await connectAccount(platform, {
    provider: "manual",
    title: { en: "Bank transfer" },
    credentials: { kind: "bank-transfer", instructions: { en: "To account 1." } },
  });
  const test = await connectAccount(platform, {
    provider: "test",
    title: { en: "Test" },
    credentials: { secret: `the test bank and ${storeId}`, answer: options.answer ?? "at-once" },
  });
  const [[rate]] = await platform.read(
    sql<{ id: string }>`select id from shipping_rates where store_id = ${storeId}`,
  );
  return {
    storeId,
    clock,
    platform,
    staff: platform.as({
      actor: { kind: "staff", id: "01890000-0000-7000-8000-000000000001", role: "owner" },
    }),
    buyer: platform.as({ actor: guest }),
    variants,
    accounts: { manual: manual.id, test: test.id },
    rateId: rate!.id,
  };
}

async function stockUp(ctx: StoreContext, available: number): Promise<TestShop["variants"]> {
  await upsertProducts(ctx, [
    {
      handle: "tea",
      title: "Tea",
      status: "active",
      options: [{ name: "Pack" }],
      variants: [
        { options: ["Tin"], price: 16800 },
        { options: ["Bag"], price: 9900 },
        { options: ["Gift card"], price: 5000 },
      ],
    },
  ]);
  const [rows] = await ctx.read(
    sql<{ id: string; option1: string }>`select id, option1 from variants where store_id = ${ctx.storeId}`,
  );
  const id = (name: string) => rows.find((row) => row.option1 === name)!.id;
  await setStock(ctx, [
    { variantId: id("Tin"), available },
    { variantId: id("Bag"), available },
  ]);
  return { tin: id("Tin"), bag: id("Bag"), card: id("Gift card") };
}

export const address = {
  country: "CN",
  name: "林若水",
  phone: "",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "交道口南大街 1 号",
  line2: "",
  postcode: "",
};

/** Fills a cart and saves the details: a checkout one press away from being paid. Answers its reference. */
export async function readyCheckout(
  shop: TestShop,
  variantId: string,
  quantity = 1,
): Promise<{ cart: string; checkout: string; total: number }> {
  const { cartRef } = await addLine(shop.buyer, { cart: null, variantId, quantity });
  const view = await saveDetails(shop.buyer, {
    cart: cartRef,
    email: "lin@example.com",
    phone: "13800138000",
    address,
    shippingRateId: shop.rateId,
    note: "",
  });
  return { cart: cartRef, checkout: view.ref!, total: view.totals!.total.amount };
}
