import { ownId } from "@hutong/customers";
import { authorize, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { findRef, refOf } from "./references.ts";

type CartRow = {
  id: Id<"cart">;
  customer_id: Id<"customer"> | null;
  checkout_id: Id<"checkout"> | null;
};

const takeTurn = (tx: WriteContext, id: string) =>
  tx.send(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`);

const cartsOf = (tx: WriteContext, given: Id<"cart">, own: Id<"customer">) =>
  sql<CartRow>`select id, customer_id, checkout_id from carts
    where store_id = ${tx.storeId} and (id = ${given} or customer_id = ${own})`;

// What was typed into the other cart's checkout goes along, where the customer's cart has none.
async function moveCheckout(tx: WriteContext, from: CartRow, into: CartRow): Promise<void> {
  if (!from.checkout_id || into.checkout_id) return;
  tx.send(sql`update checkouts set cart_id = ${into.id}, customer_id = ${into.customer_id}
    where store_id = ${tx.storeId} and id = ${from.checkout_id}`);
  tx.send(sql`update carts set checkout_id = null where store_id = ${tx.storeId} and id = ${from.id}`);
  tx.send(
    sql`update carts set checkout_id = ${from.checkout_id} where store_id = ${tx.storeId} and id = ${into.id}`,
  );
}

// Checkouts are locked before carts (architecture: lock order). Null while goods of the other cart are being paid.
async function moveLines(tx: WriteContext, from: CartRow, into: CartRow): Promise<Id<"cart"> | null> {
  const ids = [from.checkout_id, into.checkout_id].filter((id) => id !== null);
  const states = await tx.run(sql<{ id: string; state: string }>`select id, state from checkouts
    where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[]) order by id for update`);
  if (states.some(({ id, state }) => id === from.checkout_id && state === "awaiting_payment")) return null;
  await tx.run(sql`select id from carts
    where store_id = ${tx.storeId} and id = any(${list([from.id, into.id])}::uuid[]) order by id for update`);
  const moved = await tx.run(sql`
    with gone as (
      delete from cart_lines where store_id = ${tx.storeId} and cart_id = ${from.id} returning variant_id, mark, properties, quantity, added_at
    )
    insert into cart_lines as l (store_id, cart_id, variant_id, mark, properties, quantity, added_at)
    select ${tx.storeId}::uuid, ${into.id}::uuid, variant_id, mark, properties, quantity, added_at from gone
    on conflict (store_id, cart_id, variant_id, mark) do update set quantity = least(l.quantity + excluded.quantity, 9999)
    returning variant_id`);
  if (moved.length > 0)
    tx.send(sql`update carts set updated_at = app_now()
      where store_id = ${tx.storeId} and id = any(${list([from.id, into.id])}::uuid[])`);
  // Codes and gift cards that were put into the device's cart go along, where the customer's has none.
  tx.send(sql`update carts c set discount_codes = coalesce(c.discount_codes, f.discount_codes), gift_cards = coalesce(c.gift_cards, f.gift_cards),
      gift = coalesce(c.gift, f.gift)
    from carts f
    where c.store_id = ${tx.storeId} and c.id = ${into.id} and f.store_id = c.store_id and f.id = ${from.id}
      and (f.discount_codes is not null or f.gift_cards is not null or f.gift is not null)`);
  await moveCheckout(tx, from, into);
  return into.id;
}

async function merge(tx: WriteContext, given: Id<"cart">, own: Id<"customer">): Promise<Id<"cart"> | null> {
  takeTurn(tx, own);
  const first = await tx.run(cartsOf(tx, given, own));
  for (const { id } of first.toSorted((a, b) => (a.id < b.id ? -1 : 1))) takeTurn(tx, id);
  const found = await tx.run(cartsOf(tx, given, own));
  const into = found.find((cart) => cart.customer_id === own);
  // Another customer's cart, from a browser that several people use, is not taken.
  const from = found.find((cart) => cart.id === given && cart.customer_id === null);
  if (!from) return into?.id ?? null;
  if (into) return (await moveLines(tx, from, into)) ?? from.id;
  tx.send(sql`update carts set customer_id = ${own} where store_id = ${tx.storeId} and id = ${from.id}`);
  return from.id;
}

/**
 * Makes the cart of this device and the cart that the customer has already one: quantities are summed up to 9999, what
 * is sold out stays and is marked. Any number of times and from several devices at once with the same end. Answers the
 * cart to go on with: the customer's, or the device's own while that is being paid; null where there is none.
 * Throws `sign_in_needed`.
 */
export async function mergeCarts(
  ctx: StoreContext,
  input: { cart: string },
): Promise<{ cartRef: string | null }> {
  authorize(ctx, "checkout.mergeCarts");
  const own = ownId(ctx);
  const given = findRef(ctx, "cart", input.cart);
  if (!given) return { cartRef: null };
  const id = await ctx.write((tx) => merge(tx, given, own));
  return { cartRef: id && refOf(ctx, "cart", id) };
}
