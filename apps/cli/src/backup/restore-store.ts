import { AppError, isId, type StoreId } from "@hutong/kernel";
import type postgres from "postgres";
import { loadTable, readLine, type TablePart } from "./load-table.ts";
import type { Manifest } from "./manifest.ts";
import { linesOf } from "./parts.ts";
import { dropQueuedJobs } from "./queued-jobs.ts";
import { openBackup, type Restored, type RestoreOptions, restoreFiles, restoreJobs } from "./restore.ts";

type Row = Record<string, string | null>;

async function* rowsOf(folder: string, manifest: Manifest, name: string): AsyncGenerator<Row> {
  const part = manifest.tables.find((table) => table.name === name);
  if (!part) return;
  for await (const line of linesOf(folder, part)) yield readLine(part.columns, line);
}

async function findStore(folder: string, manifest: Manifest, handle: string): Promise<StoreId> {
  for await (const row of rowsOf(folder, manifest, "store_directory")) {
    if (row.handle === handle && isId<"store">(row.store_id)) return row.store_id;
  }
  throw new AppError("not_found", "store_not_found", { params: { handle } });
}

/**
 * Brings back the store's members, and those of their users who are gone since. People belong to the platform: who is
 * there stays as they are, and whose address somebody else has by now stays away.
 */
async function restorePeople(
  client: postgres.TransactionSql,
  folder: string,
  manifest: Manifest,
  storeId: StoreId,
): Promise<void> {
  const members = manifest.tables.find((table) => table.name === "members");
  const users = manifest.tables.find((table) => table.name === "users");
  if (!members || !users) return;
  await client`create temporary table restored_members (like members) on commit drop`;
  await loadTable(client, folder, members, { column: "store_id", value: storeId }, "restored_members");
  const gone = await client<{ user_id: string }[]>`select user_id from restored_members r
    where not exists (select 1 from users u where u.id = r.user_id)`;
  const missing = new Set(gone.map((row) => row.user_id));
  if (missing.size > 0) {
    for await (const { id, email } of rowsOf(folder, manifest, "users")) {
      if (!id || !missing.has(id)) continue;
      const [taken] = await client`select 1 from users where email = ${email ?? null}`;
      if (!taken) await loadTable(client, folder, users, { column: "id", value: id });
    }
  }
  await client`insert into members select r.* from restored_members r
    where exists (select 1 from users u where u.id = r.user_id)`;
}

/** Every page of the store may be another now: each process drops what it kept of it. */
async function touchPages(client: postgres.TransactionSql, storeId: StoreId): Promise<void> {
  await client`insert into changed_tags (store_id, tag, changed_at)
    select ${storeId}::uuid, t.tag, clock_timestamp() from (
      select 'product:' || id as tag from products where store_id = ${storeId}
      union select 'collection:' || id from collections where store_id = ${storeId}
      union select 'page:' || id from pages where store_id = ${storeId}
      union select 'menu:' || handle from menus where store_id = ${storeId}
      union select unnest(array['products', 'collections', 'pages', 'theme'])
      union select tag from changed_tags where store_id = ${storeId}) t
    on conflict (store_id, tag) do update set changed_at = excluded.changed_at`;
}

async function assertPlace(client: postgres.TransactionSql, storeId: StoreId, handle: string): Promise<void> {
  const [other] =
    await client`select 1 from store_directory where handle = ${handle} and store_id <> ${storeId}`;
  if (other) throw new AppError("conflict", "handle_taken", { params: { handle } });
}

/**
 * Brings one store back as it was in a backup, beside others that stay untouched: its present rows are replaced in
 * one transaction, its files are put back, its pages are dropped from every cache. Works for a store that is there
 * and for one that is gone. Throws as `openBackup` does, or `store_not_found`, `handle_taken`, `host_taken`, `sub_account_taken`.
 */
export async function restoreStore(
  owner: postgres.Sql,
  options: RestoreOptions,
  handle: string,
): Promise<Restored> {
  const manifest = await openBackup(owner, options);
  const storeId = await findStore(options.folder, manifest, handle);
  const files = await restoreFiles(options, manifest, storeId);
  const tables = manifest.tables.filter((part) => part.isOfStores);
  const rows = await owner.begin(async (client) => {
    await client`select set_config('statement_timeout', '0', true), set_config('app.is_restoring', 'yes', true)`;
    await assertPlace(client, storeId, handle);
    // Whoever writes to the store now waits here, or fails and tries again.
    await client`select 1 from store_counters where store_id = ${storeId} for update`;
    for (const part of tables.toReversed())
      await client`delete from ${client(part.name)} where store_id = ${storeId}`;
    await dropQueuedJobs(client, storeId);
    for (const part of tables) await loadStoreTable(client, options.folder, part, storeId);
    await restorePeople(client, options.folder, manifest, storeId);
    await restoreJobs(client, options.folder, manifest, storeId);
    await touchPages(client, storeId);
    let sum = 0;
    for (const part of tables) {
      const [count] = await client<{ n: number }[]>`
        select count(*)::int as n from ${client(part.name)} where store_id = ${storeId}`;
      sum += count?.n ?? 0;
    }
    return sum;
  });
  return { rows, files };
}

async function loadStoreTable(
  client: postgres.TransactionSql,
  folder: string,
  part: TablePart,
  storeId: StoreId,
): Promise<void> {
  // Members point at users, who are looked after one by one.
  if (part.name === "members") return;
  try {
    await loadTable(client, folder, part, { column: "store_id", value: storeId });
  } catch (error) {
    const constraint = (error as { constraint_name?: string }).constraint_name;
    if (constraint === "store_hosts_pkey")
      throw new AppError("conflict", "host_taken", { params: { host: "" }, cause: error });
    if (constraint === "payment_sub_accounts_provider_sub_account_pk")
      throw new AppError("conflict", "sub_account_taken", { params: { subAccount: "" }, cause: error });
    throw error;
  }
}
