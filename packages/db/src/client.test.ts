import { afterAll, beforeAll, expect, it } from "vitest";
import { openCell } from "./cell.ts";
import { type Connection, openConnection } from "./client.ts";
import { writePlatform } from "./platform.ts";
import { sql } from "./sql.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

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
