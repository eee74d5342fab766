import { hash } from "node:crypto";
import { authorize, columnset, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { fileIdOf } from "./file-id.ts";

const longest = 2_000;
/** An import that is under way goes first. */
const fetchAfterSeconds = 2;

/** Whether a text is an address that a picture could be fetched from. */
function isWebAddress(text: string): boolean {
  return text.length <= longest && /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/**
 * The file that an address is recorded as, unless it is one of the store's own: the same address is one row of a store. Null
 * where it is no web address.
 */
export function sourceIdOf(address: string): Id<"file"> | null {
  return isWebAddress(address) ? idOf(address) : null;
}

const idOf = (address: string) => fileIdOf(hash("sha256", `source\0${address}`));

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

const sourceColumns = { id: "uuid", address: "text" } as const;

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
    const ids = new Map(valid.map((address) => [address, own.get(address) ?? idOf(address)]));
    const rows = valid
      .filter((address) => !own.has(address))
      .map((address) => ({ id: ids.get(address)!, address }));
    const [made, known] = await tx.read(
      sql<{ id: string }>`insert into files (store_id, id, source_url, state, fetch_at, created_at)
        select ${tx.storeId}::uuid, f.id, f.address, 'pending', app_now(), app_now()
        from ${columnset("f", sourceColumns, rows)}
        on conflict (store_id, id) do nothing returning id`,
      sql<{ id: string }>`select id from files where store_id = ${tx.storeId}
        and id = any(${list(rows.map((row) => row.id))}::uuid[]) and state = 'ready'`,
    );
    if (made.length > 0) tx.remind("pictures", fetchAfterSeconds);
    const fresh = new Set(made.map((row) => row.id));
    const ready = new Set(known.map((row) => row.id));
    return valid.map((address) => {
      const id = ids.get(address)!;
      return { address, id, isReady: own.has(address) || ready.has(id), isNew: fresh.has(id) };
    });
  });
}
