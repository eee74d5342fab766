import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { type Cell, openCell } from "./cell.ts";
import { appUrl } from "./env.ts";
import { letTimeMove } from "./movable-clock.ts";

/** A database of a test file's own, made from the migrated template in some 50 ms. */
export interface TestDatabase {
  readonly cell: Cell;
  /** Direct connection as the owner, past row security: for looking at what the application wrote. */
  readonly owner: postgres.Sql;
  readonly directUrl: string;
  readonly appUrl: string;
  readonly masterKey: Buffer;
  drop(): Promise<void>;
}

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run vitest from the repository's root`);
  return value;
}

// Clients of the owner that said goodbye (the queue's, in a worker) are let go: cut off meanwhile, they would cry where nobody listens
// any more. A test that forgot one waits half a second.
async function goodbye(admin: postgres.Sql, name: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const [left] =
      await admin`select 1 from pg_stat_activity where datname = ${name} and usename = current_user limit 1`;
    if (!left) return;
    await wait(10);
  }
}

/**
 * Makes a fresh database for a test file. The run's global setup gives TEST_DATABASE_URL (a server with the
 * database `hutong_template`) and HUTONG_MASTER_KEY; TEST_POOL_URL, when set, is a pooler that the application's role goes through.
 */
export async function createTestDatabase(options: { writers?: number } = {}): Promise<TestDatabase> {
  const server = need("TEST_DATABASE_URL");
  const key = Buffer.from(need("HUTONG_MASTER_KEY"), "base64");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template hutong_template`);
  const at = (base: string) => {
    const url = new URL(base);
    url.pathname = `/${name}`;
    return url.toString();
  };
  const pool = process.env.TEST_POOL_URL;
  const application = appUrl(at(pool ?? server), key);
  const cell = openCell({ url: application, prepare: !pool, name: "test", writers: options.writers ?? 8 });
  const owner = postgres(at(server), { max: 2, onnotice: () => {} });
  await letTimeMove(owner);
  return {
    cell,
    owner,
    directUrl: at(server),
    appUrl: application,
    masterKey: key,
    async drop() {
      await Promise.all([cell.end(), owner.end()]);
      await goodbye(admin, name);
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
export { letTimeMove } from "./movable-clock.ts";
export { createTestStore } from "./testing-store.ts";
