import { fragment, nothing, type Statement, type StoreContext, sql } from "@hutong/db";
import { type CartGiftCard, cardsOfCart } from "@hutong/gift-cards";
import type { Id, Money } from "@hutong/kernel";
import type { FrozenLine, FrozenPrice } from "@hutong/orders";
import { type ShortRow, shortAt } from "./delivery/short-at.ts";
import { type HeadDiscounts, headDiscounts } from "./discounts/cart-codes-rows.ts";
import { priceRows } from "./market/price-rows.ts";
import { refOf } from "./references.ts";
import { hadPickups, type SellingTerms, termsOf, termsToRead } from "./terms/selling-terms.ts";
import type { CartView, LineView } from "./views.ts";

export interface LineRow {
  readonly variant_id: string;
  readonly product_id: string;
  readonly handle: string;
  readonly title: string;
  readonly options: readonly string[];
  /** Names of option values in the context's language, as JSON. */
  readonly words: string | null;
  readonly sku: string | null;
  readonly price: number;
  readonly quantity: number;
  readonly picture: string | null;
  readonly is_available: boolean;
  readonly weight_grams: number;
  readonly requires_shipping: boolean;
  readonly tax_class: string;
  /** Why it costs less than the list says; absent or null where it does not. */
  readonly priced?: FrozenPrice | null;
}

// Whoever holds the last unit may go on with it: it is sold out for the others only.
const isHeldByCart = (ctx: StoreContext) => fragment`exists (select 1 from carts c
  join reservations r on r.store_id = c.store_id and r.checkout_id = c.checkout_id and r.variant_id = l.variant_id
    and r.state = 'held' and r.quantity >= l.quantity
  where c.store_id = ${ctx.storeId} and c.id = l.cart_id)`;

/** The lines of a cart with what they cost now, in the context's language; each row is found by its key. */
export function cartLines(ctx: StoreContext, cartId: string | null): Statement<LineRow> {
  return sql<LineRow>`
    select l.variant_id, v.product_id, p.handle, coalesce(t.value, p.title) as title,
      jsonb_build_array(v.option1, v.option2, v.option3) as options, w.value as words, v.sku, v.price, l.quantity,
      f.path as picture, (p.status = 'active' and (v.is_available or ${isHeldByCart(ctx)})) as is_available,
      v.weight_grams, v.requires_shipping, p.tax_class
    from cart_lines l
    cross join lateral (select * from variants where store_id = ${ctx.storeId} and id = l.variant_id limit 1) v
    cross join lateral (select * from products where store_id = ${ctx.storeId} and id = v.product_id limit 1) p
    left join lateral (select t.value from translations t where t.store_id = ${ctx.storeId} and t.resource_kind = 'product'
      and t.resource_id = p.id::text and t.locale = ${ctx.locale} and t.field = 'title' limit 1) t on true
    left join lateral (select w.value from translations w where w.store_id = ${ctx.storeId} and w.resource_kind = 'product'
      and w.resource_id = p.id::text and w.locale = ${ctx.locale} and w.field = 'options' limit 1) w on true
    left join lateral (select m.file_id from product_media m where m.store_id = ${ctx.storeId} and m.product_id = p.id
      order by m.position limit 1) m on true
    left join lateral (select f.path from files f where f.store_id = ${ctx.storeId}
      and f.id = case when v.file_id is null then m.file_id else v.file_id end limit 1) f on true
    where l.store_id = ${ctx.storeId} and l.cart_id = ${cartId}
    order by l.added_at, l.variant_id`;
}

/** "50 克 / 罐装" in the context's language; empty for a product of one variant. */
function variantTitle(row: LineRow): string {
  const words: Record<string, string> = row.words ? JSON.parse(row.words) : {};
  return row.options
    .filter((value) => value !== "" && value !== "Default Title")
    .map((value) => words[value] ?? value)
    .join(" / ");
}

/** A line as the quote freezes it. */
export function freezeLine(row: LineRow): FrozenLine {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    handle: row.handle,
    title: row.title,
    variantTitle: variantTitle(row),
    sku: row.sku,
    picture: row.picture,
    quantity: row.quantity,
    unitPrice: row.price,
    taxClass: row.tax_class,
    ...(row.priced ? { priced: row.priced } : {}),
  };
}

/** A frozen line as people see it. */
export function lineView(line: FrozenLine, currency: string, isAvailable: boolean): LineView {
  const money = (amount: number): Money => ({ amount, currency });
  return {
    variantId: line.variantId,
    productId: line.productId,
    productHandle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    picture: line.picture,
    quantity: line.quantity,
    unitPrice: money(line.unitPrice),
    total: money(line.unitPrice * line.quantity),
    priced: line.priced ? { ...line.priced, list: money(line.priced.list) } : null,
    isAvailable,
  };
}

