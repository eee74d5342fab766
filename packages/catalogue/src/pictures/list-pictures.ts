import { authorize, type StoreContext, sql } from "@hutong/db";
import { type Id, isId } from "@hutong/kernel";
import { ListPicturesInput } from "./schemas.ts";

/** A product's picture as the merchant edits it. */
export interface StaffPicture {
  readonly fileId: Id<"file">;
  readonly alt: string;
  readonly state: "ready" | "pending" | "failed";
  /** Null until it is here. */
  readonly path: string | null;
  /** Where it is fetched from; null for an upload. */
  readonly sourceUrl: string | null;
  /** The code of why it could not be fetched, the last time. */
  readonly failure: string | null;
  /** Pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** Per cent from the upper left; null: in the middle. */
  readonly focusX: number | null;
  readonly focusY: number | null;
}

/** A product's pictures in their order; none where there is no such product. */
export async function listPictures(
  ctx: StoreContext,
  input: ListPicturesInput,
): Promise<readonly StaffPicture[]> {
  authorize(ctx, "catalogue.listPictures");
  const { productId } = ListPicturesInput.parse(input);
  if (!isId(productId)) return [];
  const [rows] = await ctx.read(sql<StaffPicture>`select m.file_id as "fileId", m.alt, f.state, f.path,
      f.source_url as "sourceUrl", f.failure, f.width, f.height, f.focus_x as "focusX", f.focus_y as "focusY"
    from product_media m join files f on f.store_id = m.store_id and f.id = m.file_id
    where m.store_id = ${ctx.storeId} and m.product_id = ${productId} order by m.position`);
  return rows;
}
