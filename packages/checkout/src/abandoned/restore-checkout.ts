import { authorize, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { findRef, refOf } from "../references.ts";
import { signedIn } from "../signed-in.ts";
import { isYoung } from "./left.ts";

/** What a link brought back: the cart to go on with and what it came to when it was left, or the order it became. */
export type Restored =
  | { readonly kind: "checkout"; readonly cartRef: string; readonly was: number }
  | { readonly kind: "ordered"; readonly orderRef: string };

type Row = {
  id: Id<"checkout">;
  cart_id: Id<"cart">;
  market_id: string;
  customer_id: string | null;
  state: string;
  order_id: string | null;
  quote: FrozenQuote | null;
  total: number | null;
  is_young: boolean;
};
type CartRow = { checkout_id: string | null; customer_id: string | null; lines: number };

const lineColumns = { variant_id: "uuid", mark: "text", properties: "jsonb", quantity: "int" };

// The cart went on without this checkout (it joined another one, or was bought from): the goods come from its quote.
async function rebuild(tx: WriteContext, row: Row): Promise<Id<"cart">> {
  const cartId = newId<"cart">();
  const lines = row.quote!.lines.map(({ variantId, mark = "", properties = null, quantity }) => ({
    variant_id: variantId,
    mark,
    properties,
    quantity,
  }));
  tx.send(sql`insert into carts (store_id, id, market_id, discount_codes, created_at, updated_at)
    select ${tx.storeId}::uuid, ${cartId}::uuid, ${row.market_id}::uuid, c.discount_codes, app_now(), app_now()
    from carts c where c.store_id = ${tx.storeId} and c.id = ${row.cart_id}`);
  tx.send(sql`insert into cart_lines (store_id, cart_id, variant_id, mark, properties, quantity, added_at)
    select ${tx.storeId}::uuid, ${cartId}::uuid, l.variant_id, l.mark, l.properties, l.quantity, app_now() from ${rowset("l", lineColumns, lines)}
    join variants v on v.store_id = ${tx.storeId} and v.id = l.variant_id`);
  tx.send(
    sql`update checkouts set cart_id = ${cartId}, customer_id = null where store_id = ${tx.storeId} and id = ${row.id}`,
  );
  tx.send(sql`update carts set checkout_id = null
    where store_id = ${tx.storeId} and id = ${row.cart_id} and checkout_id = ${row.id}`);
  tx.send(sql`update carts set checkout_id = ${row.id} where store_id = ${tx.storeId} and id = ${cartId}`);
  return cartId;
}

async function restore(tx: WriteContext, id: Id<"checkout">): Promise<Restored> {
  const [row] = await tx.run(sql<Row>`
    select k.id, k.cart_id, k.market_id, k.customer_id, k.state, k.order_id, k.quote, k.total, (${isYoung()} and (k.email is not null or k.phone is not null)) as is_young
    from checkouts k where k.store_id = ${tx.storeId} and k.id = ${id} for update`);
  if (row?.order_id) return { kind: "ordered", orderRef: refOf(tx, "order", row.order_id) };
  if (!row?.is_young || !row.quote) throw new AppError("not_found", "recovery_over");
  const [cart] = await tx.run(sql<CartRow>`
    select c.checkout_id, c.customer_id, (select count(*) from cart_lines l
      where l.store_id = c.store_id and l.cart_id = c.id)::int as lines
    from carts c where c.store_id = ${tx.storeId} and c.id = ${row.cart_id} for update of c`);
  const isWhole = cart!.checkout_id === row.id && cart!.lines > 0;
  // A customer's own cart is theirs alone; the letter's reader may be signed in as nobody.
  const isFree = cart!.customer_id === null || cart!.customer_id === signedIn(tx);
  const cartId = isWhole && isFree ? row.cart_id : await rebuild(tx, row);
  // Another stamp than the quote's: what is shown is priced anew, and no old sum is paid.
  tx.send(sql`update carts set updated_at = app_now() where store_id = ${tx.storeId} and id = ${cartId}`);
  tx.send(sql`update checkouts set restored_at = coalesce(restored_at, app_now())
    where store_id = ${tx.storeId} and id = ${row.id}`);
  return { kind: "checkout", cartRef: refOf(tx, "cart", cartId), was: row.total ?? 0 };
}

/**
 * Brings a left checkout back by its link, on whichever device: its goods, contact, address, delivery and note, at today's
 * prices. Any number of times. Throws `recovery_over` for a link that is forged, another store's or older than 30 days,
 * or whose person was erased.
 */
export async function restoreCheckout(ctx: StoreContext, input: { token: string }): Promise<Restored> {
  authorize(ctx, "checkout.restoreCheckout");
  const id = findRef(ctx, "recovery", input.token);
  if (!id) throw new AppError("not_found", "recovery_over");
  return await ctx.write((tx) => restore(tx, id as string as Id<"checkout">));
}
