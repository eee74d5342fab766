import { authorize, type StoreContext, sql } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { fileIdOf } from "./file-id.ts";
import { keepPicture } from "./keep-picture.ts";
import { PutFileInput } from "./schemas.ts";

export interface StoredFile {
  readonly id: Id<"file">;
  /** What `fileUrl` makes an address of: `store/<store>/<hash>.svg`. */
  readonly path: string;
  /** Pixels; null for a drawing that does not say. */
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Keeps a picture of the store, whatever it is called; the same picture again gives the same file. Throws as `keepPicture`
 * does. Bitmaps are decoded first, which takes a moment: only drawings are put inside a write.
 */
export async function putFile(ctx: StoreContext, input: PutFileInput): Promise<StoredFile> {
  authorize(ctx, "files.putFile");
  const kept = await keepPicture(ctx.storeId, PutFileInput.parse(input).bytes);
  const { path, contentType, bytes, sha256, width, height } = kept;
  const id = fileIdOf(sha256);
  await ctx.write(async (tx) => {
    tx.send(sql`insert into files (store_id, id, path, content_type, bytes, sha256, width, height, state, created_at)
      values (${ctx.storeId}, ${id}, ${path}, ${contentType}, ${bytes}, ${sha256}, ${width}, ${height}, 'ready', app_now())
      on conflict (store_id, id) do nothing`);
  });
  return { id, path, width, height };
}
