import { authorize, fragment, isDatabaseError, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import { marketOf } from "@hutong/pricing";
import { plain, propertiesToAdd } from "./lines/properties-to-add.ts";
import { findRef, openRef, refOf } from "./references.ts";
import { AddLineInput, UpdateLineInput } from "./schemas.ts";
import { signedIn } from "./signed-in.ts";

const mostOfOne = 9999;

function checkQuantity(quantity: number, least: number): void {
  if (!Number.isInteger(quantity) || quantity < least)
    throw new AppError("invalid", "quantity_invalid", { field: "quantity" });
  if (quantity > mostOfOne)
    throw new AppError("invalid", "quantity_too_large", { field: "quantity", params: { most: mostOfOne } });
}

type Added = { is_available: boolean; needs_properties: boolean; cart_id: Id<"cart"> | null; count: number };

// A customer has one cart: two devices that begin one at once share it. A guest's new one is nobody else's.
function known(isGiven: boolean, customerId: string | null): object {
  if (!isGiven && customerId === null) return nothing;
  const key = isGiven
    ? fragment`(store_id, id)`
    : fragment`(store_id, customer_id) where customer_id is not null`;
  return fragment`on conflict ${key} do update set updated_at = excluded.updated_at`;
}

// A product that has to be filled in for is not added without.
const needsProperties = fragment`coalesce(p.line_fields @? '$[*] ? (@.isRequired == true)', false)`;
const needsNone = fragment`false`;

/**
 * Puts units of a variant into a cart, a new one where the reference is missing, forged or another store's. One statement, and one
 * more where something was filled in for it: then it is a line of its own.
 * Throws `quantity_invalid`, `quantity_too_large`, `unknown_variant`, `sold_out` or `properties_invalid` (with `fields`).
 */
export async function addLine(
  ctx: StoreContext,
  input: AddLineInput,
): Promise<{ cartRef: string; count: number }> {
  authorize(ctx, "checkout.addLine");
  const { cart, variantId, quantity, properties: filled } = AddLineInput.parse(input);
  checkQuantity(quantity, 1);
  if (!isId(variantId)) throw new AppError("not_found", "unknown_variant");
  const given = findRef(ctx, "cart", cart);
  const cartId = given ?? newId<"cart">();
  const customerId = given ? null : signedIn(ctx);
  const isFilled = Object.values(filled).some((text) => text.trim() !== "");
  const { mark, properties } = isFilled ? await propertiesToAdd(ctx, variantId, filled) : plain;
  // A guest's first line is alone in its cart.
  const isAlone = given === null && customerId === null;
  const others = !isAlone
    ? fragment`coalesce((select sum(quantity) from cart_lines
          where store_id = ${ctx.storeId} and cart_id = cart.id and (variant_id <> ${variantId} or mark <> ${mark})), 0)`
    : fragment`0`;
  try {
    const answer = await ctx.write(
      async (tx) =>
        tx.later(sql<Added>`
        with wanted as (
          select v.id, v.is_available, ${mark === "" ? needsProperties : needsNone} as needs_properties from variants v
          join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
          where v.store_id = ${tx.storeId} and v.id = ${variantId}
        ), cart as (
          insert into carts (store_id, id, market_id, customer_id, created_at, updated_at)
          select ${tx.storeId}::uuid, ${cartId}::uuid, m.id, ${customerId}::uuid, app_now(), app_now() from wanted, markets m
          where ${marketOf(tx)} and wanted.is_available and not wanted.needs_properties
          ${known(given !== null, customerId)}
          returning id
        ), line as (
          insert into cart_lines as l (store_id, cart_id, variant_id, mark, properties, quantity, added_at)
          select ${tx.storeId}::uuid, cart.id, wanted.id, ${mark}, ${properties}::jsonb, ${quantity}::int, app_now() from cart, wanted
          ${isAlone ? nothing : fragment`on conflict (store_id, cart_id, variant_id, mark) do update set quantity = l.quantity + excluded.quantity`}
          returning quantity
        )
        select wanted.is_available, wanted.needs_properties, cart.id as cart_id, (line.quantity + ${others})::int as count
        from wanted left join cart on true left join line on true`),
      "later",
    );
    const [added] = await answer.rows();
    if (!added) throw new AppError("not_found", "unknown_variant");
    if (!added.is_available) throw new AppError("conflict", "sold_out");
    if (added.needs_properties) await propertiesToAdd(ctx, variantId, filled);
    return { cartRef: refOf(ctx, "cart", added.cart_id!), count: added.count };
  } catch (error) {
    if (isDatabaseError(error, "23514", "cart_lines_quantity")) {
      throw new AppError("invalid", "quantity_too_large", { field: "quantity", params: { most: mostOfOne } });
    }
    throw error;
  }
}

/** Sets how many units a line of a cart has; 0 takes it out. Throws `quantity_invalid`, `quantity_too_large`, `cart_not_found`. */
export async function updateLine(ctx: StoreContext, input: UpdateLineInput): Promise<void> {
  authorize(ctx, "checkout.updateLine");
  const { cart, variantId, mark, quantity } = UpdateLineInput.parse(input);
  checkQuantity(quantity, 0);
  const cartId = openRef(ctx, "cart", cart);
  if (!isId(variantId)) throw new AppError("not_found", "unknown_variant");
  await ctx.write(async (tx) => {
    tx.send(
      quantity === 0
        ? sql`delete from cart_lines where store_id = ${tx.storeId} and cart_id = ${cartId} and variant_id = ${variantId} and mark = ${mark}`
        : sql`update cart_lines set quantity = ${quantity}::int
            where store_id = ${tx.storeId} and cart_id = ${cartId} and variant_id = ${variantId} and mark = ${mark}`,
    );
    const rows = await tx.run(
      sql`update carts set updated_at = app_now() where store_id = ${tx.storeId} and id = ${cartId} returning id`,
    );
    if (rows.length === 0) throw new AppError("not_found", "cart_not_found");
  });
}
