import { type Actor, authorize, holds, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { type AuthorizationState, isByHand } from "@hutong/payments";
import { priceTree } from "@hutong/pricing";
import { isDigital } from "./downloads/grant-downloads.ts";
import { downloadsOf } from "./downloads/list-downloads.ts";
import type { FrozenLine, KeptQuote } from "./frozen-quote.ts";
import { invoiceOf } from "./invoice-of.ts";
import type { OrderInvoice } from "./invoices.ts";
import { methodTitle } from "./method-title.ts";
import { allowed, type OrderStates } from "./transitions.ts";

type OrderRow = OrderStates & {
  id: string;
  number: number;
  checkoutId: string;
  placedAt: Date;
  paidAt: Date | null;
  customerName: string;
  email: string | null;
  phone: string | null;
  address: Record<string, string> | null;
  note: string;
  currency: string;
  subtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
  paid: number;
  refunded: number;
  /** What gift cards paid of it; a part of `paid`. */
  tendered: number;
  quote: KeptQuote;
  /** The 发票 that was asked for; null where none was. */
  invoice: OrderInvoice | null;
  shippingName: string;
  methodTitle: Record<string, string>;
  provider: string;
  /** Whether the courier brings the money. */
  isOnDelivery: boolean;
  isTest: boolean;
  previousId: string | null;
  nextId: string | null;
};

export interface StaffOrderLine {
  readonly id: string;
  readonly productId: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string | null;
  readonly picture: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly total: number;
  readonly fulfilledQuantity: number;
  /** What was filled in for it: "Engraving: 林". */
  readonly properties: NonNullable<FrozenLine["properties"]>;
  /** What is in one of it; empty where it is no bundle. */
  readonly parts: NonNullable<FrozenLine["parts"]>;
}

export interface StaffPayment {
  readonly id: string;
  readonly provider: string;
  readonly providerPaymentId: string;
  readonly amount: number;
  readonly refunded: number;
  /** What disputes hold of it, or have taken for good. */
  readonly disputed: number;
  readonly use: "applied" | "surplus" | "parked";
  readonly capturedAt: Date;
}

/** What a gift card paid of an order. */
export interface StaffTender {
  readonly id: string;
  /** The last four characters of its code. */
  readonly last: string;
  readonly amount: number;
  readonly refunded: number;
}

export interface StaffEvent {
  readonly number: number;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly data: Record<string, unknown>;
  readonly at: Date;
}

const forbidden = { allowed: false, reason: "forbidden" };
/** Money that is reserved for the order. Amounts in minor units of `currency`. */
export interface StaffAuthorization {
  readonly amount: number;
  readonly currency: string;
  /** When it lapses by itself; null where the provider does not say. */
  readonly expiresAt: Date | null;
  /** "capturing" and "voiding": asked for, and not done yet. */
  readonly state: AuthorizationState;
  readonly captureAmount: number | null;
  /** Whether it is taken by itself when the last parcel leaves. */
  readonly isOnFulfilment: boolean;
}

const withBank = { allowed: false, reason: "payment_disputed" };
/** Its provider's books would miss what staff say has come. */
const notByHand = { allowed: false, reason: "payment_not_by_hand" };

// Nothing is left to give back, since a dispute has it.
function isWithBank(payments: readonly StaffPayment[], tenders: readonly StaffTender[]): boolean {
  const canFill = tenders.some(({ amount, refunded }) => amount > refunded);
  const applied = payments.filter(({ use }) => use === "applied");
  const left = applied.reduce((sum, one) => sum + Math.max(0, one.amount - one.refunded - one.disputed), 0);
  return left === 0 && !canFill && applied.some(({ disputed }) => disputed > 0);
}

// Cancelling gives back what is left or reserved, which not everybody may who cancels.
function mayNotCancel(
  actor: Actor,
  order: OrderRow,
  payments: readonly StaffPayment[],
  authorization: StaffAuthorization | undefined,
): boolean {
  if (holds(actor, "payments.write")) return false;
  const applied = payments.filter(({ use }) => use === "applied");
  const kept = applied.reduce((sum, one) => sum + one.amount - one.disputed, order.tendered);
  const isReserved = authorization && authorization.state !== "captured" && authorization.state !== "voided";
  return isReserved || kept > order.refunded;
}

/** Everything staff see of an order, with the actions it allows. Amounts in minor units of `currency`. Throws `order_not_found`. */
export async function getOrderForStaff(ctx: StoreContext, input: { id: string }) {
  authorize(ctx, "orders.getOrderForStaff");
  if (!isId(input.id)) throw new AppError("not_found", "order_not_found");
  const { storeId } = ctx;
  const [[row], lines, payments, fulfilments, events, [authorization], tenders] = await ctx.read(
    sql<OrderRow>`
      select o.id, o.number, o.checkout_id as "checkoutId", o.state, o.payment_state as "paymentState",
        o.fulfilment_state as "fulfilmentState", o.placed_at as "placedAt", o.paid_at as "paidAt", c.name as "customerName",
        o.email, o.phone, o.address, o.note, o.currency, o.subtotal, o.discount, o.shipping, o.tax, o.total, o.paid, o.refunded, o.tendered,
        o.quote, ${invoiceOf} as invoice, o.shipping_name as "shippingName", ${methodTitle} as "methodTitle",
        coalesce(a.provider, '') as provider, coalesce(a.is_on_delivery, false) as "isOnDelivery", o.is_test as "isTest",
        (select p.id from orders p where p.store_id = o.store_id and p.number < o.number order by p.number desc limit 1) as "previousId",
        (select n.id from orders n where n.store_id = o.store_id and n.number > o.number order by n.number limit 1) as "nextId"
      from orders o
      join customers c on c.store_id = o.store_id and c.id = o.customer_id
      left join payment_accounts a on a.store_id = o.store_id and a.id = o.payment_account_id
      where o.store_id = ${storeId} and o.id = ${input.id}`,
    sql<Omit<StaffOrderLine, "properties" | "parts">>`
      select id, product_id as "productId", title, variant_title as "variantTitle", sku, picture, quantity,
        unit_price as "unitPrice", total, fulfilled_quantity as "fulfilledQuantity"
      from order_lines where store_id = ${storeId} and order_id = ${input.id} order by position`,
    sql<StaffPayment>`
      select p.id, a.provider, p.provider_payment_id as "providerPaymentId", p.amount, p.refunded, p.disputed, p.use, p.captured_at as "capturedAt"
      from payment_attempts t
      join payments p on p.store_id = t.store_id and p.attempt_id = t.id
      join payment_accounts a on a.store_id = p.store_id and a.id = p.account_id
      where t.store_id = ${storeId} and t.purpose = 'checkout' and t.reference_id = (
        select checkout_id::text from orders where store_id = ${storeId} and id = ${input.id})
      order by p.captured_at, p.id`,
    sql<{
      id: string;
      carrier: string;
      trackingNumber: string;
      lines: { lineId: string; quantity: number }[];
      createdAt: Date;
      /** Whether the provider that wants to know of the parcel was told; null when none does. */
      report: { state: "pending" | "reported" | "failed"; reason: Record<string, string> | null } | null;
    }>`
      select f.id, f.carrier, f.tracking_number as "trackingNumber", f.lines, f.created_at as "createdAt",
        case when r.fulfilment_id is not null then jsonb_build_object('state', r.state, 'reason', r.reason) end as report
      from fulfilments f
      left join shipment_reports r on r.store_id = f.store_id and r.fulfilment_id = f.id
      where f.store_id = ${storeId} and f.order_id = ${input.id} order by f.created_at, f.id`,
    sql<StaffEvent>`
      select number, kind, actor_kind as "actorKind", actor_id as "actorId", data, at
      from events where store_id = ${storeId} and subject_kind = 'order' and subject_id = ${input.id} order by number`,
    sql<StaffAuthorization>`
      select h.amount, h.currency, h.expires_at as "expiresAt", h.state, h.capture_amount as "captureAmount",
        t.request->>'capture' is not distinct from 'on-fulfilment' as "isOnFulfilment"
      from orders o
      join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
      join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
      join payment_authorizations h on h.store_id = k.store_id and h.attempt_id = k.attempt_id
      where o.store_id = ${storeId} and o.id = ${input.id}`,
    sql<StaffTender>`
      select t.gift_card_id as id, g.last_characters as last, t.amount, t.refunded
      from checkout_tenders t join gift_cards g on g.store_id = t.store_id and g.id = t.gift_card_id
      where t.store_id = ${storeId} and t.state = 'captured' and t.checkout_id = (
        select checkout_id from orders where store_id = ${storeId} and id = ${input.id}) order by t.position`,
  );
  if (!row) throw new AppError("not_found", "order_not_found");
  const { quote, ...order } = row;
  const [downloads] = isDigital(quote) ? await ctx.read(downloadsOf(ctx, input.id)) : [[]];
  const can = allowed(order);
  if (can.cancel.allowed && mayNotCancel(ctx.actor, row, payments, authorization)) can.cancel = forbidden;
  return {
    ...order,
    pickup: quote.pickup ?? null,
    isByHand: isByHand(order.provider),
    /** Where every cent of the total comes from. */
    tree: priceTree(quote),
    // Lines of the order stand in the quote's order.
    lines: lines.map((line, index) => ({
      ...line,
      properties: quote.lines[index]?.properties ?? [],
      parts: quote.lines[index]?.parts ?? [],
    })),
    payments,
    tenders,
    fulfilments,
    downloads,
    events,
    authorization: authorization ?? null,
    can: {
      ...can,
      ...(isWithBank(payments, tenders) ? { refund: withBank } : {}),
      ...(isByHand(order.provider) || !can.markPaid.allowed ? {} : { markPaid: notByHand }),
    },
  };
}

export type StaffOrder = Awaited<ReturnType<typeof getOrderForStaff>>;