export interface CheckoutRow {
  readonly id: Id<"checkout">;
  readonly state: "open" | "awaiting_payment" | "completed" | "expired";
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Record<string, string> | null;
  readonly shipping_rate_id: string | null;
  readonly note: string;
  readonly invoice: import("@hutong/orders").InvoiceRequest | null;
  readonly quote: import("@hutong/orders").FrozenQuote | null;
  readonly order_id: string | null;
}

interface FoundRow extends HeadDiscounts {
  readonly terms_revision: string;
  readonly country: string;
  readonly is_test: boolean;
  /** The database's time. */
  readonly now: Date;
  readonly cart_id: Id<"cart"> | null;
  readonly cart_stamp: string | null;
  /** Gift cards that are to pay it; null: none. */
  readonly gift_cards: readonly CartGiftCard[] | null;
  readonly checkout: CheckoutRow | null;
  /** The order of the checkout that was asked for by its id, where there is one already. */
  readonly ordered?: Id<"order"> | null;
}

/** What surrounds a cart: the terms it is sold by, and the checkout begun with it. */
export interface HeadRow extends Omit<FoundRow, "terms_revision"> {
  readonly terms: SellingTerms;
  /** What locations lack of the cart; empty where the store gives out orders nowhere. */
  readonly shorts: readonly ShortRow[];
}

function checkoutHead(
  ctx: StoreContext,
  cartId: string | null,
  checkoutId?: Id<"checkout">,
): Statement<FoundRow> {
  const ordered = checkoutId
    ? fragment`(select d.order_id from checkouts d where d.store_id = s.store_id and d.id = ${checkoutId}) as ordered, `
    : nothing;
  return sql<FoundRow>`
    select ${ordered}s.terms_revision, s.country, s.is_test, app_now() as now,
      c.id as cart_id, (extract(epoch from c.updated_at) * 1000000)::bigint::text as cart_stamp, ${cardsOfCart(ctx)} as gift_cards,
      case when k.id is not null then jsonb_build_object('id', k.id, 'state', k.state, 'email', k.email, 'phone', k.phone,
        'address', k.address, 'shipping_rate_id', k.shipping_rate_id, 'note', k.note, 'invoice', k.invoice, 'quote', k.quote, 'order_id', k.order_id) end as checkout,
      ${headDiscounts(ctx)}
    from stores s
    left join carts c on c.store_id = s.store_id and c.id = ${cartId}
    left join checkouts k on k.store_id = s.store_id and k.id = c.checkout_id and k.state <> 'completed'
    where s.store_id = ${ctx.storeId}`;
}

/**
 * Reads a cart's lines and what surrounds it, by two statements, by a third where the store's terms changed, and by one more
 * where orders can be fetched;
 * `checkoutId` also asks whether that checkout has become an order. No head for a market that does not exist.
 */
export async function readCheckout(
  ctx: StoreContext,
  cartId: string | null,
  checkoutId?: Id<"checkout">,
): Promise<{ head: HeadRow | undefined; rows: readonly LineRow[] }> {
  const more = termsToRead(ctx);
  const isFetched = hadPickups(ctx);
  const [[found], rows, ...rest] = await ctx.read(
    checkoutHead(ctx, cartId, checkoutId),
    cartLines(ctx, cartId),
    ...(isFetched ? [shortAt(ctx, cartId)] : []),
    ...more,
  );
  if (!found) return { head: undefined, rows };
  let shorts = isFetched ? (rest[0] as ShortRow[]) : [];
  const read = more.length > 0 ? rest.at(-1) : undefined;
  const { terms_revision, ...head } = found;
  const terms = await termsOf(ctx, terms_revision, read);
  if (!terms) return { head: undefined, rows };
  if (terms.pickups.length > 0 && !isFetched) [shorts] = await ctx.read(shortAt(ctx, cartId));
  return { head: { ...head, terms, shorts }, rows: await priceRows(ctx, terms, rows, head.now) };
}

export function cartView(
  ctx: StoreContext,
  cartId: string | null,
  currency: string,
  rows: readonly LineRow[],
): CartView {
  const lines = rows.map((row) => lineView(freezeLine(row), currency, row.is_available));
  return {
    ref: cartId === null ? null : refOf(ctx, "cart", cartId),
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: { amount: lines.reduce((sum, line) => sum + line.total.amount, 0), currency },
  };
}
