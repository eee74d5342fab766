import { idsOf } from "@hutong/customers";
import { asked, authorize, fragment, nothing, readTogether, type StoreContext, sql } from "@hutong/db";
import { AppError, localized } from "@hutong/kernel";
import { downloadsOf, type FrozenQuote, invoiceOf, methodTitle, type OrderInvoice } from "@hutong/orders";
import { findProvider } from "@hutong/payment-providers";
import { type AccountRow, openCredentials } from "@hutong/payments";
import { lineView } from "./cart-rows.ts";
import { totalsView } from "./checkout-view.ts";
import { downloadViews } from "./downloads/download-views.ts";
import { openRef } from "./references.ts";
import { signedIn } from "./signed-in.ts";
import { emptyAddress, type OrderView } from "./views.ts";

/** Days after which a guest's order page no longer shows who they are (architecture, rule 25). */
const personalDays = 30;

type Row = {
  number: number;
  is_cancelled: boolean;
  placed_at: Date;
  is_test: boolean;
  payment_state: OrderView["paymentState"];
  fulfilment_state: OrderView["fulfilmentState"];
  quote: FrozenQuote;
  has_invoice: boolean;
  paid: number;
  refunded: number;
  currency: string;
  shipping_name: string;
  email: string | null;
  phone: string | null;
  address: Record<string, string> | null;
  is_recent: boolean;
  account: AccountRow | null;
  method_title: Record<string, string>;
  is_on_delivery: boolean;
};

async function instructionsOf(ctx: StoreContext, row: Row): Promise<string> {
  if (!row.account) return "";
  const provider = findProvider(row.account.provider);
  if (row.payment_state !== "unpaid" || provider?.settles !== "at-submit") return "";
  return provider.instructions(await openCredentials(ctx, row.account), ctx.locale);
}

// Whoever is signed in sees where their own orders went, however old.
function orIsOwn(ctx: StoreContext): object {
  const id = signedIn(ctx);
  return id ? fragment`or o.customer_id in (${idsOf(ctx, id)})` : nothing;
}

// What was reserved for an order: of interest while that is not taken, and once the order is cancelled.
function reservedFor(ctx: StoreContext, orderId: string) {
  return sql<NonNullable<OrderView["reserved"]>>`
    select h.state, t.request->>'capture' is not distinct from 'on-fulfilment' as "isOnFulfilment"
    from orders o
    join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
    join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
    join payment_authorizations h on h.store_id = t.store_id and h.attempt_id = t.id
    where o.store_id = ${ctx.storeId} and o.id = ${orderId}`;
}

function fulfilmentsOf(ctx: StoreContext, orderId: string) {
  return sql<OrderView["fulfilments"][number]>`
    select carrier, tracking_number as "trackingNumber", created_at as "createdAt"
    from fulfilments where store_id = ${ctx.storeId} and order_id = ${orderId} order by created_at`;
}

/**
 * A customer's order page, by its unguessable reference. One statement for an order that is paid and waits to be sent; a burst more
 * for what else there is to tell. Throws `order_not_found`.
 */
export async function getOrder(ctx: StoreContext, input: { order: string }): Promise<OrderView> {
  authorize(ctx, "checkout.getOrder");
  const orderId = openRef(ctx, "order", input.order);
  const [[row]] = await ctx.read(sql<Row>`
    select o.number, o.state = 'cancelled' as is_cancelled, o.placed_at, o.is_test, o.payment_state, o.fulfilment_state, o.quote,
      k.invoice is not null as has_invoice, o.paid, o.refunded, o.currency, o.shipping_name,
      o.email, o.phone, o.address, o.placed_at > app_now() - ${personalDays}::int * interval '1 day' ${orIsOwn(ctx)} as is_recent,
      case when a.id is not null then jsonb_build_object('id', a.id, 'provider', a.provider, 'title', a.title, 'credentials', a.credentials) end as account,
      ${methodTitle} as method_title,
      coalesce(a.is_on_delivery, false) as is_on_delivery
    from orders o
    left join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
    left join payment_accounts a on a.store_id = o.store_id and a.id = o.payment_account_id
    where o.store_id = ${ctx.storeId} and o.id = ${orderId}`);
  if (!row) throw new AppError("not_found", "order_not_found");
  const isMoneyTaken = row.payment_state !== "unpaid" && row.payment_state !== "authorized";
  const isDigital = row.quote.lines.some((line) => line.isDigital);
  const [[reserved], fulfilments, downloads, [invoiced]] = await readTogether(
    ctx,
    asked((row.is_cancelled || !isMoneyTaken) && reservedFor(ctx, orderId)),
    asked(row.fulfilment_state !== "unfulfilled" && fulfilmentsOf(ctx, orderId)),
    asked(isDigital && downloadsOf(ctx, orderId)),
    asked(
      row.has_invoice &&
        sql<{ invoice: OrderInvoice }>`
          select ${invoiceOf} as invoice from orders o where o.store_id = ${ctx.storeId} and o.id = ${orderId}`,
    ),
  );
  return {
    ref: input.order,
    number: row.number,
    isCancelled: row.is_cancelled,
    placedAt: row.placed_at,
    isTest: row.is_test,
    paymentState: row.payment_state,
    fulfilmentState: row.fulfilment_state,
    lines: row.quote.lines.map((line) => lineView(line, row.currency, true)),
    totals: totalsView(row.quote, ctx.locale),
    paid: { amount: row.paid, currency: row.currency },
    reserved: reserved ?? null,
    refunded: { amount: row.refunded, currency: row.currency },
    shippingName: row.shipping_name,
    pickup: row.quote.pickup ?? null,
    methodTitle: localized(row.method_title, ctx.locale),
    isOnDelivery: row.is_on_delivery,
    instructions: await instructionsOf(ctx, row),
    fulfilments,
    downloads:
      isDigital && downloads.length === 0 && !row.is_cancelled ? null : await downloadViews(ctx, downloads),
    invoice: invoiced
      ? { ...invoiced.invoice, request: row.is_recent ? invoiced.invoice.request : null }
      : null,
    contact: row.is_recent
      ? { email: row.email ?? "", phone: row.phone ?? "", address: { ...emptyAddress, ...row.address } }
      : null,
  };
}
