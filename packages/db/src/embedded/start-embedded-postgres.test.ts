import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { freePort } from "./free-port.ts";
import { embeddedDatabaseUrl, startEmbeddedPostgres } from "./index.ts";

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await client.unsafe(text)) as unknown as Row[];
  } finally {
    await client.end();
  }
}

test("what was committed survives a killed server, and a pid that belongs to another process by now", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hutong-embedded-"));
  const port = await freePort();
  const first = await startEmbeddedPostgres({ dataDir, port });
  await query(first.url, "create table kept (word text); insert into kept values ('胡同')");
  process.kill(first.pid, "SIGKILL");
  await first.exited;

  const pidFile = join(dataDir, "cluster", "postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));
  const second = await startEmbeddedPostgres({ dataDir, port, isTemporary: true });
  expect(second.url).toBe(embeddedDatabaseUrl({ dataDir, port }));
  expect(await query(second.url, "select word from kept")).toEqual([{ word: "胡同" }]);
  const [locale] = await query<{ lower: string; fsync: string }>(
    second.url,
    "select lower('É') as lower, current_setting('fsync') as fsync",
  );
  expect(locale).toEqual({ lower: "é", fsync: "on" });
  await second.stop();
  expect(existsSync(dataDir)).toBe(false);
});
