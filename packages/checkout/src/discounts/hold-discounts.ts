import { fragment, nothing, rowset, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import type { FrozenDiscount, KeptQuote } from "@hutong/orders";
import { holdSeconds } from "@hutong/payments";
import { giveBackUses } from "@hutong/pricing";
import { type Contact, customerKeys } from "./customer-keys.ts";

/** Thrown to roll back when a discount of a quote was used up by others; answered as an outcome. */
export class DiscountsGone extends Error {
  /** Ids of the discounts. */
  readonly gone: readonly string[];
  constructor(gone: readonly string[]) {
    super("discounts used up");
    this.gone = gone;
  }
}

/** Discounts of a quote whose uses are written down; none for nearly every quote. */
function countedOf(quote: KeptQuote): readonly FrozenDiscount[] {
  return quote.discounts?.filter((one) => one.isCounted) ?? [];
}

interface Holder extends Contact {
  readonly id: Id<"checkout">;
  readonly quote: KeptQuote | null;
}

const columns = { discount_id: "uuid", code_id: "uuid" };

/**
 * Takes one use of each counted discount of a checkout's quote, for `holdSeconds` or until `usedDiscounts` keeps it. Each limit is
 * decided by a conditional change of its row; those of a discount's codes and customers come under the lock of the discount's
 * row, and these are locked in the order of their ids. The caller has the checkout's lock, and stock before this.
 * Throws `DiscountsGone` for the caller to roll back.
 */
export async function holdDiscounts(tx: WriteContext, { id, quote, ...contact }: Holder): Promise<void> {
  const counted = quote ? countedOf(quote) : [];
  if (counted.length === 0) return;
  const rows = counted.map((one) => ({ discount_id: one.id, code_id: one.codeId }));
  const keys = customerKeys(tx, contact);
  const [taken] = await tx.run(sql<{ held: string[]; coded: string[]; people: string[] }>`
    with wanted as (select w.* from ${rowset("w", columns, rows)}),
    locked as (
      select d.id from discounts d where d.store_id = ${tx.storeId} and d.id in (select discount_id from wanted)
      order by d.id for no key update
    ), counted as (
      update discounts d set uses = d.uses + 1 from locked
      where d.store_id = ${tx.storeId} and d.id = locked.id and (d.most_uses is null or d.uses < d.most_uses)
      returning d.id, case when d.is_first_order_only then 1 else d.most_per_customer end as most
    ), coded as (
      update discount_codes c set uses = c.uses + 1 from wanted w join counted on counted.id = w.discount_id
      where c.store_id = ${tx.storeId} and c.id = w.code_id and c.discount_id = w.discount_id
        and (c.most_uses is null or c.uses < c.most_uses)
      returning c.discount_id
    ), people as (
      insert into discount_customers as p (store_id, discount_id, customer, uses)
      select ${tx.storeId}::uuid, counted.id, k.customer, 1
      from counted, jsonb_array_elements_text(${keys}::jsonb) as k(customer) order by 2, 3
      on conflict (store_id, discount_id, customer) do update set uses = p.uses + 1
        where p.uses < coalesce((select case when d.is_first_order_only then 1 else d.most_per_customer end from discounts d
          where d.store_id = p.store_id and d.id = p.discount_id), 2147483646)
      returning p.discount_id
    ), kept as (
      insert into discount_uses (store_id, checkout_id, discount_id, code_id, customers, state, expires_at, created_at)
      select ${tx.storeId}::uuid, ${id}::uuid, w.discount_id, w.code_id, ${keys}::jsonb, 'held',
        app_now() + ${holdSeconds}::int * interval '1 second', app_now()
      from wanted w join counted on counted.id = w.discount_id
    )
    select (select coalesce(jsonb_agg(id), '[]'::jsonb) from counted) as held,
      (select coalesce(jsonb_agg(discount_id), '[]'::jsonb) from coded) as coded,
      (select coalesce(jsonb_agg(discount_id), '[]'::jsonb) from people) as people`);
  const { held, coded, people } = taken!;
  const hasAll = (one: FrozenDiscount) =>
    held.includes(one.id) &&
    (one.codeId === null || coded.includes(one.id)) &&
    people.filter((discount) => discount === one.id).length === keys.length;
  const gone = counted.filter((one) => !hasAll(one)).map((one) => one.id);
  if (gone.length > 0) throw new DiscountsGone(gone);
}

/**
 * Gives back what a checkout holds of discounts; twice is as good as once. After `releaseStock`, and under the checkout's lock as it.
 */
export async function releaseDiscounts(tx: WriteContext, checkoutId: Id<"checkout">): Promise<number> {
  return await giveBackUses(tx, checkoutId, "held");
}

/** A CTE, with a comma before it, that keeps the uses that a checkout held: its order is placed. Nothing for most quotes. */
export function usedDiscounts(tx: WriteContext, { id, quote }: Omit<Holder, keyof Contact>): object {
  if (!quote || countedOf(quote).length === 0) return nothing;
  return fragment`, used_discounts as (
      update discount_uses set state = 'used', expires_at = null where store_id = ${tx.storeId} and checkout_id = ${id}
    )`;
}

/** A CTE, with a comma before it, that holds them as long as a payment by another method takes. */
export function prolongedDiscounts(tx: WriteContext, { id, quote }: Omit<Holder, keyof Contact>): object {
  if (!quote || countedOf(quote).length === 0) return nothing;
  return fragment`, prolonged_discounts as (
      update discount_uses set expires_at = app_now() + ${holdSeconds}::int * interval '1 second'
      where store_id = ${tx.storeId} and checkout_id = ${id} and state = 'held'
    )`;
}
