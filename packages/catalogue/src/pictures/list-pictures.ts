import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
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

/** A product's pictures in their order. Throws `product_not_found`. */
export async function listPictures(
  ctx: StoreContext,
  input: ListPicturesInput,
): Promise<readonly StaffPicture[]> {
  authorize(ctx, "catalogue.listPictures");
  const { productId } = ListPicturesInput.parse(input);
  if (!isId(productId)) throw new AppError("not_found", "product_not_found");
  const [products, rows] = await ctx.read(
    sql<{ id: string }>`select id from products where store_id = ${ctx.storeId} and id = ${productId}`,
    sql<StaffPicture>`select m.file_id as "fileId", m.alt, f.state, f.path,
      f.source_url as "sourceUrl", f.failure, f.width, f.height, f.focus_x as "focusX", f.focus_y as "focusY"
    from product_media m join files f on f.store_id = m.store_id and f.id = m.file_id
    where m.store_id = ${ctx.storeId} and m.product_id = ${productId} order by m.position`,
  );
  if (products.length === 0) throw new AppError("not_found", "product_not_found");
  return rows;
}
