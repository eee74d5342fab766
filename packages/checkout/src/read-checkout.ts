import { asked, fragment, readTogether, type Statement, type StoreContext, sql } from "@hutong/db";
import { type CartGiftCard, cardsOfCart } from "@hutong/gift-cards";
import type { Id } from "@hutong/kernel";
import type { FrozenQuote, InvoiceRequest } from "@hutong/orders";
import type { CodeRow } from "@hutong/pricing";
import { cartLines, type FoundLine, type LineRow } from "./cart-rows.ts";
import { hasBundle, type ShortRow, shortAt, shortOfUnits } from "./delivery/short-at.ts";
import { codesOf, discountsHeld } from "./discounts/cart-codes-rows.ts";
import { unitsByVariant } from "./lines/line-id.ts";
import { priceRows } from "./market/price-rows.ts";
import { hadPickups, type SellingTerms, termsOf, termsToRead } from "./terms/selling-terms.ts";

export interface CheckoutRow {
  readonly id: Id<"checkout">;
  readonly state: "open" | "awaiting_payment" | "completed" | "expired";
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Record<string, string> | null;
  readonly shipping_rate_id: string | null;
  readonly note: string;
  readonly invoice: InvoiceRequest | null;
  readonly quote: FrozenQuote | null;
  readonly order_id: Id<"order"> | null;
}

// What every cart has. A table costs time by being named in a statement, even where nothing is looked for in it: what few carts
// have is asked for by statements of its own.
interface FoundRow extends Omit<CheckoutRow, "id"> {
  readonly terms_revision: string;
  readonly country: string;
  readonly is_test: boolean;
  readonly now: Date;
  readonly cart_id: Id<"cart"> | null;
  readonly cart_stamp: string | null;
  readonly linked_id: Id<"checkout"> | null;
  readonly card_ids: readonly string[] | null;
  readonly code_words: readonly string[] | null;
  readonly id: Id<"checkout"> | null;
}

/** What surrounds a cart: the terms it is sold by, and the checkout begun with it. */
export interface HeadRow {
  readonly country: string;
  readonly is_test: boolean;
  /** The database's time. */
  readonly now: Date;
  readonly cart_id: Id<"cart"> | null;
  readonly cart_stamp: string | null;
  readonly checkout: CheckoutRow | null;
  /** Whether the checkout that was asked for by its id exists, where the cart has none of its own. */
  readonly is_known: boolean;
  /** The order of the checkout that was asked for by its id, where there is one already. */
  readonly ordered: Id<"order"> | null;
  /** Gift cards that are to pay it; null: none. */
  readonly gift_cards: readonly CartGiftCard[] | null;
  /** The codes of the cart, in the order they were put in; null: none. */
  readonly codes: readonly CodeRow[] | null;
  /** Ids of discounts that the checkout holds while it is being paid. */
  readonly held_discounts: readonly string[];
  readonly terms: SellingTerms;
  /** What locations lack of the cart; empty where the store gives out orders nowhere. */
  readonly shorts: readonly ShortRow[];
}

// The cart's own checkout, or for a cart without one the checkout that was asked for.
function cartHead(
  ctx: StoreContext,
  cartId: string | null,
  checkoutId: Id<"checkout"> | undefined,
): Statement<FoundRow> {
  // Not coalesce(): to row security that might leak, and then the key is not looked for in the index.
  const wanted = checkoutId
    ? fragment`case when c.checkout_id is null then ${checkoutId}::uuid else c.checkout_id end`
    : fragment`c.checkout_id`;
  return sql<FoundRow>`
    select s.terms_revision, s.country, s.is_test, app_now() as now, c.id as cart_id, c.checkout_id as linked_id,
      (extract(epoch from c.updated_at) * 1000000)::bigint::text as cart_stamp, c.gift_cards as card_ids, c.discount_codes as code_words,
      k.id, k.state, k.email, k.phone, k.address, k.shipping_rate_id, k.note, k.invoice, k.quote, k.order_id
    from stores s
    left join carts c on c.store_id = s.store_id and c.id = ${cartId}
    left join lateral (select * from checkouts where store_id = ${ctx.storeId} and id = ${wanted} limit 1) k on true
    where s.store_id = ${ctx.storeId}`;
}

