import { guestCustomer, knownCustomer } from "@hutong/customers";
import { fragment, nothing, rowset, type WriteContext } from "@hutong/db";
import { type Id, newId, newPublicId } from "@hutong/kernel";
import { explain } from "@hutong/pricing";
import { grantedWithOrder, isDigital } from "./downloads/grant-downloads.ts";
import type { KeptQuote } from "./frozen-quote.ts";

export interface OrderToPlace {
  readonly checkoutId: Id<"checkout">;
  readonly quote: KeptQuote;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: { name: string } & Record<string, string>;
  readonly note: string;
  readonly locale: string;
  readonly marketId: string;
  readonly isTest: boolean;
  /** Null where nothing is due. */
  readonly accountId: string | null;
  /** Minor units paid already by the method; 0 for one that is paid later. What gift cards pay comes on top. */
  readonly paid: number;
  /** Nothing is paid yet, but the money is reserved. */
  readonly isAuthorized?: boolean;
  /** Who was signed in; else the order is its contact's. */
  readonly customerId?: Id<"customer"> | null;
}

const lineColumns = {
  id: "uuid",
  position: "int",
  product_id: "uuid",
  variant_id: "uuid",
  title: "text",
  variant_title: "text",
  sku: "text",
  picture: "text",
  quantity: "int",
  unit_price: "bigint",
  total: "bigint",
};

function linesOf(quote: KeptQuote) {
  return quote.lines.map((line, index) => ({
    id: newId<"order-line">(),
    position: index,
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    picture: line.picture,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    total: quote.version === 1 ? quote.answer.lines[index]!.total : quote.answer.lines[index]!.rest,
  }));
}

/**
 * Writes the order of a checkout with the store's next number. The rows leave in the last statement of the write,
 * together with COMMIT, so that the counter is held as briefly as can be. `also` are CTEs to go with them; they may
 * read `new_order(id)` and `new_lines(id, variant_id, quantity)`.
 * One checkout has one order: the database refuses a second (unique `orders_checkout`).
 */
export function placeOrder(
  tx: WriteContext,
  order: OrderToPlace,
  also: object = nothing,
): { orderId: Id<"order"> } {
  const orderId = newId<"order">();
  const { quote } = order;
  const sums = explain(quote);
  const { currency } = sums;
  const tendered = sums.total - sums.due;
  const isPaid = order.paid > 0 || sums.due === 0;
  const areFilesDue = isPaid && isDigital(quote);
  const paymentState = isPaid ? "paid" : order.isAuthorized ? "authorized" : "unpaid";
  const person = {
    email: order.email,
    phone: order.phone,
    name: order.address.name,
    locale: order.locale,
    address: order.address,
  };
  const customer = order.customerId
    ? knownCustomer(tx, order.customerId, person.name)
    : guestCustomer(tx, person);
  tx.numberOrder(fragment`${customer}, new_order as (
      insert into orders (store_id, id, public_id, number, checkout_id, customer_id, state, payment_state, fulfilment_state, is_test,
        market_id, locale, email, phone, address, note, currency, presentment_currency, rate, subtotal, discount, shipping, tax,
        total, paid, refunded, tendered, quote, shipping_name, payment_account_id, placed_at, paid_at)
      select ${tx.storeId}::uuid, ${orderId}::uuid, ${newPublicId()}::bigint, counter.order_number, ${order.checkoutId}::uuid, customer.id,
        'open', ${paymentState}, 'unfulfilled', ${order.isTest}::bool, ${order.marketId}::uuid, ${order.locale},
        ${order.email}, ${order.phone}, ${order.address}::jsonb, ${order.note}, ${currency}, ${currency},
        ${quote.version === 1 ? "1" : quote.input.shop.rate}, ${sums.subtotal}::bigint, ${sums.discount}::bigint, ${sums.shipping}::bigint, ${sums.tax}::bigint,
        ${sums.total}::bigint, ${order.paid + tendered}::bigint, 0, ${tendered}::bigint, ${quote}::jsonb, ${quote.shippingName}, ${order.accountId}::uuid,
        app_now(), case when ${isPaid}::bool then app_now() end
      from counter, customer
      returning id
    ), new_lines as (
      insert into order_lines (store_id, id, order_id, position, product_id, variant_id, title, variant_title, sku, picture,
        quantity, unit_price, total, fulfilled_quantity)
      select ${tx.storeId}::uuid, l.id, ${orderId}::uuid, l.position, l.product_id, l.variant_id, l.title, l.variant_title, l.sku,
        l.picture, l.quantity, l.unit_price, l.total, 0
      from ${rowset("l", lineColumns, linesOf(quote))}
      returning id, variant_id, quantity
    )${areFilesDue ? grantedWithOrder(tx, orderId, quote) : nothing}${also}`);
  tx.emit({ kind: "order.placed", subject: ["order", orderId], data: { checkoutId: order.checkoutId } });
  if (isPaid) tx.emit({ kind: "order.paid", subject: ["order", orderId] });
  tx.enqueue("order-confirmation", { orderId });
  if (areFilesDue) tx.enqueue("fulfil-downloads", { orderId });
  return { orderId };
}
