import { join } from "node:path";
import { analyzeFilled } from "@hutong/db/statistics";
import { AppError } from "@hutong/kernel";
import type postgres from "postgres";
import { copyBack, type StoredFile } from "./copy-files.ts";
import { loadTable } from "./load-table.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { checkPart, linesOf } from "./parts.ts";
import { putBackJobs, type QueuedJob } from "./queued-jobs.ts";
import { readMigrations, seesAllStores } from "./tables.ts";

export interface RestoreOptions {
  readonly folder: string;
  readonly filesFolder: string;
  readonly masterKeyId: string;
}

/**
 * Reads a backup and makes sure of it before anything is touched: every part as it was written, the key that opens
 * it at hand, a schema that this version comes from. Throws `backup_not_found`, `backup_damaged`, `backup_key_other`,
 * `backup_schema_other` or `database_role_bound`.
 */
export async function openBackup(
  owner: postgres.Sql,
  { folder, masterKeyId }: RestoreOptions,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest.masterKeyId !== masterKeyId) {
    const params = { needed: manifest.masterKeyId, found: masterKeyId };
    throw new AppError("precondition", "backup_key_other", { params });
  }
  if (!(await seesAllStores(owner))) throw new AppError("precondition", "database_role_bound");
  const here = await readMigrations(owner);
  if (manifest.migrations.some((hash, index) => here[index] !== hash)) {
    const params = { backup: manifest.migrations.length, here: here.length };
    throw new AppError("precondition", "backup_schema_other", { params });
  }
  for (const part of [...manifest.tables, manifest.jobs, manifest.files]) await checkPart(folder, part);
  return manifest;
}

/** Copies files back; with `storeId` that store's alone. */
export async function restoreFiles(
  options: RestoreOptions,
  manifest: Manifest,
  storeId: string | null,
): Promise<number> {
  let copied = 0;
  for await (const line of linesOf(options.folder, manifest.files)) {
    const file = JSON.parse(line) as StoredFile;
    if (storeId && !file.path.startsWith(`store/${storeId}/`)) continue;
    await copyBack(join(options.folder, "files"), options.filesFolder, file);
    copied += 1;
  }
  return copied;
}

/** Puts the queue's open jobs back into their stores' outboxes. */
export async function restoreJobs(
  client: postgres.TransactionSql,
  folder: string,
  manifest: Manifest,
  storeId: string | null,
): Promise<void> {
  const jobs: QueuedJob[] = [];
  for await (const line of linesOf(folder, manifest.jobs)) {
    const job = JSON.parse(line) as QueuedJob;
    if (!storeId || job.store_id === storeId) jobs.push(job);
  }
  await putBackJobs(client, jobs);
}

export interface Restored {
  readonly rows: number;
  readonly files: number;
}

/**
 * Loads a whole backup into a database that has the schema but no store and no user yet, in one transaction, and the
 * files beside it. Throws as `openBackup` does, or `database_not_empty`.
 */
export async function restore(owner: postgres.Sql, options: RestoreOptions): Promise<Restored> {
  const manifest = await openBackup(owner, options);
  const files = await restoreFiles(options, manifest, null);
  await owner.begin(async (client) => {
    await client`select set_config('statement_timeout', '0', true), set_config('app.is_restoring', 'yes', true)`;
    const [taken] = await client<{ is_taken: boolean }[]>`
      select exists (select 1 from store_directory) or exists (select 1 from users) as is_taken`;
    if (taken?.is_taken) throw new AppError("precondition", "database_not_empty");
    for (const part of manifest.tables) await loadTable(client, options.folder, part, null);
    await restoreJobs(client, options.folder, manifest, null);
  });
  await analyzeFilled(owner);
  return { rows: manifest.tables.reduce((sum, part) => sum + part.rows, 0), files };
}
