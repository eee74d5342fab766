import { authorize, rowset, type StoreContext, sql } from "@hutong/db";
import type { StatementLine } from "@hutong/payment-providers";
import { findAccount, openAccount } from "../accounts.ts";
import { type BillClaim, keepClaim, putOffBill } from "./claim-bill.ts";
import { judgeLines, planForSize } from "./judge-lines.ts";

const batch = 1000;

const columns = {
  line: "int",
  kind: "text",
  movement: "text",
  attempt_id: "uuid",
  provider_payment_id: "text",
  provider_refund_id: "text",
  request_key: "text",
  provider_dispute_id: "text",
  provider_movement_id: "text",
  amount: "bigint",
  currency: "text",
  fee: "bigint",
  fee_currency: "text",
  occurred_at: "text",
};

// Some providers number a payment's refunds apart from those of other payments.
function movementOf({ kind, paymentId, refundId, disputeId, movementId, amount }: StatementLine): string {
  if (kind === "payment") return `payment:${paymentId}`;
  if (kind === "dispute") return `dispute:${disputeId ?? ""}/${movementId ?? ""} of ${paymentId}`;
  return `refund${amount.amount < 0 ? "-return" : ""}:${refundId ?? ""} of ${paymentId}`;
}

const rowOf = (line: StatementLine, number: number) => ({
  line: number,
  kind: line.kind,
  movement: movementOf(line),
  attempt_id: line.attemptId,
  provider_payment_id: line.paymentId,
  provider_refund_id: line.refundId ?? null,
  request_key: line.requestKey ?? null,
  provider_dispute_id: line.disputeId ?? null,
  provider_movement_id: line.movementId ?? null,
  amount: line.amount.amount,
  currency: line.amount.currency,
  fee: line.fee.amount,
  fee_currency: line.fee.currency,
  occurred_at: line.occurredAt,
});

type LineRow = ReturnType<typeof rowOf>;

async function stage(ctx: StoreContext, bill: BillClaim, rows: readonly LineRow[]): Promise<void> {
  await ctx.write(async (tx) => {
    await keepClaim(tx, bill, rows.at(-1)!.line);
    tx.send(sql`
      insert into bill_lines (store_id, account_id, day, reading, line, kind, movement, attempt_id, provider_payment_id, provider_refund_id,
        request_key, provider_dispute_id, provider_movement_id, amount, currency, fee, fee_currency, occurred_at)
      select ${tx.storeId}::uuid, ${bill.accountId}::uuid, ${bill.day}, ${bill.claim}::uuid, l.line, l.kind, l.movement, l.attempt_id, l.provider_payment_id,
        l.provider_refund_id, l.request_key, l.provider_dispute_id, l.provider_movement_id, l.amount, l.currency, l.fee, l.fee_currency, l.occurred_at
      from ${rowset("l", columns, rows)}`);
  });
}

// Nothing of it counts yet, whatever happens on the way.
async function stageAll(
  ctx: StoreContext,
  bill: BillClaim,
  lines: AsyncIterable<StatementLine>,
): Promise<number> {
  let count = 0;
  let rows: LineRow[] = [];
  for await (const line of lines) {
    count += 1;
    rows.push(rowOf(line, count));
    if (rows.length < batch) continue;
    await stage(ctx, bill, rows);
    rows = [];
  }
  if (rows.length > 0) await stage(ctx, bill, rows);
  return count;
}

// From one moment to the next these lines are the bill, and what was said of the ones before is judged anew.
async function adopt(ctx: StoreContext, bill: BillClaim, count: number): Promise<void> {
  await ctx.write(async (tx) => {
    await keepClaim(tx, bill, count);
    await tx.run(sql`update bills set reading = ${bill.claim}, lines = ${count}::int
      where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day}`);
    tx.send(sql`delete from bill_lines where store_id = ${tx.storeId} and account_id = ${bill.accountId} and day = ${bill.day}
      and reading <> ${bill.claim}`);
    planForSize(tx);
    await judgeLines(tx, bill);
  });
}

/**
 * Reads a bill from the provider as it streams in, and finds the differences line by line. False when it is not ready and
 * was put off. Throws when the provider refused it, or it turned out altered or cut short: then it changed nothing.
 */
export async function readBill(ctx: StoreContext, bill: BillClaim): Promise<boolean> {
  authorize(ctx, "payments.reconcileBill");
  const { connected } = await openAccount(ctx, await findAccount(ctx, bill.accountId));
  if (!connected.statement) throw new Error("the provider writes no bills");
  const statement = await connected.statement(bill.day);
  if (statement.kind === "not-ready") {
    await putOffBill(ctx, bill, null);
    return false;
  }
  const count = statement.kind === "ready" ? await stageAll(ctx, bill, statement.lines) : 0;
  await adopt(ctx, bill, count);
  return true;
}
