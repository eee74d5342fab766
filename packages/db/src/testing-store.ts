import { newId, type StoreId } from "@hutong/kernel";
import { system } from "./actor.ts";
import { openStore, type StoreContext } from "./store-context.ts";
import type { TestDatabase } from "./testing.ts";

/**
 * A bare store for tests of packages that stand below `stores`: settings and counters, a default location, nothing
 * else. Opened as the system; `ctx.as({ actor })` makes it somebody else.
 */
export async function createTestStore(
  database: TestDatabase,
  { currency = "USD", locale = "en" }: { currency?: string; locale?: string } = {},
): Promise<StoreContext> {
  const storeId = newId<"store">() as StoreId;
  const handle = `test-${storeId.slice(-12)}`;
  const { owner } = database;
  await owner`insert into store_directory (store_id, handle, cell, created_at) values (${storeId}, ${handle}, 'main', now())`;
  await owner`insert into stores (store_id, handle, name, country, currency, timezone, locale, locales, contact_email, is_test, created_at)
    values (${storeId}, ${handle}, '{}', 'US', ${currency}, 'UTC', ${locale}, ${owner.json([locale])}, '', true, now())`;
  await owner`insert into store_counters (store_id, order_number, event_number) values (${storeId}, 1000, 0)`;
  await owner`insert into locations (store_id, id, name, is_default) values (${storeId}, ${newId()}, 'Main', true)`;
  return openStore(database.cell, storeId, { actor: system, locale });
}
