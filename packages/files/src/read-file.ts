import type { StoreId } from "@hutong/kernel";
import { fileDisk } from "./disk.ts";
import { contentTypes } from "./schemas.ts";

const named = /^store\/([0-9a-f-]{36})\/[0-9a-f]{32}\.([a-z]{3,4})$/;
const byEnding = new Map(Object.entries(contentTypes).map(([type, ending]) => [ending as string, type]));

/** A file of this store by its path, or null when there is none or it belongs to another store. */
export async function readFile(
  storeId: StoreId,
  path: string,
): Promise<{ bytes: Uint8Array; contentType: string } | null> {
  const match = named.exec(path);
  const contentType = byEnding.get(match?.[2] ?? "");
  if (!match || match[1] !== storeId || !contentType) return null;
  if (!(await fileDisk().exists(path))) return null;
  return { bytes: await fileDisk().getBytes(path), contentType };
}
