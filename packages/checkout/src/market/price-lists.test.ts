import { upsertProducts } from "@hutong/catalogue";
import { setGroup } from "@hutong/customers";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { getOrderForStaff, listOrders } from "@hutong/orders";
import {
  getPriceList,
  listCustomerGroups,
  listMarkets,
  listPriceLists,
  putCustomerGroup,
  putPriceList,
  removeCustomerGroup,
  removePriceList,
} from "@hutong/pricing";
import type { PriceListInput } from "@hutong/pricing/schemas";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addLine, getCart, getCheckout, saveDetails, submitCheckout, updateLine } from "../index.ts";
import { openTestMarket } from "../testing/markets.ts";
import { address, openTestShop, type TestShop } from "../testing/shop.ts";
import { signIn } from "../testing/sign-in.ts";

let database: TestDatabase;
let shop: TestShop;
let marketId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openTestShop(database);
  marketId = (await listMarkets(shop.staff))[0]!.id;
  await database.owner`update variants set sku = 'TIN' where store_id = ${shop.storeId} and id = ${shop.variants.tin}`;
});

const put = (rest: Partial<PriceListInput>) =>
  putPriceList(shop.staff, { marketId, name: "List", kind: "market", prices: "", ...rest });
const filled = async (quantity = 1, buyer = shop.buyer) =>
  (await addLine(buyer, { cart: null, variantId: shop.variants.tin, quantity })).cartRef;
const lineOf = async (cart: string, buyer = shop.buyer) => (await getCart(buyer, { cart })).lines[0]!;
const details = (cart: string) => ({
  ...{ cart, email: "", phone: "13800138000", address, note: "", shippingRateId: shop.rateId },
});
const pay = () => ({ accountId: shop.accounts.test, key: "k", returnUrl: "http://x" });
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const before = database.cell.usage.statements;
  await work();
  return database.cell.usage.statements - before;
}

it("sells at a market's fixed price, and by quantity, and asks for them once", async () => {
  const { marketId: there } = await openTestMarket(
    shop,
    { countries: ["DE"], currency: "EUR", rate: "0.13" },
    0,
  );
  const buyer = shop.buyer.as({ marketId: there });
  const cart = await filled(2);
  expect(await statementsOf(() => getCart(buyer, { cart }))).toBe(2);
  expect(await lineOf(cart, buyer)).toMatchObject({ unitPrice: { amount: 2184 }, priced: null });
  const { id } = await put({ marketId: there, prices: "TIN, 25.00\nTIN, 3, 22.50\nTIN, 10, -20%" });
  expect(await statementsOf(() => getCart(buyer, { cart }))).toBe(3);
  expect(await lineOf(cart, buyer)).toMatchObject({ unitPrice: { amount: 2500 }, priced: null });
  const by = async (quantity: number) => {
    await updateLine(buyer, { cart, variantId: shop.variants.tin, quantity });
    const { unitPrice, priced, total } = await lineOf(cart, buyer);
    return [unitPrice.amount, total.amount, priced?.by, priced?.list.amount];
  };
  expect(await by(3)).toEqual([2250, 6750, "break", 2500]);
  expect(await by(10)).toEqual([2000, 20_000, "break", 2500]);
  expect(await by(2)).toEqual([2500, 5000, undefined, undefined]);
  // The main market has no list: nothing more is asked there, and nothing changed.
  expect(await statementsOf(() => getCart(shop.buyer, { cart }))).toBe(2);
  expect((await lineOf(cart)).unitPrice).toEqual({ amount: 16_800, currency: "CNY" });
  expect((await getPriceList(shop.staff, { id })).prices).toBe("TIN, 25.00\nTIN, 3, 22.50\nTIN, 10, -20%");
  await removePriceList(shop.staff, { id });
  expect((await lineOf(cart, buyer)).unitPrice.amount).toBe(2184);
});

it("sells at a sale's price while it is open, and shows what it costs after", async () => {
  const now = Date.now();
  const hour = 3_600_000;
  await put({
    ...{ name: "Autumn", kind: "sale", basisPoints: 2500 },
    ...{ startsAt: new Date(now + hour), endsAt: new Date(now + 2 * hour) },
  });
  const cart = await filled();
  expect(await lineOf(cart)).toMatchObject({ unitPrice: { amount: 16_800 }, priced: null });
  shop.clock.advance(hour + 1000);
  // A list that names no prices takes no statement.
  expect(await statementsOf(() => getCart(shop.buyer, { cart }))).toBe(2);
  expect(await lineOf(cart)).toMatchObject({
    unitPrice: { amount: 12_600 },
    priced: { by: "sale", name: "Autumn", list: { amount: 16_800 } },
  });
  const page = await saveDetails(shop.buyer, details(cart));
  expect(page.totals!.total.amount).toBe(12_600 + 1200);
  shop.clock.advance(hour);
  expect((await lineOf(cart)).unitPrice.amount).toBe(16_800);
  // The frozen sum is over half an hour old: the new one is shown before it is charged.
  expect(await submitCheckout(shop.buyer, { checkout: page.ref!, ...pay() })).toEqual({ kind: "changed" });
  expect((await getCheckout(shop.buyer, { cart })).totals!.total.amount).toBe(16_800 + 1200);
  expect(await submitCheckout(shop.buyer, { checkout: page.ref!, ...pay() })).toMatchObject({
    kind: "placed",
  });
});

