import { createHash } from "node:crypto";
import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { fileIdOf } from "./file-id.ts";

const longest = 2_000;
/** An import that is under way goes first. */
const fetchAfterSeconds = 2;

/** Whether a text is an address that a picture could be fetched from. */
function isWebAddress(text: string): boolean {
  return text.length <= longest && /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

// The same address is one row of a store.
const hashOf = (address: string) => createHash("sha256").update("source\0").update(address).digest("hex");

/** Addresses of the store's own files, as an export wrote them, by the path in them. */
async function ownFiles(tx: WriteContext, addresses: readonly string[]): Promise<Map<string, Id<"file">>> {
  const own = new Map<string, string>();
  for (const address of addresses) {
    const path = new URL(address).pathname;
    if (path.startsWith(`/files/store/${tx.storeId}/`)) own.set(path.slice("/files/".length), address);
  }
  if (own.size === 0) return new Map();
  const rows = await tx.run(sql<{ id: Id<"file">; path: string }>`select id, path from files
    where store_id = ${tx.storeId} and path = any(${list([...own.keys()])}::text[])`);
  return new Map(rows.map((row) => [own.get(row.path)!, row.id]));
}

/** An address that was recorded; one that is no web address is left out of the answer. */
export interface RecordedSource {
  readonly address: string;
  readonly id: Id<"file">;
  /** Whether the picture itself is already here. */
  readonly isReady: boolean;
  readonly isNew: boolean;
}

/**
 * Records pictures by the address they are at: each becomes a file in state `pending`, which `fetchPictures` fetches. The
 * same address again is the same file; an address of the store's own files is that file.
 */
export async function recordSources(
  ctx: StoreContext,
  addresses: readonly string[],
): Promise<RecordedSource[]> {
  authorize(ctx, "files.recordSources");
  const valid = [...new Set(addresses)].filter(isWebAddress);
  if (valid.length === 0) return [];
  return ctx.write(async (tx) => {
    const own = await ownFiles(tx, valid);
    const rows = valid
      .filter((address) => !own.has(address))
      .map((address) => ({ id: fileIdOf(hashOf(address)), address }));
    const made = await tx.run(sql<{ id: string }>`
      insert into files (store_id, id, source_url, state, fetch_at, created_at)
      select ${tx.storeId}::uuid, f.id, f.address, 'pending', app_now(), app_now()
      from jsonb_to_recordset(${rows}::jsonb) as f(id uuid, address text)
      on conflict (store_id, id) do nothing returning id`);
    const known = await tx.run(sql<{ id: string }>`select id from files
      where store_id = ${tx.storeId} and id = any(${list(rows.map((row) => row.id))}::uuid[]) and state = 'ready'`);
    if (made.length > 0) tx.remind("pictures", fetchAfterSeconds);
    const fresh = new Set(made.map((row) => row.id));
    const ready = new Set(known.map((row) => row.id));
    return valid.map((address) => {
      const mine = own.get(address);
      const id = mine ?? fileIdOf(hashOf(address));
      return { address, id, isReady: mine !== undefined || ready.has(id), isNew: fresh.has(id) };
    });
  });
}
