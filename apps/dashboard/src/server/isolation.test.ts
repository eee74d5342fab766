import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeCell } from "./cell.ts";
import { placeTestOrder } from "./place-test-order.ts";
import { appRouter } from "./root.ts";
import { callerFor, makeShop, makeUser, waysToPay } from "./testing.ts";
import {
  editOf,
  kind,
  metafield,
  openProcedures,
  priceList,
  storeTrials,
  type TrialIds,
  trialDiscount,
} from "./trials.ts";

let database: TestDatabase;
let mine: TrialIds;
let theirs: TrialIds;
let me: Awaited<ReturnType<typeof makeUser>>;
let them: typeof me;

async function furnish(owner: typeof me, handle: string): Promise<TrialIds> {
  const shop = await makeShop(database, owner, handle);
  const orderId = await placeTestOrder(shop);
  const order = await shop.call.orders.get({ store: handle, id: orderId });
  const bill = await plantBill(orderId);
  const marketId = (await shop.call.markets.list({ store: handle }))[0]!.id;
  const [location] = await shop.call.locations.list({ store: handle });
  const locationId = location!.id;
  const { id: kindId } = await shop.call.metafields.defineKind({ store: handle, ...kind });
  return {
    store: handle,
    marketId,
    priceListId: (await shop.call.markets.putList({ store: handle, marketId, ...priceList })).id,
    groupId: (await shop.call.markets.putGroup({ store: handle, name: "Kept" })).id,
    orderId,
    orderLineId: order.lines[0]!.id,
    productId: shop.product.id,
    productVersion: shop.product.version + 1, // the edit below
    variantId: shop.variantId,
    memberId: owner.id,
    paymentCaseId: newId(),
    paymentAccountId: (await waysToPay(shop)).manual,
    refundId: newId(),
    metafieldId: (await shop.call.metafields.define({ store: handle, ...metafield })).id,
    kindId,
    entryId: await keepEntry(shop, handle, kindId),
    synonymsId: (await shop.call.search.saveSynonyms({ store: handle, words: ["kept", "留"] })).id,
    collectionId: (
      await shop.call.collections.save({ store: handle, title: "Kept", sort: "manual", rules: null })
    ).id,
    zoneId: (await shop.call.shipping.zones({ store: handle }))[0]!.zones[0]!.id,
    locationId,
    consignmentId: (
      await shop.call.inventory.saveConsignment({
        ...{ store: handle, kind: "purchase", toLocationId: locationId, supplier: "Weng" },
        lines: [{ variantId: shop.variantId, quantity: 1 }],
      })
    ).id,
    countId: (await shop.call.inventory.beginCount({ store: handle, locationId })).id,
    checkoutId: order.checkoutId,
    customerId: (await shop.call.customers.list({ store: handle })).items[0]!.id,
    discountId: (
      await shop.call.discounts.create({
        store: handle,
        discount: { ...trialDiscount, combines: [], codes: ["KEPT"] },
      })
    ).id,
    importId: (await shop.call.imports.create({ store: handle, fileName: "a.csv", bytes: 9, isDryRun: true }))
      .id,
    viewId: (await shop.call.productList.saveView({ store: handle, name: "Kept", isShared: true, query: {} }))
      .id,
    editId: (await shop.call.productList.edit({ store: handle, edit: editOf(shop.product.id) })).id,
    giftCardId: (await shop.call.giftCards.issue({ store: handle, amount: 500, key: "k" })).id,
    ...bill,
  };
}

async function keepEntry({ call }: Awaited<ReturnType<typeof makeShop>>, store: string, kindId: string) {
  const fields = [{ key: "name", value: "Kept" }];
  const saved = await call.metafields.saveEntry({ store, definitionId: kindId, fields });
  return saved.kind === "saved" ? saved.id : "";
}

const billDay = "2026-11-01";

// A bill of the account that the order is paid by, with a difference that waits for a person.
async function plantBill(orderId: string) {
  const { owner } = database;
  const differenceId = newId();
  const [order] = await owner<{ store_id: string; payment_account_id: string }[]>`
    select store_id, payment_account_id from orders where id = ${orderId}`;
  const { store_id, payment_account_id: accountId } = order!;
  await owner`insert into bills (store_id, account_id, day, state, tries, lines_read, lines, totals)
    values (${store_id}, ${accountId}, ${billDay}, 'compared', 0, 1, 1, '[]')`;
  await owner`insert into bill_differences (store_id, id, account_id, day, kind, subject, held, state, note, found_at)
    values (${store_id}, ${differenceId}, ${accountId}, ${billDay}, 'payment_missing', 'payment:1',
      ${{ amount: 1, currency: "USD" } as never}, 'open', '', now())`;
  return { accountId, billDay, differenceId };
}

beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
  me = await makeUser(database);
  them = await makeUser(database);
  mine = await furnish(me, "my-shop");
  theirs = await furnish(them, "their-shop");
});
afterAll(() => database.drop());

const names = Object.keys(appRouter._def.procedures);

function call(user: typeof me | null, name: string, input: unknown): Promise<unknown> {
  const [group, procedure] = name.split(".") as [string, string];
  const caller = callerFor(user) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  return caller[group]![procedure]!(input);
}

test("every procedure is on one of the two lists", () => {
  expect([...Object.keys(storeTrials), ...openProcedures].sort()).toEqual([...names].sort());
});

