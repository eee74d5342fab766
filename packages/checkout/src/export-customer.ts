import { addressesOf, idsOf, ownId } from "@hutong/customers";
import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import { valuesStatement } from "@hutong/metafields";

/** Everything that a store keeps of one person, to be read by a machine. Amounts in minor units of their currency. */
export interface CustomerExport {
  readonly format: "hutong.customer/1";
  readonly exportedAt: string;
  readonly store: unknown;
  readonly customer: unknown;
  readonly contacts: readonly unknown[];
  readonly addresses: readonly unknown[];
  readonly sessions: readonly unknown[];
  readonly cart: readonly unknown[];
  readonly orders: readonly unknown[];
  readonly unfinishedCheckouts: readonly unknown[];
  readonly events: readonly unknown[];
  /** What the merchant keeps of them, and of their orders, in fields of the store's own. */
  readonly metafields: readonly unknown[];
}

async function collect(ctx: StoreContext, id: Id<"customer">): Promise<CustomerExport> {
  const { storeId } = ctx;
  const ids = idsOf(ctx, id);
  const [[head], contacts, addresses, sessions, cart, orders, checkouts, events, ownFields, orderFields] =
    await ctx.read(
      sql<{ store: unknown; customer: unknown; at: Date }>`
      select jsonb_build_object('id', s.store_id, 'name', s.name) as store, app_now() as at,
        jsonb_build_object('id', c.id, 'name', c.name, 'email', c.email, 'phone', c.phone, 'language', c.locale, 'lastAddress', c.address,
          'hasAccount', not c.is_guest, 'hasPassword', c.password_hash is not null, 'provenAt', c.proven_at, 'note', c.note,
          'createdAt', c.created_at, 'erasedAt', c.erased_at) as customer
      from customers c join stores s on s.store_id = c.store_id where c.store_id = ${storeId} and c.id = ${id}`,
      sql`select contact, proven_at as "provenAt", created_at as "createdAt" from customers
      where store_id = ${storeId} and id in (${ids}) order by created_at`,
      addressesOf(ctx, id),
      sql`select host, created_at as "createdAt", expires_at as "expiresAt" from customer_sessions
      where store_id = ${storeId} and customer_id = ${id} order by created_at`,
      sql`select l.variant_id as "variantId", l.quantity, l.added_at as "addedAt" from carts c
      join cart_lines l on l.store_id = c.store_id and l.cart_id = c.id
      where c.store_id = ${storeId} and c.customer_id = ${id} order by l.added_at`,
      sql`select o.number, o.placed_at as "placedAt", o.state, o.payment_state as "paymentState", o.fulfilment_state as "fulfilmentState",
        o.email, o.phone, o.address, o.note, o.currency, o.subtotal, o.discount, o.shipping, o.tax, o.total, o.paid, o.refunded,
        (select k.invoice from checkouts k where k.store_id = o.store_id and k.id = o.checkout_id) as invoice,
        (select coalesce(jsonb_agg(jsonb_build_object('title', l.title, 'variant', l.variant_title, 'quantity', l.quantity,
            'unitPrice', l.unit_price, 'total', l.total) order by l.position), '[]'::jsonb)
          from order_lines l where l.store_id = o.store_id and l.order_id = o.id) as lines,
        (select coalesce(jsonb_agg(jsonb_build_object('amount', p.amount, 'refunded', p.refunded, 'capturedAt', p.captured_at,
            'reference', p.provider_payment_id, 'from', t.request->'customer') order by p.captured_at), '[]'::jsonb)
          from payment_attempts t join payments p on p.store_id = t.store_id and p.attempt_id = t.id
          where t.store_id = o.store_id and t.purpose = 'checkout' and t.reference_id = o.checkout_id::text) as payments,
        (select coalesce(jsonb_agg(jsonb_build_object('carrier', f.carrier, 'trackingNumber', f.tracking_number, 'at', f.created_at)
            order by f.created_at), '[]'::jsonb)
          from fulfilments f where f.store_id = o.store_id and f.order_id = o.id) as parcels
      from orders o where o.store_id = ${storeId} and o.customer_id in (${ids}) order by o.number`,
      sql`select state, email, phone, address, note, currency, total, created_at as "createdAt", updated_at as "updatedAt"
      from checkouts where store_id = ${storeId} and customer_id = ${id} and order_id is null order by created_at`,
      sql`select kind, at from events where store_id = ${storeId} and subject_kind = 'customer' and subject_id = ${id} order by number`,
      valuesStatement(ctx, "CUSTOMER", ids),
      valuesStatement(
        ctx,
        "ORDER",
        fragment`select o.id from orders o where o.store_id = ${storeId} and o.customer_id in (${ids})`,
      ),
    );
  if (!head) throw new AppError("not_found", "customer_not_found");
  return {
    format: "hutong.customer/1",
    exportedAt: head.at.toISOString(),
    store: head.store,
    customer: head.customer,
    contacts,
    addresses: addresses.map(({ address, isDefault }) => ({ ...address, isDefault })),
    sessions,
    cart,
    orders,
    unfinishedCheckouts: checkouts,
    events,
    metafields: [...ownFields, ...orderFields],
  };
}

/** Everything kept of a customer of this store, and the event that it was handed out. Throws `customer_not_found`. */
export async function exportCustomer(ctx: StoreContext, input: { id: string }): Promise<CustomerExport> {
  authorize(ctx, "checkout.exportCustomer");
  const { id } = input;
  if (!isId<"customer">(id)) throw new AppError("not_found", "customer_not_found");
  const found = await collect(ctx, id);
  await ctx.write(async (tx) => {
    tx.emit({ kind: "customer.exported", subject: ["customer", id] });
  });
  return found;
}

/** Everything kept of who is signed in. Throws `sign_in_needed`. */
export async function exportOwnData(ctx: StoreContext): Promise<CustomerExport> {
  authorize(ctx, "checkout.exportOwnData");
  return await collect(ctx, ownId(ctx));
}
