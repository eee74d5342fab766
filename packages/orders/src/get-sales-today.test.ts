import { openStore, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { createClock } from "@hutong/kernel";
import { createStore } from "@hutong/stores";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getSalesToday } from "./get-sales-today.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const nothing = { amount: 0, orders: 0 };

test("a store without orders has sold nothing, in any time zone and at any hour", async () => {
  for (const [index, timezone] of ["Pacific/Kiritimati", "America/New_York", "UTC"].entries()) {
    const { storeId } = await createStore(database.cell, {
      handle: `shop-${index}`,
      name: "Shop",
      country: "US",
      currency: "USD",
      timezone,
      locale: "en",
    });
    for (const hours of [0, 7, 19]) {
      const clock = createClock(hours * 3_600_000);
      const sales = await getSalesToday(
        openStore(database.cell, storeId, { actor: system, locale: "en", clock }),
      );
      expect(sales).toMatchObject({ today: nothing, yesterday: nothing, weekAgo: nothing });
      const there = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: timezone }).format(
        sales.at,
      );
      expect(sales.hour).toBe(Number(there));
      expect(sales.hours).toHaveLength(24);
      expect(Math.abs(sales.at.getTime() - clock.now().getTime())).toBeLessThan(60_000);
    }
  }
});