it("sells at a group's price to whoever of it is signed in, and the order says why", async () => {
  const { id: groupId } = await putCustomerGroup(shop.staff, { name: "Tea houses" });
  await put({ name: "Trade", kind: "group", groupId, basisPoints: 1000, prices: "TIN, 120" });
  const buyer = await signIn(shop, database, "ada@example.com");
  const cart = await filled(1, buyer);
  const guest = await filled();
  expect((await lineOf(cart, buyer)).unitPrice.amount).toBe(16_800);
  await setGroup(shop.staff, { id: buyer.actor.id!, groupId });
  expect(await lineOf(cart, buyer)).toMatchObject({ unitPrice: { amount: 12_000 }, priced: { by: "group" } });
  expect(await statementsOf(() => getCart(shop.buyer, { cart: guest }))).toBe(2);
  expect((await lineOf(guest)).unitPrice.amount).toBe(16_800);
  const { ref } = await saveDetails(buyer, details(cart));
  expect(await submitCheckout(buyer, { checkout: ref!, ...pay() })).toMatchObject({ kind: "placed" });
  const { id } = (await listOrders(shop.staff, {})).items[0]!;
  expect(await getOrderForStaff(shop.staff, { id })).toMatchObject({ total: 13_200, paid: 13_200 });
  const [order] =
    await database.owner`select quote->'lines'->0->'priced' as priced from orders where id = ${id}`;
  expect(order!.priced).toEqual({ by: "group", list: 16_800, name: "Trade" });

  expect((await listCustomerGroups(shop.staff))[0]).toMatchObject({ customers: 1, priceLists: 1 });
  await expect(removeCustomerGroup(shop.staff, { id: groupId })).rejects.toMatchObject({
    code: "group_used",
  });
  await removePriceList(shop.staff, { id: (await listPriceLists(shop.staff))[0]!.id });
  await removeCustomerGroup(shop.staff, { id: groupId });
  const [customer] = await database.owner`select group_id from customers where id = ${buyer.actor.id}`;
  expect(customer).toEqual({ group_id: null });
});

it.each([
  [{ name: " " }, "price_list_invalid", { name: "name_missing" }],
  [{ kind: "sale" as const }, "price_list_invalid", { startsAt: "sale_without_end" }],
  [{ kind: "group" as const }, "price_list_invalid", { groupId: "group_missing" }],
  [{ basisPoints: 5 }, "price_list_invalid", { basisPoints: "percent_of_fixed" }],
  [{ startsAt: new Date(2), endsAt: new Date(1) }, "price_list_invalid", { endsAt: "dates_unordered" }],
  [{ prices: "TIN, 5\nNOPE, 5" }, "price_line_invalid", { prices: "sku_unknown" }],
  [{ prices: "TIN, 5%" }, "price_line_invalid", { prices: "percent_of_fixed" }],
])("refuses %o", async (rest, code, fields) => {
  await expect(put(rest)).rejects.toMatchObject({ code, fields });
});

it("knows no other store's lists, groups, goods or customers", async () => {
  const other = await openTestShop(database);
  const { id: groupId } = await putCustomerGroup(other.staff, { name: "Theirs" });
  const theirMarket = (await listMarkets(other.staff))[0]!.id;
  const theirs = await putPriceList(other.staff, {
    marketId: theirMarket,
    name: "X",
    kind: "market",
    prices: "",
  });
  await upsertProducts(other.platform, [
    { handle: "x", title: "X", status: "active", variants: [{ price: 1, sku: "THEIRS" }] },
  ]);
  const missing = (code: string) => expect.objectContaining({ code });
  await expect(put({ marketId: theirMarket })).rejects.toEqual(missing("market_not_found"));
  await expect(put({ id: theirs.id })).rejects.toEqual(missing("price_list_not_found"));
  await expect(getPriceList(shop.staff, theirs)).rejects.toEqual(missing("price_list_not_found"));
  await expect(removePriceList(shop.staff, theirs)).rejects.toEqual(missing("price_list_not_found"));
  await expect(put({ kind: "group", groupId })).rejects.toEqual(missing("group_not_found"));
  await expect(put({ prices: "THEIRS, 5" })).rejects.toMatchObject({ fields: { prices: "sku_unknown" } });
  await expect(putCustomerGroup(shop.staff, { id: groupId, name: "Mine" })).rejects.toEqual(
    missing("group_not_found"),
  );
  const buyer = await signIn(shop, database, "ada@example.com");
  const id = buyer.actor.id!;
  await expect(setGroup(shop.staff, { id, groupId })).rejects.toEqual(missing("group_not_found"));
  await expect(setGroup(other.staff, { id, groupId })).rejects.toEqual(missing("customer_not_found"));
  expect(await listPriceLists(shop.staff)).toEqual([]);
});
