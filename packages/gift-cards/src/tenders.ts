import { fragment, list, rowset, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { movementCtes } from "./movements.ts";

/** What one card is to pay of a checkout, in minor units of the checkout's currency. */
export interface Tender {
  readonly id: string;
  readonly amount: number;
}

/** Thrown to roll back when a card has less than it was to pay, or is good no more. */
export class TendersShort extends Error {
  constructor() {
    super("gift cards have less than they were to pay");
    this.name = "TendersShort";
  }
}

const columns = { id: "uuid", amount: "bigint", position: "int" };

// By the card's id, whatever order they pay in: two checkouts with the same cards take turns instead of waiting for each other.
const lockedCards = (tx: WriteContext, ids: object) => fragment`locked as materialized (
    select id from gift_cards where store_id = ${tx.storeId} and id = any(${ids}) order by id for update)`;

/**
 * Takes what cards are to pay out of their balances: for a checkout that waits for its payment (`held`), or for an order
 * (`captured`). The update's own condition decides; what a reader saw before does not. Throws `TendersShort`, after which the caller
 * rolls its transaction back. The checkout is locked before, stock after.
 */
export async function takeTenders(
  tx: WriteContext,
  input: {
    checkoutId: Id<"checkout">;
    tenders: readonly Tender[];
    currency: string;
    into: "held" | "captured";
  },
): Promise<void> {
  const { checkoutId, tenders, currency, into } = input;
  if (tenders.length === 0) return;
  const wanted = tenders.map(({ id, amount }, position) => ({ id, amount, position }));
  const held = into === "held" ? fragment`w.amount` : fragment`0::bigint`;
  const moves = fragment`(select id as gift_card_id, ${into === "held" ? "hold" : "capture"} as kind, -amount as balance, holding as held,
      currency, ${checkoutId}::uuid as checkout_id, '' as note from taken) m`;
  const rows = await tx.run(sql`
    with ${lockedCards(tx, fragment`${list(tenders.map(({ id }) => id))}::uuid[]`)}, taken as (
      update gift_cards g set balance = g.balance - w.amount, held = g.held + ${held}
      from locked join ${rowset("w", columns, wanted)} on w.id = locked.id
      where g.store_id = ${tx.storeId} and g.id = locked.id and g.balance >= w.amount and g.currency = ${currency}
        and g.state = 'active' and (g.expires_at is null or g.expires_at > app_now())
      returning g.id, g.currency, w.amount, w.position, ${held} as holding
    ), kept as (
      insert into checkout_tenders (store_id, checkout_id, gift_card_id, position, amount, refunded, currency, state)
      select ${tx.storeId}::uuid, ${checkoutId}::uuid, id, position, amount, 0, currency, ${into} from taken
      on conflict (store_id, checkout_id, gift_card_id) do update set position = excluded.position, amount = excluded.amount,
        refunded = 0, currency = excluded.currency, state = excluded.state
    ), ${movementCtes(tx, moves)}
    select id from taken`);
  if (rows.length < tenders.length) throw new TendersShort();
}

// What a checkout holds, its cards locked by their ids.
const heldOf = (tx: WriteContext, checkoutId: string) => fragment`held as materialized (
    select t.gift_card_id as id, t.amount, t.currency
    from (select * from checkout_tenders where store_id = ${tx.storeId} and checkout_id = ${checkoutId} and state = 'held'
      order by gift_card_id) t
    cross join lateral (select id from gift_cards where store_id = ${tx.storeId} and id = t.gift_card_id limit 1 for update) g)`;

const changed = (
  tx: WriteContext,
  checkoutId: string,
  state: "captured" | "released",
) => fragment`changed as (
    update checkout_tenders t set state = ${state} from held
    where t.store_id = ${tx.storeId} and t.checkout_id = ${checkoutId} and t.gift_card_id = held.id and t.state = 'held')`;

/** Turns what a checkout holds of cards into money of its order. The caller has the checkout's lock. */
export function captureTenders(tx: WriteContext, checkoutId: Id<"checkout">): void {
  const moves = fragment`(select id as gift_card_id, 'capture' as kind, 0::bigint as balance, -amount as held, currency,
      ${checkoutId}::uuid as checkout_id, '' as note from spent) m`;
  tx.send(sql`
    with ${heldOf(tx, checkoutId)}, ${changed(tx, checkoutId, "captured")}, spent as (
      update gift_cards g set held = g.held - held.amount from held where g.store_id = ${tx.storeId} and g.id = held.id
      returning g.id, g.currency, held.amount
    ), ${movementCtes(tx, moves)}
    select 1`);
}

/** Gives what a checkout holds of cards back to them. Answers how many cards; twice is as good as once. */
export async function releaseTenders(tx: WriteContext, checkoutId: Id<"checkout">): Promise<number> {
  const moves = fragment`(select id as gift_card_id, 'release' as kind, amount as balance, -amount as held, currency,
      ${checkoutId}::uuid as checkout_id, '' as note from freed) m`;
  const rows = await tx.run(sql`
    with ${heldOf(tx, checkoutId)}, ${changed(tx, checkoutId, "released")}, freed as (
      update gift_cards g set balance = g.balance + held.amount, held = g.held - held.amount
      from held where g.store_id = ${tx.storeId} and g.id = held.id
      returning g.id, g.currency, held.amount
    ), ${movementCtes(tx, moves)}
    select id from freed`);
  return rows.length;
}
