import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { connectAccount } from "@hutong/payments";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { getCheckout } from "./index.ts";
import { openTestShop, readyCheckout } from "./testing/shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
});

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("an account at a simulator is offered while the operator allows the simulator, and no longer", async () => {
  const shop = await openTestShop(database);
  const credentials = {
    secretKey: `sk_test_${"a".repeat(24)}`,
    webhookSecret: `whsec_${"b".repeat(32)}`,
    apiBase: "http://127.0.0.1:9",
  };
  await connectAccount(shop.staff, { provider: "stripe", title: { en: "Card" }, credentials });
  const { cart } = await readyCheckout(shop, shop.variants.tin);
  const providersBy = async (get: typeof getCheckout) =>
    (await get(shop.buyer, { cart })).methods.map((method) => method.provider).sort();
  expect(await providersBy(getCheckout)).toEqual(["manual", "stripe", "test"]);

  const allowing = async (simulators: string) => {
    process.env.HUTONG_SIMULATORS = simulators;
    vi.resetModules();
    return await providersBy((await import("./index.ts")).getCheckout);
  };
  for (const simulators of ["0", "", "yes", "http://127.0.0.1:10", "http://localhost:9"])
    expect(await allowing(simulators), simulators).toEqual(["manual", "test"]);
  expect(await allowing("http://127.0.0.1:10,http://127.0.0.1:9")).toEqual(["manual", "stripe", "test"]);
});
