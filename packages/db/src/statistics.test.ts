import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { analyzeFilled } from "./statistics.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let application: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  application = postgres(database.appUrl, { max: 1, prepare: false });
});
afterAll(async () => {
  await application.end();
  await database.drop();
});

async function planOf(statement: string): Promise<string> {
  const lines = await application.unsafe(`explain (generic_plan) ${statement}`).simple();
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}

const byKey = [
  ["orders", "orders_store_id_id_pk"],
  ["checkouts", "checkouts_store_id_id_pk"],
  ["payment_attempts", "payment_attempts_store_id_id_pk"],
];

test("a plan that is made while a table is empty finds a row by its whole key", async () => {
  for (const [table, key] of byKey) {
    const plan = await planOf(`select * from ${table} where store_id = $1 and id = $2`);
    expect(plan).toContain(`using ${key}`);
    expect(plan).toContain("id = $2)");
    expect(plan).not.toContain("Filter: (id");
  }
});

test("refreshing statistics leaves empty tables as they are", async () => {
  await analyzeFilled(database.owner);
  const [before] = await database.owner`select reltuples from pg_class where oid = 'orders'::regclass`;
  expect(before!.reltuples).toBe(-1);
  const plan = await planOf("select * from orders where store_id = $1 and id = $2");
  expect(plan).toContain("using orders_store_id_id_pk");
  // What an analysis of the empty table would make of it: the check can fail.
  await database.owner`analyze orders`;
  const [after] = await database.owner`select reltuples from pg_class where oid = 'orders'::regclass`;
  expect(after!.reltuples).toBe(0);
  expect(await planOf("select * from orders where store_id = $1 and id = $2")).toContain("Filter: (id = $2)");
});
