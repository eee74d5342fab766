import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

const folder = new URL("../migrations/", import.meta.url);
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort();
const ours = migrations.findIndex((name) => name.startsWith("0030_"));

let database: TestDatabase;
let old: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.unsafe(`create database old_rates_${process.pid}`);
  const url = new URL(database.directUrl);
  url.pathname = `/old_rates_${process.pid}`;
  old = postgres(url.toString(), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await old.end();
  await database.owner.unsafe(`drop database old_rates_${process.pid} with (force)`);
  await database.drop();
});

async function apply(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), "utf8");
    await old.begin(async (tx) => {
      for (const statement of text.split("--> statement-breakpoint")) await tx.unsafe(statement);
    });
  }
}

it("rates by country are carried over into zones with their ids, prices and order", async () => {
  await apply(migrations.slice(0, ours));
  await old.unsafe(`insert into store_directory (store_id, handle, cell, created_at)
    select ('00000000-0000-7000-8000-00000000000' || s)::uuid, 's' || s, 'main', now() from generate_series(1, 2) s;
    insert into stores (store_id, handle, name, country, currency, timezone, locale, locales, contact_email, is_test, created_at)
    select store_id, handle, '{}', 'CN', 'CNY', 'UTC', 'en', '["en"]', '', true, now() from store_directory;
    insert into markets (store_id, id, handle, countries, currency, locales, is_primary, is_tax_included, tax_basis_points)
    select store_id, '00000000-0000-7000-8000-0000000000aa', 'home', '["*"]', 'CNY', '["en"]', true, true, 0 from stores;
    insert into shipping_rates (store_id, id, market_id, name, countries, price, free_above, min_days, max_days, position)
    select store_id, ('00000000-0000-7000-8000-0000000000b' || r.position)::uuid, '00000000-0000-7000-8000-0000000000aa',
      jsonb_build_object('en', r.name), r.countries::jsonb, r.price, r.free_above, 1, 2, r.position
    from stores, (values (0, 'Standard', '["CN", "HK"]', 1200, 9900), (1, 'World', '["*"]', 5000, null),
      (2, 'Express', '["CN", "HK"]', 2200, null)) r(position, name, countries, price, free_above)`);
  await apply(migrations.slice(ours, ours + 1));
  const rows = await old`
    select z.store_id::text as store, z.position as zone, z.kind, z.places, right(r.id::text, 2) as rate, r.name->>'en' as name, r.charge,
      r.free_above::int, r.minimum, r.min_days as days
    from shipping_zones z join shipping_rates r on r.store_id = z.store_id and r.zone_id = z.id
    order by z.store_id, z.position, r.position`;
  const home = {
    zone: 0,
    kind: "shipping",
    places: [{ country: "CN" }, { country: "HK" }],
    minimum: null,
    days: 1,
  };
  const world = { ...home, zone: 1, places: [{ country: "*" }] };
  const flat = (price: number) => ({ kind: "flat", price });
  const expected = [
    { ...home, rate: "b0", name: "Standard", charge: flat(1200), free_above: 9900 },
    { ...home, rate: "b2", name: "Express", charge: flat(2200), free_above: null },
    { ...world, rate: "b1", name: "World", charge: flat(5000), free_above: null },
  ];
  const stores = [1, 2].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  expect(rows).toEqual(stores.flatMap((store) => expected.map((row) => ({ store, ...row }))));
});
