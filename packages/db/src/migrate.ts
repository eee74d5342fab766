import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { appRolePassword } from "./env.ts";
import { giveFirstStatistics } from "./statistics.ts";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Makes the application's role and brings the schema up to date. Any number of processes may call it at once; one
 * works, the others wait. A table that is busy is waited for two seconds, then the migration fails and is tried anew.
 * @param directUrl a connection that may create roles
 * @param key the platform's master key, of which the role's password is made
 */
export async function migrate(directUrl: string, key: Buffer): Promise<void> {
  const client = postgres(directUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(7305401)`;
    await ensureAppRole(client, appRolePassword(key));
    await client`set lock_timeout = '2s'`;
    await runMigrations(drizzle(client), { migrationsFolder: folder, migrationsSchema: "hutong_migrations" });
    await giveFirstStatistics(client);
    await client`select pg_advisory_unlock(7305401)`;
  } finally {
    await client.end();
  }
}

// Generic plans halve the database's time on our short statements; imports ask for custom plans themselves. Such a
// plan outlives the time when its table was small, so it never begins with reading a whole table.
const roleSettings = [
  "enable_seqscan = off",
  "plan_cache_mode = force_generic_plan",
  "statement_timeout = '30s'",
  "idle_in_transaction_session_timeout = '30s'",
];

async function ensureAppRole(client: postgres.Sql, password: string): Promise<void> {
  // Roles belong to the whole server: another database's migration may have made it a moment ago.
  await client.unsafe(`do $$ begin
    create role hutong_app login nosuperuser nocreatedb nocreaterole nobypassrls noinherit;
  exception when duplicate_object then null; end $$`);
  await client.unsafe(`alter role hutong_app password '${password}'`);
  for (const setting of roleSettings) await client.unsafe(`alter role hutong_app set ${setting}`);
}