// The checkout asked for, where the cart has another one.
function orderOfOther(ctx: StoreContext, { linked_id }: FoundRow, checkoutId: Id<"checkout"> | undefined) {
  if (!checkoutId || linked_id === null || linked_id === checkoutId) return null;
  return sql<{ order_id: Id<"order"> | null }>`
    select order_id from checkouts where store_id = ${ctx.storeId} and id = ${checkoutId}`;
}

// Whoever holds the last unit may go on with it: it is sold out for the others only.
function heldBy(ctx: StoreContext, { linked_id }: FoundRow, rows: readonly FoundLine[]) {
  if (linked_id === null || rows.every((row) => row.is_available || !row.is_active)) return null;
  return sql<{ variant_id: string; quantity: number }>`
    select variant_id, quantity from reservations
    where store_id = ${ctx.storeId} and checkout_id = ${linked_id} and state not in ('sold', 'released')`;
}

function withHeld(
  rows: readonly FoundLine[],
  held: readonly { variant_id: string; quantity: number }[],
): readonly LineRow[] {
  if (held.length === 0) return rows;
  const isHeld = (row: FoundLine): boolean =>
    unitsByVariant([{ variantId: row.variant_id, quantity: row.quantity, parts: row.parts }]).every((unit) =>
      held.some(({ variant_id, quantity }) => variant_id === unit.variantId && quantity >= unit.quantity),
    );
  return rows.map((row) => (row.is_active && isHeld(row) ? { ...row, is_available: true } : row));
}

function checkoutOf(found: FoundRow): CheckoutRow | null {
  const { id, state, email, phone, address, shipping_rate_id, note, invoice, quote, order_id } = found;
  if (id === null || id !== found.linked_id || state === "completed") return null;
  return { id, state, email, phone, address, shipping_rate_id, note, invoice, quote, order_id };
}

const orNull = <Row>(rows: readonly Row[]): readonly Row[] | null => (rows.length > 0 ? rows : null);

/**
 * Reads a cart's lines and what surrounds it, by two statements, and by a third where the store's terms changed or orders can
 * be fetched; codes, gift cards and what the cart holds are read by a burst more, where it has any. `checkoutId` also asks
 * whether that checkout has become an order. No head for a market that does not exist.
 */
export async function readCheckout(
  ctx: StoreContext,
  cartId: string | null,
  checkoutId?: Id<"checkout">,
): Promise<{ head: HeadRow | undefined; rows: readonly LineRow[] }> {
  const more = termsToRead(ctx);
  const isFetched = hadPickups(ctx);
  const [[found], lines, ...rest] = await ctx.read(
    cartHead(ctx, cartId, checkoutId),
    cartLines(ctx, cartId),
    ...(isFetched ? [shortAt(ctx, cartId)] : []),
    ...more,
  );
  if (!found) return { head: undefined, rows: lines };
  const terms = await termsOf(ctx, found.terms_revision, more.length > 0 ? rest.at(-1) : undefined);
  if (!terms) return { head: undefined, rows: lines };
  const checkout = checkoutOf(found);
  const { card_ids, code_words, linked_id } = found;
  const [cards, codes, discounts, others, held, shorts] = await readTogether(
    ctx,
    asked(card_ids && cardsOfCart(ctx, card_ids, linked_id)),
    asked(code_words && codesOf(ctx, code_words)),
    asked(checkout?.state === "awaiting_payment" && discountsHeld(ctx, checkout.id)),
    asked(orderOfOther(ctx, found, checkoutId)),
    asked(heldBy(ctx, found, lines)),
    asked(terms.pickups.length > 0 && !isFetched && shortAt(ctx, cartId)),
  );
  const ofBundles =
    hasBundle(lines) && terms.pickups.length > 0 ? await ctx.read(shortOfUnits(ctx, cartId, lines)) : null;
  const { country, is_test, now, cart_id, cart_stamp } = found;
  const head: HeadRow = {
    country,
    is_test,
    now,
    cart_id,
    cart_stamp,
    checkout,
    is_known: found.id !== null,
    ordered: (found.id === checkoutId ? found.order_id : others[0]?.order_id) ?? null,
    gift_cards: orNull(cards),
    codes: orNull(codes),
    held_discounts: discounts.map(({ discount_id }) => discount_id),
    terms,
    shorts: ofBundles?.[0] ?? (isFetched ? (rest[0] as ShortRow[]) : shorts),
  };
  return { head, rows: await priceRows(ctx, terms, withHeld(lines, held), now) };
}
