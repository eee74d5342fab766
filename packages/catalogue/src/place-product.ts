import { isDatabaseError, sql, type WriteContext } from "@hutong/db";
import { AppError, isHandle } from "@hutong/kernel";

/** Where a product is found, which template shows it, and when it goes on sale by itself. */
export interface ProductPlace {
  readonly handle: string;
  readonly template: string;
  readonly publishAt: Date | null;
}

interface PlaceRow extends ProductPlace {
  readonly version: number;
}

/** A product's version and place, for whoever has locked it. */
export async function readPlace(tx: WriteContext, id: string): Promise<PlaceRow> {
  const [row] = await tx.run(sql<PlaceRow>`select version, handle, template, publish_at as "publishAt"
    from products where store_id = ${tx.storeId} and id = ${id}`);
  return row!;
}

const addressOf = (handle: string) => `/products/${handle}`;

/**
 * Gives a product another place. Its old address leads to the new one from then on, and so does every address that led to the
 * old one; nothing leads away from an address that is a product's. Throws `product_handle_ill_formed` or `product_handle_taken`.
 */
export async function placeProduct(
  tx: WriteContext,
  id: string,
  before: ProductPlace,
  after: ProductPlace,
): Promise<void> {
  const { template, publishAt } = after;
  const handle = after.handle.normalize("NFC");
  if (!isHandle(handle))
    throw new AppError("invalid", "product_handle_ill_formed", { field: "handle", params: { handle } });
  try {
    await tx.run(sql`update products set handle = ${handle}, template = ${template}, publish_at = ${publishAt}
      where store_id = ${tx.storeId} and id = ${id}`);
  } catch (error) {
    if (isDatabaseError(error, "23505", "products_handle"))
      throw new AppError("conflict", "product_handle_taken", { field: "handle", params: { handle } });
    throw error;
  }
  // Whoever looks says itself when it is needed next.
  if (publishAt) tx.remind("publishing", 0);
  if (handle === before.handle) return;
  const [from, to] = [addressOf(before.handle), addressOf(handle)];
  tx.send(sql`delete from redirects where store_id = ${tx.storeId} and path = ${to}`);
  tx.send(sql`update redirects set target = ${to} where store_id = ${tx.storeId} and target = ${from}`);
  tx.send(sql`insert into redirects (store_id, path, target, created_at)
    values (${tx.storeId}, ${from}, ${to}, app_now())
    on conflict (store_id, path) do update set target = excluded.target`);
}
