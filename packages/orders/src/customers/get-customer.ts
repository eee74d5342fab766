import { addressesOf, idsOf } from "@hutong/customers";
import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { netInShop } from "../net-in-shop.ts";
import type { OrderStates } from "../transitions.ts";

type Head = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  note: string;
  groupId: string | null;
  hasAccount: boolean;
  provenAt: Date | null;
  createdAt: Date;
  erasedAt: Date | null;
  lastAddress: Record<string, string> | null;
};

type CustomerOrder = OrderStates & {
  id: string;
  number: number;
  placedAt: Date;
  total: number;
  paid: number;
  refunded: number;
  /** What came in and was not given back, in the store's currency. */
  net: number;
  currency: string;
  isOnDelivery: boolean;
};

const mostOrders = 100;

/** Everything staff see of a customer: contacts, addresses, their newest orders, the note. Throws `customer_not_found`. */
export async function getCustomer(ctx: StoreContext, input: { id: string }) {
  authorize(ctx, "orders.getCustomer");
  const { id } = input;
  if (!isId<"customer">(id)) throw new AppError("not_found", "customer_not_found");
  const [[head], contacts, addresses, orders] = await ctx.read(
    sql<Head>`select id, name, email, phone, note, group_id as "groupId", not is_guest as "hasAccount", proven_at as "provenAt", created_at as "createdAt",
        erased_at as "erasedAt", address as "lastAddress"
      from customers where store_id = ${ctx.storeId} and id = ${id} and merged_into is null`,
    sql<{ contact: string }>`select contact from customers
      where store_id = ${ctx.storeId} and id in (${idsOf(ctx, id)}) and erased_at is null order by created_at`,
    addressesOf(ctx, id),
    sql<CustomerOrder>`select o.id, o.number, o.placed_at as "placedAt", o.state, o.payment_state as "paymentState",
        o.fulfilment_state as "fulfilmentState", o.total, o.paid, o.refunded, ${netInShop(ctx, fragment`o`)} as net, o.currency, a.is_on_delivery as "isOnDelivery"
      from orders o join payment_accounts a on a.store_id = o.store_id and a.id = o.payment_account_id
      where o.store_id = ${ctx.storeId} and o.customer_id in (${idsOf(ctx, id)})
      order by o.number desc limit ${mostOrders}::int`,
  );
  if (!head) throw new AppError("not_found", "customer_not_found");
  return { ...head, contacts: contacts.map(({ contact }) => contact), addresses, orders };
}

export type StaffCustomer = Awaited<ReturnType<typeof getCustomer>>;
