import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId, type StoreId } from "@hutong/kernel";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { system } from "./actor.ts";
import { type Cell, openCell } from "./cell.ts";
import { freePort } from "./embedded/free-port.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/index.ts";
import { sql } from "./sql.ts";
import { openStore, type StoreContext } from "./store-context.ts";
import type { Keeping } from "./transaction.ts";

// A server of its own, that can be told to wait for a standby which never comes: then nothing is kept until we say so, and what
// is answered before is answered too early.
let server: EmbeddedPostgres;
let owner: postgres.Sql;
let cell: Cell;
let ctx: StoreContext;

beforeAll(async () => {
  server = await startEmbeddedPostgres({
    dataDir: mkdtempSync(join(tmpdir(), "hutong-keeping-")),
    port: await freePort(),
    isTemporary: true,
  });
  owner = postgres(server.url, { max: 1, connection: { synchronous_commit: "local" }, onnotice: () => {} });
  await owner`create table kept (id int primary key, word text)`;
  // One connection writes: whoever waited on it for the disk would keep all others from writing.
  cell = openCell({ url: server.url, readers: 1, writers: 1 });
  ctx = openStore(cell, newId<"store">() as StoreId, { actor: system, locale: "en" });
});
afterAll(async () => {
  await Promise.all([cell.end(), owner.end()]);
  await server.stop();
});

async function waitForStandby(name: string): Promise<void> {
  await owner.unsafe(`alter system set synchronous_standby_names = '${name}'`);
  await owner`select pg_reload_conf()`;
  await expect
    .poll(async () => (await owner`select current_setting('synchronous_standby_names') as name`)[0]!.name)
    .toBe(name);
}

function write(id: number, keeping: Keeping): { done: Promise<void>; isAnswered: () => boolean } {
  let isAnswered = false;
  const insert = sql`insert into kept values (${id}::int, 'kept')`;
  const done = ctx
    .write(async (tx) => tx.send(insert), keeping)
    .then(() => {
      isAnswered = true;
    });
  return { done, isAnswered: () => isAnswered };
}

const waiters = () => owner<{ pid: number }[]>`select pid from pg_stat_activity where wait_event = 'SyncRep'`;
const someWait = (count: number) => expect.poll(async () => (await waiters()).length).toBe(count);
const rowOf = (id: number) => owner`select word from kept where id = ${id} for update nowait`;
const isThere = (id: number) => expect.poll(() => rowOf(id)).toMatchObject([{ word: "kept" }]);

it("waits on the connection that wrote, as long as there is no other that has stood since before", async () => {
  await waitForStandby("nobody");
  const early = write(1, "early");
  await isThere(1);
  expect(early.isAnswered()).toBe(false);
  await waitForStandby("");
  await early.done;
  await expect.poll(() => cell.keeper.standing()).not.toBe(null);
});

it("lets go early of what many wait for, connection and all, and answers when it is kept", async () => {
  await waitForStandby("nobody");
  const early = [2, 3, 4].map((id) => write(id, "early"));
  for (const id of [2, 3, 4]) await isThere(id);
  expect(early.map(({ isAnswered }) => isAnswered())).toEqual([false, false, false]);
  // However many write, one waits for the disk.
  await someWait(1);
  await waitForStandby("");
  await Promise.all(early.map(({ done }) => done));
});

it("holds everything until it is kept, where nothing else is said", async () => {
  await waitForStandby("nobody");
  const locked = write(5, "locked");
  await someWait(1);
  expect(await rowOf(5)).toEqual([]);
  expect(locked.isAnswered()).toBe(false);
  await waitForStandby("");
  await locked.done;
  await isThere(5);
});

it("answers at once what may be forgotten, and leaves the next write on the connection as it was", async () => {
  await waitForStandby("nobody");
  await write(6, "later").done;
  await isThere(6);
  const next = write(7, "locked");
  await someWait(1);
  expect(await rowOf(7)).toEqual([]);
  await waitForStandby("");
  await next.done;
});

it("says of an early write that failed that nothing was kept, and goes on", async () => {
  const broken = ctx.write(async (tx) => {
    tx.send(sql`insert into kept values (8, 'lost')`);
    tx.send(sql`insert into kept values (1, 'again')`);
  }, "early");
  await expect(broken).rejects.toMatchObject({ code: "23505" });
  expect(await rowOf(8)).toEqual([]);
  await write(8, "early").done;
  await isThere(8);
});

it("believes no connection that is younger than the write: its server may have forgotten", async () => {
  await waitForStandby("nobody");
  const unknown = write(9, "early");
  const refused = expect(unknown.done).rejects.toThrow(/lost|CONNECTION_CLOSED|terminat/);
  await someWait(1);
  const [keeper] = await waiters();
  await owner`select pg_terminate_backend(${keeper!.pid}, 5000)`;
  await refused;
  expect(cell.keeper.standing()).toBe(null);
  await waitForStandby("");
  await write(10, "early").done;
  await isThere(10);
});
