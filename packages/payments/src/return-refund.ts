import { fragment, sql, type WriteContext } from "@hutong/db";
import type { LocalizedText } from "@hutong/kernel";
import { ledgerSource } from "@hutong/ledger";
import { type RefundToBook, refundRows, returnRows } from "./refund-ledger.ts";

/** What the provider said of it, or what its bill shows; `isBilled`: the bill has both the way out and the way back. */
export type Return =
  | { readonly isBilled: false; readonly merchant: LocalizedText }
  | { readonly isBilled: true };

const billed: LocalizedText = {
  "zh-CN": "账单显示这笔退款没有到顾客手里，钱退回了您的账户。请与顾客另商退法。",
  en: "The bill shows that this refund did not reach the customer: the money is back in your account. Agree with them on another way.",
};

/**
 * Takes back a refund that failed after its money went out: it counts no more, and the ledger has both ways. Once for a
 * refund, however often and by whomever it is told. One that never counted as made is booked, out and back, where a bill
 * shows both. Answers false when there was nothing to take back.
 */
export async function returnRefund(
  tx: WriteContext,
  refund: RefundToBook & { readonly paymentId: string },
  back: Return,
): Promise<boolean> {
  const [before] = await tx.run(sql<{ state: string }>`
    select state from refunds where store_id = ${tx.storeId} and id = ${refund.id} and returned_at is null for update`);
  if (!before) return false;
  const wasMade = before.state === "succeeded";
  if (!wasMade && !back.isBilled) return false;
  const note = back.isBilled ? billed : back.merchant;
  tx.send(sql`update refunds set state = 'failed', returned_at = app_now(), updated_at = app_now(),
      merchant_note = ${back.isBilled ? fragment`coalesce(merchant_note, ${note}::jsonb)` : fragment`${note}::jsonb`}
    where store_id = ${tx.storeId} and id = ${refund.id}`);
  if (wasMade)
    tx.send(sql`update payments set refunded = refunded - ${refund.amount}::bigint
      where store_id = ${tx.storeId} and id = ${refund.paymentId}`);
  const rows = [...(wasMade ? [] : refundRows(refund)), ...returnRows(refund)];
  await tx.run(sql`with booked as (${ledgerSource(tx, rows, fragment`true`)}) select 1`);
  tx.emit({ kind: "refund.failed", subject: ["refund", refund.id], data: { isReturned: true } });
  // Whoever counts what was given back counts anew.
  tx.enqueue("refund-failed", { refundId: refund.id });
  return true;
}
