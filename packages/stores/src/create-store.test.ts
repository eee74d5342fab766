import { openStore, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addHost, createStore, findStoreByHost, getStore, storeIdByHandle, storeKey } from "./index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const teaHouse = {
  handle: "eaves",
  name: { "zh-CN": "檐下", en: "Under the Eaves" },
  country: "CN",
  currency: "CNY",
  timezone: "Asia/Shanghai",
  locale: "zh-CN",
  locales: ["en"],
};

test("a store has its place, its host, its counters and its key", async () => {
  const { storeId } = await createStore(database.cell, teaHouse);
  expect(await storeIdByHandle(database.cell, "eaves")).toBe(storeId);
  expect(await findStoreByHost(database.cell, "EAVES.localhost:3001")).toMatchObject({
    storeId,
    handle: "eaves",
  });
  const ctx = openStore(database.cell, storeId, { actor: system, locale: "en" });
  expect(await getStore(ctx)).toMatchObject({ name: teaHouse.name, locales: ["zh-CN", "en"], isTest: false });
  const key = await storeKey(ctx);
  expect(key).toHaveLength(32);
  const [counter] =
    await database.owner`select order_number::int, event_number::int from store_counters where store_id = ${storeId}`;
  expect(counter).toEqual({ order_number: 1000, event_number: 1 });
});

test("the owner becomes a member and gives the store's address", async () => {
  const id = "01890000-0000-7000-8000-000000000001";
  await database.owner`insert into users (id, email, name, password_hash, locale, created_at) values (${id}, 'li@example.com', '', '', 'en', now())`;
  const { storeId } = await createStore(database.cell, { ...teaHouse, handle: "owned", ownerUserId: id });
  const rows =
    await database.owner`select role, contact_email from members join stores using (store_id) where store_id = ${storeId}`;
  expect(rows).toEqual([{ role: "owner", contact_email: "li@example.com" }]);
});

test.each([
  [{ handle: "ab" }, "handle_ill_formed"],
  [{ handle: "-dash" }, "handle_ill_formed"],
  [{ handle: "Upper" }, "handle_ill_formed"],
  [{ handle: "a_b_c" }, "handle_ill_formed"],
  [{ handle: "x".repeat(41) }, "handle_ill_formed"],
  [{ handle: "xn--abc" }, "handle_ill_formed"],
  [{ handle: "admin" }, "handle_reserved"],
  [{ handle: "eaves" }, "handle_taken"],
  [{ handle: "new-one", name: "\u200b " }, "name_missing"],
  [{ handle: "new-one", currency: "ABC" }, "currency_unknown"],
  [{ handle: "new-one", country: "QQ" }, "country_unknown"],
  [{ handle: "new-one", timezone: "Asia/Hutong" }, "timezone_unknown"],
  [{ handle: "new-one", locale: "zh_CN" }, "language_unknown"],
  [{ handle: "new-one", ownerUserId: "01890000-0000-7000-8000-00000000dead" }, "owner_unknown"],
])("refuses %j with %s and writes nothing", async (change, code) => {
  const before = await database.owner`select count(*)::int as n from store_directory`;
  await expect(createStore(database.cell, { ...teaHouse, ...change })).rejects.toMatchObject({ code });
  expect(await database.owner`select count(*)::int as n from store_directory`).toEqual(before);
});

test("what furnishing refuses undoes the whole store", async () => {
  const refusing = createStore(database.cell, { ...teaHouse, handle: "half" }, async () => {
    throw new Error("no furniture");
  });
  await expect(refusing).rejects.toThrow("no furniture");
  expect(await storeIdByHandle(database.cell, "half")).toBeNull();
});

test("a host belongs to one store, and only a verified one is served", async () => {
  const { storeId } = await createStore(database.cell, { ...teaHouse, handle: "hosted" });
  const other = await createStore(database.cell, { ...teaHouse, handle: "rival" });
  const ctx = openStore(database.cell, storeId, { actor: system, locale: "en" });
  const rival = openStore(database.cell, other.storeId, { actor: system, locale: "en" });
  expect(await addHost(ctx, { host: "茶.example:443" })).toEqual({ host: "xn--cl1a.example" });
  expect(await findStoreByHost(database.cell, "xn--cl1a.example")).toBeNull();
  await addHost(ctx, { host: "tea.example", isVerified: true });
  expect(await findStoreByHost(database.cell, "tea.example")).toMatchObject({ storeId });
  await expect(addHost(rival, { host: "tea.example", isVerified: true })).rejects.toMatchObject({
    code: "host_taken",
  });
  await expect(addHost(ctx, { host: "no host" })).rejects.toMatchObject({ code: "host_ill_formed" });
});

test("strangers are answered null, whatever they call themselves", async () => {
  for (const host of ["nobody.localhost", "", "a b", "../etc", "x".repeat(400)]) {
    expect(await findStoreByHost(database.cell, host)).toBeNull();
  }
});
