import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { lintCatalogue, platformTables } from "./catalogue.ts";

let database: TestDatabase;
let tables: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  const rows = await database.owner<
    { tablename: string }[]
  >`select tablename from pg_tables where schemaname = 'public'`;
  tables = rows.map((row) => row.tablename).filter((name) => !platformTables.includes(name));
});
afterAll(() => database.drop());

/** What the lint says of the database after a change that is then undone. */
async function faultsAfter(...changes: string[]): Promise<string[]> {
  let faults: string[] = [];
  await database.owner
    .begin(async (client) => {
      for (const change of changes) await client.unsafe(change);
      faults = await lintCatalogue(client);
      throw new Error("undo");
    })
    .catch((error: Error) => {
      if (error.message !== "undo") throw error;
    });
  return faults;
}

test("the schema as migrated keeps every rule", async () => {
  expect(tables.length).toBeGreaterThan(30);
  expect(await lintCatalogue(database.owner)).toEqual([]);
});

describe("each fence of each store's table, taken down alone, is missed", () => {
  const mine = "store_id = nullif(current_setting('app.store_id', true), '')::uuid";
  test.each<[string, (table: string) => string]>([
    ["policy dropped", (table) => `drop policy ${table}_store on ${table}`],
    ["policy shows all rows", (table) => `alter policy ${table}_store on ${table} using (true)`],
    ["policy accepts all rows", (table) => `alter policy ${table}_store on ${table} with check (true)`],
    [
      "policy open for somebody",
      (table) => `alter policy ${table}_store on ${table} using (${mine} or current_user = 'x')`,
    ],
    ["second policy", (table) => `create policy more on ${table} using (true)`],
    ["not forced", (table) => `alter table ${table} no force row level security`],
    ["switched off", (table) => `alter table ${table} disable row level security`],
  ])("%s", async (_, change) => {
    for (const table of tables) {
      const faults = await faultsAfter(change(table));
      expect(faults, table).toHaveLength(1);
      expect(faults[0]).toContain(table);
    }
  });
});

test.each([
  ["a table without a store", ["create table loose (id uuid primary key)"], /loose/],
  ["a view", ["create view peek as select * from orders"], /peek is a view/],
  ["a materialised view", ["create materialized view peek as select * from orders"], /materialised/],
  ["a sequence", ["create sequence numbers"], /numbers is a sequence/],
  ["a key without the store", ["create unique index loose on products (handle)"], /loose of products/],
  ["an index without the store", ["create index loose on products (handle)"], /index loose of products/],
  [
    "a reference without the store",
    [
      "alter table products add unique (id)",
      "alter table variants add constraint loose foreign key (product_id) references products (id)",
    ],
    /loose from variants/,
  ],
  [
    "a platform table that points at a store's",
    [
      "alter table members add column file uuid",
      "alter table members add constraint loose foreign key (store_id, file) references files (store_id, id)",
    ],
    /platform table members/,
  ],
  [
    "a trigger",
    [
      "create function hook() returns trigger language plpgsql as 'begin return new; end'",
      "create trigger hook before insert on products for each row execute function hook()",
    ],
    /trigger hook/,
  ],
  [
    "a definer function",
    ["create function peek() returns bigint language sql security definer as 'select 1::bigint'"],
    /definer/,
  ],
  ["a right too many", ["grant truncate on products to hutong_app"], /TRUNCATE/],
  ["a right too few", ["revoke delete on products from hutong_app"], /products/],
  ["a ledger that can be rewritten", ["grant update on ledger_entries to hutong_app"], /ledger_entries/],
  ["a right for everybody", ["grant select on users to public"], /everybody/],
  ["another schema", ["create schema cellar"], /cellar/],
  ["a role that passes row security", ["alter role hutong_app bypassrls"], /passes row security/],
  ["a role that owns", ["alter table users owner to hutong_app"], /owns users/],
])("%s is missed", async (_, changes, fault) => {
  expect((await faultsAfter(...changes)).join("\n")).toMatch(fault);
});
