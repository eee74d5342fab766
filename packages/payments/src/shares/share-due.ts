import { fragment, type WriteContext } from "@hutong/db";

/**
 * CTE `share_due` of a statement that records a refund: the platform's share of the payment is looked at, for what of it
 * goes back. Whatever its state, so that a share that is just being taken waits for the refund, or is looked at after it.
 */
export function shareDue(tx: WriteContext, paymentId: string, when: object): object {
  return fragment`share_due as (
      update payment_shares set next_at = app_now()
      where store_id = ${tx.storeId} and payment_id = ${paymentId} and ${when} returning payment_id)`;
}
