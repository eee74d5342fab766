import { newId, type StoreId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { guest } from "./actor.ts";
import { type Cell, openCell } from "./cell.ts";
import { readPlatform, writePlatform } from "./platform.ts";
import { sql } from "./sql.ts";
import { openStore, type StoreContext } from "./store-context.ts";
import { createTestDatabase, createTestStore, type TestDatabase } from "./testing.ts";

let database: TestDatabase;
let narrow: Cell;
let stores: StoreContext[];

// Two connections for fifty stores: whatever one transaction leaves behind, the next one would find.
beforeAll(async () => {
  database = await createTestDatabase();
  narrow = openCell({ url: database.appUrl, prepare: !process.env.TEST_POOL_URL, readers: 1, writers: 1 });
  const made: StoreContext[] = [];
  for (let n = 0; n < 50; n++) {
    const { storeId } = await createTestStore(database);
    made.push(openStore(narrow, storeId, { actor: guest, locale: "en" }));
  }
  stores = made;
});
afterAll(async () => {
  await narrow.end();
  await database.drop();
});

type Owned = { store_id: StoreId; handle: string };

const everyRow = () => sql<Owned>`select store_id, handle from pages`;

async function addPage(ctx: StoreContext, handle: string): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`insert into pages (store_id, id, handle, title, body_html, updated_at)
      values (${tx.storeId}, ${newId()}, ${handle}, '{}', '{}', app_now())`);
    tx.emit({ kind: "page.added", subject: ["page", handle] });
  });
}

it("keeps fifty stores apart that take turns on one connection each way", async () => {
  const rounds = Array.from({ length: 4 }, (_, round) =>
    stores.map(async (ctx) => {
      await addPage(ctx, `round-${round}`);
      const [rows] = await ctx.read(everyRow());
      expect(rows.length).toBeGreaterThan(round);
      expect(rows.every((row) => row.store_id === ctx.storeId)).toBe(true);
    }),
  );
  await Promise.all(rounds.flat());
  for (const ctx of stores) {
    const [rows, events] = await ctx.read(
      everyRow(),
      sql<{ n: number }>`select count(*)::int as n from events where number between 1 and 4`,
    );
    expect(rows.map((row) => row.handle).sort()).toEqual(["round-0", "round-1", "round-2", "round-3"]);
    expect(events[0]!.n).toBe(4);
  }
});

it("shows nothing where no store is open, and refuses to write", async () => {
  await addPage(stores[0]!, "left-behind");
  const asked = await Promise.all(Array.from({ length: 20 }, () => readPlatform(narrow, everyRow())));
  expect(asked.flat(2)).toEqual([]);
  const write = writePlatform(narrow, (tx) =>
    tx.run(sql`insert into pages (store_id, id, handle, title, body_html, updated_at)
      values (${stores[0]!.storeId}, ${newId()}, 'stray', '{}', '{}', app_now())`),
  );
  await expect(write).rejects.toMatchObject({ code: "42501" });
});

it("opens nothing to the next transaction after one that failed", async () => {
  const [first, second] = stores as [StoreContext, StoreContext];
  await expect(first.read(sql`select 1 / 0`)).rejects.toMatchObject({ code: "22012" });
  await expect(first.write((tx) => tx.run(sql`select 1 / 0`))).rejects.toMatchObject({ code: "22012" });
  expect(await readPlatform(narrow, everyRow())).toEqual([[]]);
  expect(await writePlatform(narrow, (tx) => tx.run(everyRow()))).toEqual([]);
  const [rows] = await second.read(everyRow());
  expect(rows.every((row) => row.store_id === second.storeId)).toBe(true);
});

it("refuses another store's row, whichever way it is written", async () => {
  const [mine, theirs] = stores as [StoreContext, StoreContext];
  const given = mine.write(async (tx) => {
    await tx.run(sql`insert into pages (store_id, id, handle, title, body_html, updated_at)
      values (${theirs.storeId}, ${newId()}, 'planted', '{}', '{}', app_now())`);
  });
  await expect(given).rejects.toMatchObject({ code: "42501" });
  const moved = mine.write((tx) => tx.run(sql`update pages set store_id = ${theirs.storeId}`));
  await expect(moved).rejects.toMatchObject({ code: "42501" });
  const taken = await mine.write((tx) =>
    tx.run(sql`delete from pages where store_id = ${theirs.storeId} returning id`),
  );
  expect(taken).toEqual([]);
});

it("refuses a store that is not a uuid before anything is sent", () => {
  const typed = "00000000-0000-7000-8000-000000000000'; reset role; --" as StoreId;
  expect(() => openStore(narrow, typed, { actor: guest, locale: "en" })).toThrow(TypeError);
});
