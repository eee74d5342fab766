import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addImportPart, createImport, getImport, runImport } from "../index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const many = 500;

/** Two batches of products `p0` …, of which another price has another stock. */
async function upload(price: number): Promise<string> {
  const rows = Array.from({ length: many }, (_, index) => `p${index},P ${index},${price},shopify,${price}\n`);
  const header = "Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n";
  const bytes = Buffer.from(header + rows.join(""));
  const { id } = await createImport(ctx, { fileName: "products.csv", bytes: bytes.length, isDryRun: false });
  await addImportPart(ctx, { id, number: 0, bytes });
  return id;
}

test("an import gives way to a checkout that stands between its two batches", async () => {
  expect(await runImport(ctx, await upload(10))).toBe("done");
  const next = await upload(11);
  const waitsFor = (what: string) =>
    expect
      .poll(
        async () => {
          const [row] = await database.owner`select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query ~ ${what}`;
          return row!.n;
        },
        // A batch takes longer than a second where the machine is busy with other tests.
        { timeout: 10_000 },
      )
      .toBe(1);
  const idOf = async (handle: string) =>
    (await database.owner`select id from products where store_id = ${ctx.storeId} and handle = ${handle}`)[0]!
      .id;
  const [first, last] = [await idOf("p0"), await idOf("p499")];
  let run: Promise<unknown> | undefined;
  await database.owner.begin(async (checkout) => {
    await checkout`select 1 from stock s join variants v on v.store_id = s.store_id and v.id = s.variant_id
      where v.store_id = ${ctx.storeId} and v.product_id = ${first} for update of s`;
    run = runImport(ctx, next);
    await waitsFor("with target as");
    // The second batch has its products by now, and waits for the first, which waits for us.
    await checkout`select 1 from products where store_id = ${ctx.storeId} and id = ${last} for update`;
  });
  expect(await run).toBe("done");
  expect(await getImport(ctx, { id: next })).toMatchObject({
    rowsDone: many,
    counts: { updated: many },
  });
});
