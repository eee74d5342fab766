import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderForStaff } from "@hutong/orders";
import type { PriceNode } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addLine, getCheckout, getOrder, openRef, submitCheckout } from "./index.ts";
import { openDiscount } from "./testing/discounts.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database);
  await openDiscount(shop);
});
afterAll(() => database.drop());

/** The tree in short: what it is, what it is of, its amount, its parts. */
const short = ({ source, amount, parts }: PriceNode): unknown[] => [
  "title" in source ? `${source.kind} ${source.variantTitle}` : source.kind,
  amount,
  ...parts.map(short),
];

it("the same tree stands in the checkout before it is saved, in the order of the customer, and in that of staff", async () => {
  const { cartRef } = await addLine(shop.buyer, {
    cart: null,
    variantId: shop.variants.tin,
    quantity: 2,
  });
  const open = await getCheckout(shop.buyer, { cart: cartRef });
  const { checkout } = await readyCheckout(shop, shop.variants.tin, 2);
  const outcome = await submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts.test,
    key: "tree",
    returnUrl: "https://shop.test/{checkout}",
  });
  if (outcome.kind !== "placed") throw new Error(outcome.kind);
  const order = await getOrder(shop.buyer, { order: outcome.orderRef });
  const staff = await getOrderForStaff(shop.staff, { id: openRef(shop.staff, "order", outcome.orderRef) });
  expect(short(order.totals.tree.root)).toEqual([
    "total",
    31_440,
    ["subtotal", 33_600, ["line Tin", 33_600]],
    ["discount", -3360, ["on_line Tin", -3360]],
    ["shipping", 1200, ["shipping_price", 1200]],
  ]);
  expect(order.totals.tree.inside.map(short)).toEqual([
    ["tax", 3617, ["on_line Tin", 3479], ["on_shipping", 138]],
  ]);
  expect(staff.tree).toEqual(order.totals.tree);
  expect(open.totals?.tree).toEqual(order.totals.tree);
});
