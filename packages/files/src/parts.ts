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

/** What files in parts are for: those of an import go when it is over, those that customers buy stay. */
export type Shelf = "imports" | "downloads";

interface Folder {
  readonly folder: string;
  readonly shelf?: Shelf;
}

// Beside the store's pictures, where `readFile` finds no file of this form.
function pathOf(ctx: StoreContext, { folder, shelf = "imports" }: Folder, number?: number): string {
  if (!isId(folder)) throw new TypeError("a folder's name is an id");
  const path = `store/${ctx.storeId}/${shelf}/${folder}`;
  return number === undefined ? path : `${path}/${String(number).padStart(6, "0")}`;
}

/** Keeps a part of a file under a folder of its own; the same part again takes its place. Never served to anybody. */
export async function putPart(
  ctx: StoreContext,
  { number, bytes, ...at }: Folder & { number: number; bytes: Uint8Array },
): Promise<FilePart> {
  authorize(ctx, "files.putPart");
  await fileStore().write(pathOf(ctx, at, number), bytes, "application/octet-stream");
  return { bytes: bytes.byteLength, sha256: hashOf(bytes) };
}

async function readAt(path: string, sha256: string): Promise<Uint8Array> {
  const bytes = await fileStore().read(path);
  if (!bytes || hashOf(bytes) !== sha256) throw new AppError("precondition", "file_changed");
  return bytes;
}

/** A part as it was kept. Throws `file_changed` when it is gone or its bytes are others. */
export async function readPart(
  ctx: StoreContext,
  { number, sha256, ...at }: Folder & { number: number; sha256: string },
): Promise<Uint8Array> {
  authorize(ctx, "files.readPart");
  return await readAt(pathOf(ctx, at, number), sha256);
}

/** Forgets all parts of a file. */
export async function removeParts(ctx: StoreContext, folder: string, shelf?: Shelf): Promise<void> {
  authorize(ctx, "files.removeParts");
  await fileStore().removeAll(pathOf(ctx, { folder, ...(shelf ? { shelf } : {}) }));
}

/**
 * The bytes `from` to `to` (both of them in it, counted from 0) of a file on the shelf `downloads`, a part at a time and as fast as
 * they are taken. Who may have them is for the caller to judge. The stream fails with `file_changed` at a part that is gone.
 */
export function streamParts(
  ctx: StoreContext,
  file: { folder: string; parts: readonly FilePart[]; from: number; to: number },
): ReadableStream<Uint8Array> {
  authorize(ctx, "files.streamParts");
  const { folder, parts, from, to } = file;
  let start = 0;
  const wanted = parts.flatMap(({ bytes, sha256 }, number) => {
    const begins = start;
    start += bytes;
    return begins <= to && start > from ? [{ number, sha256, begins }] : [];
  });
  const next = wanted.values();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value: part, done } = next.next();
        if (done) return controller.close();
        const bytes = await readAt(pathOf(ctx, { folder, shelf: "downloads" }, part.number), part.sha256);
        controller.enqueue(bytes.subarray(Math.max(0, from - part.begins), to - part.begins + 1));
      },
    },
    { highWaterMark: 1 },
  );
}
