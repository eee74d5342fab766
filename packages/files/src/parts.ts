import { createHash } from "node:crypto";
import { authorize, type StoreContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { fileStore } from "./store/file-store.ts";

/** A part of a file that came in pieces: it is known again by its hash. */
export interface FilePart {
  readonly bytes: number;
  readonly sha256: string;
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

// Beside the store's pictures, where `readFile` finds no file of this form.
function pathOf(ctx: StoreContext, folder: string, number?: number): string {
  if (!isId(folder)) throw new TypeError("a folder's name is an id");
  const path = `store/${ctx.storeId}/imports/${folder}`;
  return number === undefined ? path : `${path}/${String(number).padStart(6, "0")}`;
}

/** Keeps a part of a file under a folder of its own; the same part again takes its place. Never served to anybody. */
export async function putPart(
  ctx: StoreContext,
  { folder, number, bytes }: { folder: string; number: number; bytes: Uint8Array },
): Promise<FilePart> {
  authorize(ctx, "files.putPart");
  await fileStore().write(pathOf(ctx, folder, number), bytes, "application/octet-stream");
  return { bytes: bytes.byteLength, sha256: hashOf(bytes) };
}

/** A part as it was kept. Throws `file_changed` when it is gone or its bytes are others. */
export async function readPart(
  ctx: StoreContext,
  { folder, number, sha256 }: { folder: string; number: number; sha256: string },
): Promise<Uint8Array> {
  authorize(ctx, "files.readPart");
  const path = pathOf(ctx, folder, number);
  const bytes = await fileStore().read(path);
  if (!bytes || hashOf(bytes) !== sha256) throw new AppError("precondition", "file_changed");
  return bytes;
}

/** Forgets all parts of a file. */
export async function removeParts(ctx: StoreContext, folder: string): Promise<void> {
  authorize(ctx, "files.removeParts");
  await fileStore().removeAll(pathOf(ctx, folder));
}
