import { fragment, rowset, sql, type WriteContext } from "@hutong/db";
import { movementCtes } from "./movements.ts";
import type { Tender } from "./tenders.ts";

/** What a card paid of an order, and how much of it was not given back. Minor units of `currency`. */
export interface TenderLeft {
  readonly id: string;
  /** The last four characters of its code. */
  readonly last: string;
  readonly currency: string;
  readonly left: number;
}

/** What can still go back to the cards that paid a checkout's order, in the order in which they paid. The order is locked. */
export async function tendersLeft(tx: WriteContext, checkoutId: string): Promise<TenderLeft[]> {
  return await tx.run(sql<TenderLeft>`
    select t.gift_card_id as id, g.last_characters as last, t.currency, t.amount - t.refunded as left
    from checkout_tenders t join gift_cards g on g.store_id = t.store_id and g.id = t.gift_card_id
    where t.store_id = ${tx.storeId} and t.checkout_id = ${checkoutId} and t.state = 'captured' order by t.position`);
}

/** Gives money of an order back to the cards that paid it, expired and disabled ones too. The order is locked. */
export async function refundTenders(
  tx: WriteContext,
  input: { checkoutId: string; parts: readonly Tender[]; note: string },
): Promise<void> {
  const { checkoutId, parts, note } = input;
  if (parts.length === 0) return;
  const moves = fragment`(select id as gift_card_id, 'refund' as kind, amount as balance, 0::bigint as held, currency,
      ${checkoutId}::uuid as checkout_id, ${note} as note from filled) m`;
  const rows = await tx.run(sql`
    with locked as materialized (
      select g.id, w.amount from (select w.* from ${rowset("w", { id: "uuid", amount: "bigint" }, parts)} order by w.id) w
      cross join lateral (select id from gift_cards where store_id = ${tx.storeId} and id = w.id limit 1 for update) g
    ), given as (
      update checkout_tenders t set refunded = t.refunded + locked.amount from locked
      where t.store_id = ${tx.storeId} and t.checkout_id = ${checkoutId} and t.gift_card_id = locked.id and t.state = 'captured'
      returning t.gift_card_id as id, locked.amount
    ), filled as (
      update gift_cards g set balance = g.balance + given.amount from given where g.store_id = ${tx.storeId} and g.id = given.id
      returning g.id, g.currency, given.amount
    ), ${movementCtes(tx, moves)}
    select id from filled`);
  if (rows.length !== parts.length) throw new Error("a card that paid an order is gone");
}
