import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { addMember } from "@hutong/stores";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeCell } from "./cell.ts";
import { placeTestOrder } from "./place-test-order.ts";
import { callerFor, makeShop, makeUser } from "./testing.ts";

let database: TestDatabase;
let shop: Awaited<ReturnType<typeof makeShop>>;
const store = "people-shop";

beforeAll(async () => {
  database = await createTestDatabase();
  placeCell(database.cell);
  shop = await makeShop(database, await makeUser(database), store);
  await placeTestOrder(shop);
});
afterAll(() => database.drop());

test("customers are found by the beginning of name, e-mail address and phone number", async () => {
  const { items } = await shop.call.customers.list({ store });
  expect(items).toMatchObject([{ orders: 1, hasAccount: false }]);
  const { name, email, phone } = items[0]!;
  for (const text of [name, email, phone]) {
    if (!text) continue;
    const found = await shop.call.customers.list({ store, query: text.slice(0, 4) });
    expect(found.items).toHaveLength(1);
  }
  expect((await shop.call.customers.list({ store, query: "nobody at all" })).items).toEqual([]);
});

test("a customer's page: orders, note, data handed out and erased; a clerk only looks", async () => {
  const { id } = (await shop.call.customers.list({ store })).items[0]!;
  const clerk = await makeUser(database);
  await addMember(shop.store, { email: clerk.email, role: "staff" });
  expect(await callerFor(clerk).customers.get({ store, id })).toMatchObject({
    orders: [{ number: expect.any(Number) }],
  });
  await expect(callerFor(clerk).customers.erase({ store, id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await shop.call.customers.saveNote({ store, id, note: " Likes it dark " });
  expect(await shop.call.customers.get({ store, id })).toMatchObject({ note: "Likes it dark" });
  const data = await shop.call.customers.export({ store, id });
  expect(data).toMatchObject({ customer: { note: "Likes it dark" }, orders: [{ lines: [{}] }] });
  await shop.call.customers.erase({ store, id });
  expect(await shop.call.customers.get({ store, id })).toMatchObject({
    name: "",
    contacts: [],
    erasedAt: expect.any(Date),
  });
  expect((await shop.call.customers.list({ store })).items).toEqual([]);
  const events =
    await database.owner`select kind, actor_kind from events where subject_id = ${id} order by number`;
  expect(events).toEqual([
    { kind: "customer.exported", actor_kind: "staff" },
    { kind: "customer.erased", actor_kind: "staff" },
  ]);
});
