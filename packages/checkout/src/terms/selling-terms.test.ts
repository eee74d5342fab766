import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { connectAccount } from "@hutong/payments";
import { createMarket, putShippingRates } from "@hutong/pricing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addLine } from "../add-line.ts";
import { getCheckout } from "../get-checkout.ts";
import { openTestShop, type TestShop } from "../testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
let cart: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
  cart = (await addLine(shop.buyer, { cart: null, variantId: shop.variants.bag, quantity: 1 })).cartRef;
});

const look = () => getCheckout(shop.buyer, { cart });

async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const before = database.cell.usage.statements;
  await work();
  return database.cell.usage.statements - before;
}

async function marketId(): Promise<string> {
  const [row] = await database.owner`select id from markets where store_id = ${shop.storeId} and is_primary`;
  return row!.id;
}

const rate = (price: number) => ({
  name: { en: `For ${price}` },
  countries: ["*"],
  price,
  freeAbove: null,
  minDays: 1,
  maxDays: 2,
});

it("reads terms once, and again after each of their tables changed", async () => {
  await look();
  expect(await statementsOf(look)).toBe(2);

  await putShippingRates(shop.staff, { marketId: await marketId(), rates: [rate(700)] });
  expect(await statementsOf(look)).toBe(3);
  expect((await look()).totals!.shipping.amount).toBe(700);
  expect(await statementsOf(look)).toBe(2);

  await connectAccount(shop.platform, {
    provider: "manual",
    title: { en: "Cash" },
    credentials: { kind: "bank-transfer", instructions: { en: "At the door." } },
  });
  expect((await look()).methods.map(({ title }) => title)).toContain("Cash");

  await database.owner`update markets set is_tax_included = false where store_id = ${shop.storeId}`;
  expect((await look()).totals!.isTaxIncluded).toBe(false);
});

it("is not read anew for a look at an account, or for what another store changes", async () => {
  const other = await openTestShop(database);
  await look();
  await database.owner`update payment_accounts set notice_proven_at = now() where store_id = ${shop.storeId}`;
  await putShippingRates(other.staff, {
    marketId: (
      await createMarket(other.platform, {
        handle: "away",
        name: { en: "Away" },
        countries: ["DE"],
        currency: "EUR",
        locales: ["en"],
        isTaxIncluded: true,
        taxBasisPoints: 1900,
      })
    ).id,
    rates: [rate(1)],
  });
  expect(await statementsOf(look)).toBe(2);
});

it("keeps nothing of a change that was rolled back", async () => {
  await look();
  await shop.staff
    .write(async (tx) => {
      await putShippingRates(tx, { marketId: await marketId(), rates: [rate(1)] });
      expect((await getCheckout(tx, { cart })).totals!.shipping.amount).toBe(1);
      throw new Error("no");
    })
    .catch(() => {});
  expect((await look()).totals!.shipping.amount).toBe(1200);
});