test.each(Object.keys(storeTrials))("%s does not know another's store", async (name) => {
  await expect(call(me, name, storeTrials[name]!(theirs))).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each(Object.keys(storeTrials))("%s asks nobody in who did not sign in", async (name) => {
  await expect(call(null, name, storeTrials[name]!(mine))).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

const byId = [
  "collections.get",
  "collections.save",
  "collections.place",
  "collections.remove",
  "metafields.change",
  "metafields.remove",
  "metafields.owner",
  "metafields.set",
  "metafields.kind",
  "metafields.changeKind",
  "metafields.removeKind",
  "metafields.entry",
  "metafields.saveEntry",
  "metafields.removeEntry",
  "orders.get",
  "orders.fulfil",
  "orders.markPaid",
  "orders.cancel",
  "orders.payments",
  "orders.refund",
  "orders.retryRefund",
  "products.get",
  "products.form",
  "products.save",
  "productList.saveView",
  "productList.removeView",
  "productList.getEdit",
  "productList.cancelEdit",
  "productList.undoEdit",
  "payments.account",
  "payments.save",
  "payments.check",
  "customers.get",
  "customers.saveNote",
  "customers.export",
  "customers.erase",
  "customers.writeLetter",
  "payments.resumeOnboarding",
  "payments.switch",
  "payments.arrange",
  "payments.remove",
  "payments.confirmRefund",
  "payments.resolveCase",
  "settlement.bill",
  "settlement.compare",
  "settlement.resolve",
  "markets.update",
  "markets.priceList",
  "markets.putList",
  "markets.removeList",
  "markets.putGroup",
  "markets.removeGroup",
  "customers.setGroup",
  "locations.close",
  "locations.reopen",
  "locations.makeDefault",
  "inventory.list",
  "inventory.variant",
  "inventory.adjust",
  "inventory.track",
  "inventory.setLow",
  "inventory.consignment",
  "inventory.saveConsignment",
  "inventory.sendConsignment",
  "inventory.receiveConsignment",
  "inventory.closeConsignment",
  "inventory.count",
  "inventory.beginCount",
  "inventory.enterCount",
  "inventory.removeCountLine",
  "inventory.commitCount",
  "inventory.cancelCount",
];
const byMember = ["members.changeRole", "members.remove"];

test.each([...byId, ...byMember])("%s does not know another's ids in one's own store", async (name) => {
  const input = { ...storeTrials[name]!(theirs), store: mine.store };
  await expect(call(me, name, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("another's variant is refused, and the product that came with it is not saved", async () => {
  const input = {
    ...storeTrials["products.save"]!({ ...mine, variantId: theirs.variantId }),
    title: "Half written",
  };
  await expect(call(me, "products.save", input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const product = await callerFor(me).products.get({ store: mine.store, id: mine.productId });
  expect(product.title).toBe("Secret of my-shop");
});

test("another's product is not among those that are changed at once", async () => {
  const edit = editOf(theirs.productId);
  const done = await callerFor(me).productList.edit({ store: mine.store, edit });
  expect(done).toMatchObject({ state: "done", changed: 0, kept: 0 });
});

test("another's checkout has no story here", async () => {
  const input = { store: mine.store, checkoutId: theirs.checkoutId };
  expect(await callerFor(me).payments.tries(input)).toEqual([]);
  expect(await callerFor(them).payments.tries({ ...input, store: theirs.store })).toHaveLength(1);
});

test("nothing of the other store was changed", async () => {
  const [order] =
    await database.owner`select state, payment_state, fulfilment_state from orders where id = ${theirs.orderId}`;
  expect(order).toEqual({ state: "open", payment_state: "unpaid", fulfilment_state: "unfulfilled" });
  const [account] =
    await database.owner`select title, is_enabled from payment_accounts where id = ${theirs.paymentAccountId}`;
  expect(account).toMatchObject({ is_enabled: true });
  expect(Object.values(account!.title)).not.toContain("Trial");
  const [bill] = await database.owner`
    select b.state, d.state as difference, (select count(*)::int from outbox where kind = 'bill') as asked
    from bills b join bill_differences d on d.account_id = b.account_id where b.account_id = ${theirs.accountId}`;
  expect(bill).toEqual({ state: "compared", difference: "open", asked: 0 });
  const customer = await callerFor(them).customers.get({ store: theirs.store, id: theirs.customerId });
  expect(customer).toMatchObject({ note: "", erasedAt: null, orders: [{ id: theirs.orderId }] });
  const product = await callerFor(them).products.get({ store: theirs.store, id: theirs.productId });
  expect(product).toMatchObject({ version: theirs.productVersion, minPrice: 1250 });
});

test("the trials work for one's own", async () => {
  for (const name of [
    "stores.settings",
    "home.today",
    "orders.get",
    "products.get",
    "products.save",
    "settlement.bills",
    "settlement.bill",
    "members.list",
    "locations.list",
    "inventory.list",
    "inventory.variant",
    "inventory.movements",
    "inventory.adjust",
    "inventory.saveConsignment",
    "inventory.consignment",
    "inventory.consignments",
    "inventory.enterCount",
    "inventory.count",
  ])
    await expect(call(me, name, storeTrials[name]!(mine))).resolves.toBeDefined();
  // What only does something answers nothing.
  for (const name of [
    "settlement.compare",
    "settlement.resolve",
    "inventory.setLow",
    "inventory.cancelCount",
  ])
    await call(me, name, storeTrials[name]!(mine));
});
