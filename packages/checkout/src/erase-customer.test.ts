import { judgeOwners } from "@hutong/catalogue";
import { openCode, requestCode, signInByCode } from "@hutong/customers";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { issueGiftCard } from "@hutong/gift-cards";
import { createClock } from "@hutong/kernel";
import { setMetafields } from "@hutong/metafields";
import { eraseOldOrders } from "@hutong/orders";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addLine,
  eraseCustomer,
  eraseOldInvoices,
  eraseOwnData,
  exportCustomer,
  exportOwnData,
  listOwnOrders,
  saveAddress,
  submitCheckout,
} from "./index.ts";
import { address, openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";
import { signIn } from "./testing/sign-in.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const marks = ["lin@example.com", "13800138000", "林若水", "交道口", "鼓楼"];

async function furnished(options: { answer?: "page" } = {}): Promise<{ shop: TestShop; own: StoreContext }> {
  const shop = await openTestShop(database, options);
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const how = { accountId: shop.accounts.manual, key: checkout, returnUrl: "http://shop/{checkout}" };
  await submitCheckout(shop.buyer, { checkout, ...how });
  await readyCheckout(shop, shop.variants.bag);
  const own = await signIn(shop, database, "lin@example.com");
  await issueGiftCard(shop.staff, { amount: 5000, recipientEmail: "lin@example.com", key: checkout });
  await saveAddress(own, { address: { ...address, phone: "13800138000", line1: "鼓楼东大街 2 号" } });
  await addLine(own, { cart: null, variantId: shop.variants.bag, quantity: 1 });
  const field = { key: "way", type: "single_line_text_field", value: "鼓楼" };
  const [order] = await database.owner`select id from orders where store_id = ${shop.storeId}`;
  const metafields = [
    { ownerType: "CUSTOMER" as const, ownerId: own.actor.id!, ...field },
    { ownerType: "ORDER" as const, ownerId: order!.id, ...field },
  ];
  const kept = await setMetafields(shop.staff, { metafields }, judgeOwners);
  if (kept.kind !== "saved") throw new Error("the store's own fields were not kept");
  return { shop, own };
}

/** Which of the marks stand anywhere in a store's rows. */
async function found(shop: TestShop): Promise<string[]> {
  const tables = await database.owner`select table_name as name from information_schema.columns
    where column_name = 'store_id' and table_schema = 'public'`;
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows =
        await database.owner`select t::text as row from ${database.owner(name as string)} t where store_id = ${shop.storeId}`;
      return rows.map(({ row }) => row).join("\n");
    }),
  );
  return marks.filter((mark) => texts.some((text) => text.includes(mark)));
}

test("an export holds all that is kept, and nothing of another customer", async () => {
  const { shop, own } = await furnished();
  const other = await signIn(shop, database, "other@example.com");
  const mine = await exportOwnData(own);
  expect(mine).toMatchObject({
    format: "hutong.customer/1",
    customer: { email: "lin@example.com", hasAccount: true },
    contacts: [{ contact: "lin@example.com" }],
    cart: [{ quantity: 1 }],
    orders: [{ total: 18000, lines: [{ title: "Tea", quantity: 1 }], address: { line1: address.line1 } }],
  });
  expect(mine.addresses).toHaveLength(2);
  expect(mine.sessions).toHaveLength(1);
  expect(mine.metafields).toMatchObject([{ value: "鼓楼" }, { value: "鼓楼" }]);
  expect(JSON.stringify(mine)).not.toMatch(/token|hash|argon/i);
  expect((await exportOwnData(other)).orders).toEqual([]);
  await expect(exportCustomer(shop.buyer, { id: own.actor.id! })).rejects.toMatchObject({
    kind: "forbidden",
  });
  const elsewhere = await openTestShop(database);
  await expect(exportCustomer(elsewhere.staff, { id: own.actor.id! })).rejects.toMatchObject({
    code: "customer_not_found",
  });
});

