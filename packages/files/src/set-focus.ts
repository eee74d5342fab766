import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { FocusInput } from "./schemas.ts";

/**
 * Says where a picture's subject is, so that it stays in sight where a picture is cropped; null: in the middle. Pages that
 * show it are told by `touchPictures` of the catalogue. Throws `picture_not_found`.
 */
export async function setFocus(
  ctx: StoreContext,
  { fileId, focus }: { fileId: string; focus: FocusInput | null },
): Promise<void> {
  authorize(ctx, "files.setFocus");
  const at = FocusInput.nullable().parse(focus);
  await ctx.write(async (tx) => {
    const [row] = isId(fileId)
      ? await tx.run(sql<{ id: string }>`update files
          set focus_x = ${at?.x ?? null}::smallint, focus_y = ${at?.y ?? null}::smallint
          where store_id = ${tx.storeId} and id = ${fileId} returning id`)
      : [];
    if (!row) throw new AppError("not_found", "picture_not_found");
  });
}
