import { contactOf } from "@hutong/customers";
import { list, type StoreContext, sql } from "@hutong/db";
import {
  type CustomerFacts,
  compileDiscount,
  compiledDiscounts,
  type Judged,
  judgeDiscounts,
  type Membership,
  nothingHolds,
} from "@hutong/pricing";
import type { LineRow } from "../cart-rows.ts";
import { lineId } from "../lines/line-id.ts";
import type { HeadRow } from "../read-checkout.ts";
import { type Contact, customerKeys } from "./customer-keys.ts";

const noMembership: Membership = new Map();
const nothingHeld: ReadonlySet<string> = new Set();

async function membershipOf(ctx: StoreContext, rows: readonly LineRow[]): Promise<Membership> {
  const products = list([...new Set(rows.map((row) => row.product_id))]);
  const [found] = await ctx.read(sql<{ product_id: string; collections: string[] }>`
    select product_id, jsonb_agg(collection_id) as collections from collection_products
    where store_id = ${ctx.storeId} and product_id = any(${products}::uuid[]) group by product_id`);
  return new Map(found.map((row) => [row.product_id, row.collections]));
}

async function factsOf(ctx: StoreContext, contact: Contact): Promise<CustomerFacts | null> {
  const keys = customerKeys(ctx, contact);
  if (keys.length === 0) return null;
  const contacts = [contactOf({ ...contact, phone: null }), contactOf({ ...contact, email: null })];
  const [[row]] = await ctx.read(sql<{ has_ordered: boolean; used_up: string[] }>`
    select exists (select 1 from customers c join orders o on o.store_id = c.store_id and o.customer_id = c.id
        where c.store_id = ${ctx.storeId} and c.contact = any(${list(contacts.filter((one) => one !== ""))}::text[])
          and o.state <> 'cancelled') as has_ordered,
      (select coalesce(jsonb_agg(distinct p.discount_id), '[]'::jsonb) from discounts d
        join discount_customers p on p.store_id = d.store_id and p.discount_id = d.id
        where d.store_id = ${ctx.storeId} and p.customer = any(${list(keys)}::text[])
          and p.uses >= case when d.is_first_order_only then 1 else d.most_per_customer end) as used_up`);
  return { hasOrdered: row!.has_ordered, usedUp: new Set(row!.used_up) };
}

/**
 * The discounts that hold for a cart: the store's automatic ones and those of its codes. Sends nothing where neither is for some
 * collections or customers only, and for a store without discounts does nothing at all.
 */
export async function findDiscounts(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
  contact: Contact | null,
): Promise<Judged> {
  const automatic = compiledDiscounts(head.terms.automatic_discounts);
  const codes = head.codes ?? [];
  if (automatic.length + codes.length === 0) return nothingHolds;
  const named = codes.flatMap(({ discount }) => (discount ? [compileDiscount(discount)] : []));
  const all = named.length === 0 ? automatic : [...automatic, ...named];
  const isForCollections = all.some((one) => one.needsCollections);
  const isForSome = contact !== null && all.some((one) => one.needsCustomer);
  const membership = isForCollections ? await membershipOf(ctx, rows) : noMembership;
  const customer = isForSome ? await factsOf(ctx, contact) : null;
  const lines = rows.map((row) => ({
    id: lineId({ variantId: row.variant_id, mark: row.mark }),
    variantId: row.variant_id,
    productId: row.product_id,
    quantity: row.quantity,
    unitPrice: row.price,
  }));
  return judgeDiscounts(lines, automatic, codes, {
    now: head.now,
    marketId: head.terms.market_id,
    currency: head.terms.currency,
    customer,
    held: head.held_discounts.length > 0 ? new Set(head.held_discounts) : nothingHeld,
    membership,
  });
}