test("erasure: nothing of the person is left but the young order's; the books and numbers stay; later that goes too", async () => {
  const { shop, own } = await furnished();
  const ledger = () =>
    database.owner`select count(*)::int as n, sum(total)::int as total from orders where store_id = ${shop.storeId}`;
  const before = await ledger();
  expect(await found(shop)).toEqual(marks);
  await eraseOwnData(own);
  await eraseOwnData(own);
  expect(await ledger()).toEqual(before);
  const [young] =
    await database.owner`select address->>'name' as name from orders where store_id = ${shop.storeId}`;
  expect(young).toEqual({ name: "林若水" });
  const seconds = await eraseOldOrders(shop.platform);
  expect(seconds).toBeGreaterThan(3 * 364 * 86_400);
  const later = createClock();
  later.advance(3 * 367 * 86_400_000);
  await eraseOldInvoices(shop.platform.as({ clock: later }));
  expect(await eraseOldOrders(shop.platform.as({ clock: later }))).toBeNull();
  expect(await found(shop)).toEqual([]);
  expect(await ledger()).toEqual(before);
  const events = await database.owner`select kind, subject_id from events
    where store_id = ${shop.storeId} and kind = 'customer.erased'`;
  expect(events).toHaveLength(1);
  const again = await signIn(shop, database, "lin@example.com");
  expect(again.actor.id).not.toBe(own.actor.id);
  expect((await listOwnOrders(again)).orders).toEqual([]);
});

test("staff erase a guest; another store's staff, and staff without leave, do not", async () => {
  const { shop, own } = await furnished();
  const id = own.actor.id!;
  const elsewhere = await openTestShop(database);
  await expect(eraseCustomer(elsewhere.staff, { id })).rejects.toMatchObject({ code: "customer_not_found" });
  const clerk = shop.platform.as({ actor: { kind: "staff", id, role: "staff" } });
  await expect(eraseCustomer(clerk, { id })).rejects.toMatchObject({ kind: "forbidden" });
  await eraseCustomer(shop.staff, { id });
  await expect(listOwnOrders(own)).resolves.toMatchObject({ orders: [{ count: 1 }] });
  const [row] = await database.owner`select name, email, contact from customers where id = ${id}`;
  expect(row).toEqual({ name: "", email: null, contact: id });
});

test("not while something of theirs is being paid: then nothing is erased at all", async () => {
  const { shop, own } = await furnished({ answer: "page" });
  const { checkout } = await readyCheckout(shop, shop.variants.tin);
  const accountId = shop.accounts.test;
  await submitCheckout(shop.buyer, { checkout, accountId, key: "k", returnUrl: "http://shop/{checkout}" });
  await expect(eraseOwnData(own)).rejects.toMatchObject({ code: "payment_under_way" });
  expect(await found(shop)).toEqual(marks);
});

test("orders and sign-ins of one contact at once wait for each other without a deadlock", async () => {
  const shop = await openTestShop(database, { stock: 100 });
  const contact = "lin@example.com";
  const buy = async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.tin);
    const how = { accountId: shop.accounts.manual, key: checkout, returnUrl: "http://shop/{checkout}" };
    return await submitCheckout(shop.buyer, { checkout, ...how });
  };
  await buy();
  const enter = async () => {
    const from = { address: "192.0.2.9", host: "shop.localhost" };
    await requestCode(shop.buyer, { contact }, from);
    const [row] =
      await database.owner`select id from customer_codes where store_id = ${shop.storeId} and contact = ${contact}`;
    const opened = await openCode(shop.platform, { codeId: row!.id as string });
    await signInByCode(shop.buyer, { contact, code: opened!.code }, from);
  };
  const [entered, ...bought] = await Promise.all([enter(), ...Array.from({ length: 8 }, buy)]);
  expect(entered).toBeUndefined();
  expect(bought.map(({ kind }) => kind)).toEqual(Array(8).fill("placed"));
  const own = await signIn(shop, database, contact);
  await Promise.all([eraseOwnData(own), ...Array.from({ length: 6 }, buy)]).catch((error) => {
    expect(error.code).toBe("payment_under_way");
  });
});
