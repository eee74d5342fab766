import { afterAll, beforeAll, expect, it } from "vitest";
import { openCell } from "../cell.ts";
import { readPlatform, writePlatform } from "../platform.ts";
import { sql } from "../sql.ts";
import { createTestDatabase, type TestDatabase } from "../testing.ts";
import { type Connection, openConnection } from "./connection.ts";

let database: TestDatabase;
const opened: Connection[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(opened.map((connection) => connection.end()));
  await database.drop();
});

function open(): Connection {
  const connection = openConnection(database.appUrl, {
    prepare: !process.env.TEST_POOL_URL,
    name: "client-test",
  });
  opened.push(connection);
  return connection;
}

const setting = () => sql<{ value: string }>`select current_setting('app.store_id', true) as value`;

it("keeps the order of what is said while it connects, and after", async () => {
  const connection = open();
  const bursts = (count: number, from: number) =>
    Array.from({ length: count }, async (_, index) => {
      const word = String(from + index);
      const sent = [
        connection.sendText(`begin; set local app.store_id = '${word}'`),
        connection.send(setting()),
        connection.sendText("commit"),
      ] as const;
      return (await sent[1]).rows[0]?.value === word;
    });
  const first = bursts(120, 0);
  const later = (await Promise.race(first)) ? bursts(120, 1_000) : [];
  const answers = await Promise.all([...first, ...later]);
  expect(answers).toHaveLength(240);
  expect(answers.every(Boolean)).toBe(true);
});

it("says nothing of a lost transaction on the next connection, least of all COMMIT", async () => {
  const cell = openCell({ url: database.appUrl, prepare: !process.env.TEST_POOL_URL, writers: 1 });
  const insert = (key: string) =>
    sql`insert into changed_tags (store_id, tag, changed_at) values (gen_random_uuid(), ${key}, clock_timestamp())`;
  const lost = writePlatform(cell, async (tx) => {
    await tx.run(insert("lost"));
    const [row] = await tx.run(sql<{ pid: number }>`select pg_backend_pid() as pid`);
    await database.owner`select pg_terminate_backend(${row!.pid}, 5000)`;
    await expect.poll(() => tx.run(insert("stray")).catch((error: Error) => error.message)).toMatch(/lost/);
  });
  // Whoever notices first says it in its own words: the connection, or what was written to it.
  await expect(lost).rejects.toThrow(/lost|CONNECTION_CLOSED/);
  await writePlatform(cell, (tx) => tx.run(insert("kept")));
  expect(await database.owner`select tag from changed_tags order by tag`).toMatchObject([{ tag: "kept" }]);
  await cell.end();
});

it("fails what waits for a server that does not answer", async () => {
  const connection = openConnection("postgres://127.0.0.1:9/none", { prepare: true, name: "client-test" });
  const sent = [connection.sendText("begin"), connection.send(setting()), connection.sendText("commit")];
  const settled = await Promise.allSettled(sent);
  expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await connection.end();
});

const one = () => sql<{ one: number }>`select 1 as one`;

it("fails the rest of a burst by the error of the statement that failed, and goes on after it", async () => {
  const connection = open();
  const fresh = () => sql<{ two: number }>`select 2 as two`;
  const burst = [
    connection.send(one()),
    connection.send(sql`select 1 / 0 as zero`),
    connection.send(fresh()),
  ];
  const [before, failed, after] = await Promise.allSettled(burst);
  expect(before).toMatchObject({ value: { rows: [{ one: 1 }], command: "SELECT", count: 1 } });
  expect(failed).toMatchObject({ status: "rejected", reason: { code: "22012" } });
  expect(after).toEqual(failed);
  // What was skipped was not prepared either.
  expect((await connection.send(fresh())).rows).toEqual([{ two: 2 }]);
  expect((await connection.send(one())).rows).toEqual([{ one: 1 }]);
});

it("prepares anew what cannot be parsed at first, and what was altered since", async () => {
  const connection = open();
  const missing = () => sql<{ a: number }>`select a from later_made`;
  await expect(connection.send(missing())).rejects.toMatchObject({ code: "42P01" });
  await database.owner`create table later_made (a int)`;
  await database.owner`insert into later_made values (7)`;
  await database.owner`grant select on later_made to public`;
  expect((await connection.send(missing())).rows).toEqual([{ a: 7 }]);
  const all = () => sql<Record<string, number>>`select * from later_made`;
  expect((await connection.send(all())).rows).toEqual([{ a: 7 }]);
  await database.owner`alter table later_made add column b int default 8`;
  if (!process.env.TEST_POOL_URL)
    await expect(connection.send(all())).rejects.toMatchObject({ code: "0A000" });
  expect((await connection.send(all())).rows).toEqual([{ a: 7, b: 8 }]);
});

it("reads values as what they are, and says so where one does not fit", async () => {
  const connection = open();
  const { rows } = await connection.send(
    sql`select 9007199254740991::bigint as big, true as yes, null as none, '{"a": [1]}'::jsonb as json,
      timestamptz '2026-01-02 03:04:05.678+00' as at, 1.50::numeric as exact, ${"茶"}::text as word, ${7}::int as seven, ${false}::bool as no`,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      yes: true,
      none: null,
      json: { a: [1] },
      at: new Date("2026-01-02T03:04:05.678Z"),
      exact: "1.50",
      word: "茶",
      seven: 7,
      no: false,
    },
  ]);
  await expect(connection.send(sql`select 9007199254740993::bigint as big`)).rejects.toThrow(/beyond/);
  expect((await connection.send(one())).rows).toEqual([{ one: 1 }]);
});

it("leaves a connection clean after a write whose statements failed, whoever waited for them", async () => {
  const cell = openCell({ url: database.appUrl, prepare: !process.env.TEST_POOL_URL, writers: 1 });
  const failing = sql`select 1 / 0 as zero`;
  const unheard = writePlatform(cell, async (tx) => {
    tx.run(failing).catch(() => {});
  });
  await expect(unheard).rejects.toMatchObject({ code: "22012" });
  const thrown = writePlatform(cell, async (tx) => {
    tx.run(failing).catch(() => {});
    throw new Error("of our own");
  });
  await expect(thrown).rejects.toThrow("of our own");
  expect(await writePlatform(cell, (tx) => tx.run(one()))).toEqual([{ one: 1 }]);
  await cell.end();
});

it("writes nothing in a burst that reads", async () => {
  const cell = openCell({ url: database.appUrl, prepare: !process.env.TEST_POOL_URL, readers: 1 });
  const insert = sql`insert into changed_tags (store_id, tag, changed_at) values (gen_random_uuid(), 'read', clock_timestamp())`;
  await expect(readPlatform(cell, insert)).rejects.toMatchObject({ code: "25006" });
  // And the setting ends with the burst.
  const [[row]] = await readPlatform(
    cell,
    sql<{ store: string | null }>`select nullif(current_setting('app.store_id', true), '') as store`,
  );
  expect(row).toEqual({ store: null });
  await cell.end();
});
