import { lintCatalogue } from "../../../packages/db/src/lint/catalogue.ts";
import { createTestDatabase } from "../../../packages/db/src/testing.ts";
import type { Tally } from "../proof.ts";
import { tenantTables } from "./tenant-tables.ts";

const mutations: Readonly<Record<string, (table: string, policy: string) => string>> = {
  "its policy dropped": (table, policy) => `drop policy ${policy} on ${table}`,
  "its policy widened for reading": (table, policy) => `alter policy ${policy} on ${table} using (true)`,
  "its policy widened for writing": (table, policy) => `alter policy ${policy} on ${table} with check (true)`,
  "its policy widened by an or": (table, policy) =>
    `alter policy ${policy} on ${table} using (store_id = nullif(current_setting('app.store_id', true), '')::uuid or current_user = 'x')`,
  "a further policy beside its own": (table) => `create policy further on ${table} using (true)`,
  "row security not forced": (table) => `alter table ${table} no force row level security`,
  "row security disabled": (table) => `alter table ${table} disable row level security`,
};

class Undo extends Error {}

/** Breaks each table's row security in each way, one at a time, and asks the catalogue's lint to say so. */
export async function tryLint(tally: Tally): Promise<void> {
  const database = await createTestDatabase({ writers: 1 });
  try {
    const { owner } = database;
    const sound = await lintCatalogue(owner);
    tally.check(sound.length === 0, `the lint finds fault with a sound database: ${sound[0]}`);
    const tables = await tenantTables(database);
    const policies = await owner<{ table: string; policy: string }[]>`
      select tablename as table, quote_ident(policyname) as policy from pg_policies where schemaname = 'public'`;
    for (const { name } of tables) {
      const policy = policies.find((one) => one.table === name)?.policy ?? "none";
      for (const [what, mutate] of Object.entries(mutations)) {
        const faults = await owner
          .begin(async (tx) => {
            await tx.unsafe(mutate(name, policy));
            throw new Undo(JSON.stringify(await lintCatalogue(tx)));
          })
          .catch((error: Error) => {
            if (error instanceof Undo) return JSON.parse(error.message) as string[];
            throw error;
          });
        tally.check(
          faults.some((fault) => fault.startsWith(name)),
          `${name} with ${what} passes the lint`,
        );
      }
    }
  } finally {
    await database.drop();
  }
}
