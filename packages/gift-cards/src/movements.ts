import { fragment, type WriteContext } from "@hutong/db";
import { ledgerPairs } from "@hutong/ledger";

/**
 * CTEs that write movements of gift cards and what they mean in the ledger. `from` is an item of FROM under the alias `m` with
 * the columns `gift_card_id`, `kind`, `balance` and `held` (what each adds), `currency`, `checkout_id` and `note`. What the shop
 * owes for cards is the account `gift-cards`; it comes from `gift-cards-granted` (issued, corrected) and ends as `sales`.
 */
export function movementCtes(tx: WriteContext, from: object): object {
  const money = fragment`(select case kind when 'capture' then 'sales' when 'refund' then 'refunds' else 'gift-cards-granted' end as debit,
      'gift-cards' as credit, balance + held as amount, currency, 'gift-card' as kind, 'gift-card-movement' as reference_kind,
      id::text as reference_id from moves) m`;
  return fragment`moves as materialized (select gen_random_uuid() as id, m.* from ${from}), moved as (
      insert into gift_card_movements (store_id, id, gift_card_id, kind, balance, held, checkout_id, note, at)
      select ${tx.storeId}::uuid, id, gift_card_id, kind, balance, held, checkout_id, note, app_now() from moves
      returning id
    ), moved_money as (${ledgerPairs(tx, money)})`;
}
