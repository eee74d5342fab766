import { createHash } from "node:crypto";
import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";
import { fileDisk } from "./disk.ts";
import { safeSvg } from "./safe-svg.ts";
import { type ContentType, contentTypes, largestFile, PutFileInput } from "./schemas.ts";

const beginnings: Record<Exclude<ContentType, "image/svg+xml">, (bytes: Buffer) => boolean> = {
  "image/png": (bytes) => bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex")),
  "image/jpeg": (bytes) => bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex")),
  "image/gif": (bytes) => bytes.subarray(0, 4).toString("latin1") === "GIF8",
  "image/webp": (bytes) => bytes.subarray(8, 12).toString("latin1") === "WEBP",
  "image/avif": (bytes) => bytes.subarray(4, 12).toString("latin1") === "ftypavif",
};

function checked(bytes: Buffer, contentType: ContentType): Buffer {
  if (contentType === "image/svg+xml") return Buffer.from(safeSvg(bytes.toString("utf8")));
  if (!beginnings[contentType](bytes)) throw new AppError("invalid", "file_not_an_image");
  return bytes;
}

/** A UUID (version 8) of the content's hash, so that the same bytes are one row. */
function idOf(sha256: string): Id<"file"> {
  const variant = ((Number.parseInt(sha256[16]!, 16) & 0x3) | 0x8).toString(16);
  const hex = `${sha256.slice(0, 12)}8${sha256.slice(13, 16)}${variant}${sha256.slice(17, 32)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<"file">;
}

export interface StoredFile {
  readonly id: Id<"file">;
  /** What `fileUrl` makes an address of: `store/<store>/<hash>.svg`. */
  readonly path: string;
}

/**
 * Keeps a picture of the store; the same bytes again give the same file. Throws `file_too_large`,
 * `file_not_an_image`, `svg_unsafe`.
 */
export async function putFile(ctx: StoreContext, input: PutFileInput): Promise<StoredFile> {
  authorize(ctx, "files.putFile");
  const { bytes: given, contentType } = PutFileInput.parse(input);
  if (given.byteLength > largestFile) throw new AppError("invalid", "file_too_large");
  const bytes = checked(Buffer.from(given), contentType);
  const sha256 = createHash("sha256").update(contentType).update("\0").update(bytes).digest("hex");
  const id = idOf(sha256);
  const path = `store/${ctx.storeId}/${sha256.slice(0, 32)}.${contentTypes[contentType]}`;
  // The bytes first: a row always has its file, a file without a row harms nobody.
  if (!(await fileDisk().exists(path))) await fileDisk().put(path, bytes);
  await ctx.write(async (tx) => {
    tx.send(sql`insert into files (store_id, id, path, content_type, bytes, sha256, state, created_at)
      values (${ctx.storeId}, ${id}, ${path}, ${contentType}, ${bytes.byteLength}, ${sha256}, 'ready', app_now())
      on conflict (store_id, id) do nothing`);
  });
  return { id, path };
}
