import { addLine, getCheckout, submitDetails } from "@hutong/checkout";
import { guest } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { addMember } from "@hutong/stores";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeCell } from "./cell.ts";
import { callerFor, makeShop, makeUser, waysToPay } from "./testing.ts";

let database: TestDatabase;
let shop: Awaited<ReturnType<typeof makeShop>>;
const store = "stocked-shop";

beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
  shop = await makeShop(database, await makeUser(database), store);
});
afterAll(() => database.drop());

const place = {
  country: "US",
  ...{
    province: "CA",
    city: "Oakland",
    district: "",
    line1: "2 Bay St",
    line2: "",
    postcode: "94607",
    phone: "",
  },
};

test("a merchant alone adds a location, stocks it, lets customers fetch there, and ships what they fetched", async () => {
  const { call, variantId } = shop;
  const { id: locationId } = await call.locations.create({ store, name: "Bay shop" });
  await call.inventory.adjust({
    store,
    changes: [{ variantId, locationId, from: null, to: "available", quantity: 3 }],
    ...{ reason: "received", key: "first" },
  });
  const edit = { store, id: locationId, name: "Bay shop", address: place, hours: { en: "10 to 18" } };
  await call.shipping.updateLocation({ ...edit, isPickup: true });

  const buyer = shop.store.as({ actor: guest });
  const { cartRef } = await addLine(buyer, { cart: null, variantId, quantity: 2 });
  const address = { ...place, name: "Ada Moreno", line1: "", city: "", province: "" };
  const way = { delivery: "pickup", shippingRateId: locationId, address } as const;
  const view = await getCheckout(buyer, { cart: cartRef, ...way });
  expect(view.delivery.pickups).toMatchObject([{ id: locationId, name: "Bay shop" }]);
  const { manual } = await waysToPay(shop);
  await submitDetails(buyer, {
    ...{ cart: cartRef, email: "ada@example.com", phone: "4155550100", note: "" },
    ...way,
    ...{ checkout: view.formRef, accountId: manual, key: "k", returnUrl: "http://x" },
    total: view.totals!.total.amount,
  });
  const [order] = (await call.orders.list({ store, tab: "all" })).items;
  const at = async () =>
    (await call.inventory.variant({ store, id: variantId })).locations.find(
      (one) => one.locationId === locationId,
    );
  expect(await at()).toMatchObject({ onHand: 3, available: 1, committed: 2 });
  await expect(call.locations.close({ store, id: locationId })).rejects.toMatchObject({
    message: "location_has_orders",
  });
  const { lines } = await call.orders.get({ store, id: order!.id });
  const leaving = lines.map((line) => ({ lineId: line.id, quantity: 2 }));
  await call.orders.fulfil({ store, id: order!.id, lines: leaving, carrier: "", trackingNumber: "" });
  expect(await at()).toMatchObject({ onHand: 1, available: 1, committed: 0 });
  const { items } = await call.inventory.movements({ store, variantId, locationId });
  expect(items.map(({ kind, actor, document }) => [kind, actor.kind, document?.number])).toEqual([
    ["ship", "staff", order!.number],
    ["commit", "customer", order!.number],
    ["adjust", "staff", undefined],
  ]);
  expect(items[0]!.actor.name).toMatch(/^Person/);
});

test("what runs low is on the home page until it is filled up", async () => {
  const { call, variantId } = shop;
  const { locationId } = await call.inventory.list({ store });
  await call.inventory.setLow({ store, variantId, locationId, lowAt: 10 });
  expect((await call.home.today({ store })).lowStock).toMatchObject({
    count: 1,
    first: `Secret of ${store}`,
    locationId,
  });
  const more = { variantId, locationId, from: null, to: "available" as const, quantity: 1 };
  await call.inventory.adjust({ store, changes: [more], reason: "received", key: "more" });
  expect((await call.home.today({ store })).lowStock).toMatchObject({ count: 0, first: null });
});

test("a clerk looks at stock and changes none, a manager changes it but no location", async () => {
  const { variantId } = shop;
  const people = { staff: await makeUser(database), manager: await makeUser(database) };
  for (const role of ["staff", "manager"] as const)
    await addMember(shop.store, { email: people[role].email, role });
  const [clerk, manager] = [callerFor(people.staff), callerFor(people.manager)];
  const { locationId } = await clerk.inventory.list({ store });
  const change = { variantId, locationId, from: null, to: "damaged" as const, quantity: 1 };
  const adjust = { store, changes: [change], reason: "returned" as const, key: "role" };
  await expect(clerk.inventory.adjust(adjust)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(clerk.inventory.beginCount({ store, locationId })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(manager.inventory.adjust(adjust)).resolves.toHaveLength(1);
  await expect(manager.locations.create({ store, name: "Mine" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});
