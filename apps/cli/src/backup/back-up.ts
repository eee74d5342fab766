import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@hutong/kernel";
import type postgres from "postgres";
import { copyOut } from "./copy-files.ts";
import { type Manifest, writeManifest } from "./manifest.ts";
import { writePart } from "./parts.ts";
import { readQueuedJobs } from "./queued-jobs.ts";
import { readMigrations, readTables, seesAllStores, type Table } from "./tables.ts";

async function* jsonLines(items: Iterable<object> | AsyncIterable<object>): AsyncGenerator<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

async function assertEmpty(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  if ((await readdir(folder)).length > 0)
    throw new AppError("precondition", "folder_not_empty", { params: { folder } });
}

// A row as a line of COPY's text format, made by the server. Read through a cursor and not by COPY itself: the driver
// pauses its socket when a COPY is read slowly, and when the end came in the same packet it never wakes it again.
function lineOf(columns: readonly string[]): string {
  const cells = columns.map((column) => {
    const text = `"${column.replaceAll('"', '""')}"::text`;
    const escapes = [
      ["\\", "\\\\"],
      ["\t", "\\t"],
      ["\n", "\\n"],
      ["\r", "\\r"],
    ] as const;
    return `coalesce(${escapes.reduce((inner, [from, to]) => `replace(${inner}, ${literal(from)}, ${literal(to)})`, text)}, ${literal("\\N")})`;
  });
  return cells.join(` || ${literal("\t")} || `);
}

function literal(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
  return `E'${escaped}'`;
}

const fetched = 500;

async function* copyLines(client: postgres.TransactionSql, { name, columns }: Table): AsyncGenerator<string> {
  const query = `select ${lineOf(columns)} as line from "${name}"`;
  const rows = client.unsafe<{ line: string }[]>(query, [], { simple: false } as never).cursor(fetched);
  for await (const page of rows) yield page.map((row) => `${row.line}\n`).join("");
}

async function copyTable(client: postgres.TransactionSql, folder: string, table: Table) {
  const part = await writePart(folder, `tables/${table.name}.copy.gz`, copyLines(client, table));
  return { ...table, columns: [...table.columns], ...part };
}

const keyNotice = (keyId: string) => `This backup does not hold the platform's master key.

Without the key ${keyId} nobody can open what the stores keep encrypted (payment credentials), and links in e-mails
that were sent stop working. It is HUTONG_MASTER_KEY, or the file master.key in the data folder. Keep it somewhere
else than this backup.
`;

/**
 * Writes everything that a platform keeps into an empty folder: each table as of one instant, the queue's open jobs
 * and the stores' files; the master key is named, not included. The platform may go on working meanwhile. Throws
 * `folder_not_empty` or `database_role_bound`.
 * @param owner a direct connection whose role passes row security
 */
export async function backUp(
  owner: postgres.Sql,
  options: { readonly folder: string; readonly filesFolder: string; readonly masterKeyId: string },
): Promise<Manifest> {
  const { folder, filesFolder, masterKeyId } = options;
  await assertEmpty(folder);
  if (!(await seesAllStores(owner))) throw new AppError("precondition", "database_role_bound");
  await mkdir(join(folder, "tables"), { recursive: true });
  const dump = await owner.begin("isolation level repeatable read read only", async (client) => {
    await client`select set_config('statement_timeout', '0', true), set_config('row_security', 'off', true)`;
    const migrations = await readMigrations(client);
    const tables = [];
    for (const table of await readTables(client)) tables.push(await copyTable(client, folder, table));
    const jobs = await writePart(folder, "jobs.jsonl.gz", jsonLines(await readQueuedJobs(client)));
    return { migrations, tables, jobs };
  });
  // Files after the rows: whatever a row of the snapshot names is there by now, and is never changed.
  const files = await writePart(
    folder,
    "files.jsonl.gz",
    jsonLines(copyOut(filesFolder, join(folder, "files"))),
  );
  await writeFile(join(folder, "KEY-NEEDED.txt"), keyNotice(masterKeyId));
  const manifest: Manifest = { format: 1, createdAt: new Date().toISOString(), masterKeyId, ...dump, files };
  await writeManifest(folder, manifest);
  return manifest;
}
