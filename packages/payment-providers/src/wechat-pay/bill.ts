import { createHash } from "node:crypto";
import { money } from "@hutong/kernel";
import { z } from "zod";
import type { Statement, StatementLine } from "../statement.ts";
import { toAttemptId } from "../trade-number.ts";
import { yuanToFen } from "../yuan.ts";
import type { Account } from "./account.ts";
import { queryOf } from "./addressing.ts";
import { type BillRow, billRows } from "./bill-rows.ts";
import { presentCode } from "./error-codes.ts";
import { toRequestKey } from "./numbers.ts";
import { merchantText } from "./refusals.ts";

const Bill = z.object({
  hash_type: z.literal("SHA1"),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url(),
});

function toLine(account: Account, row: BillRow): StatementLine {
  // A service provider's bill may hold all of its sub-merchants: what was asked for is one of them.
  const { sub_mchid } = account.address.part;
  if (sub_mchid !== undefined && row("特约商户号") !== sub_mchid)
    throw new Error("bill with a row of another sub-merchant");
  const currency = row("货币种类");
  const common = {
    attemptId: toAttemptId(row("商户订单号")),
    paymentId: row("微信订单号"),
    fee: money(yuanToFen(row("手续费")), currency),
    occurredAt: row("交易时间"),
  };
  const state = row("交易状态");
  if (state === "SUCCESS")
    return { ...common, kind: "payment", amount: money(yuanToFen(row("订单金额")), currency) };
  if (state !== "REFUND" && state !== "REVOKED") throw new Error(`bill row in an unknown state: ${state}`);
  return {
    ...common,
    kind: "refund",
    refundId: row("微信退款单号"),
    requestKey: toRequestKey(row("商户退款单号")),
    amount: money(yuanToFen(row("申请退款金额")), currency),
  };
}

// The file itself is not signed; its hash came in a signed answer.
async function* hashed(chunks: AsyncIterable<Uint8Array>, sha1: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha1");
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha1.toLowerCase()) throw new Error("bill altered: its SHA-1 is another");
}

async function* linesOf(account: Account, bill: z.infer<typeof Bill>): AsyncGenerator<StatementLine> {
  const chunks = await account.client.download(bill.download_url);
  for await (const row of billRows(hashed(chunks, bill.hash_value))) yield toLine(account, row);
}

/**
 * The trade bill of a day in China's time, `yyyy-mm-dd`: ready after ten the next morning, kept for three months.
 * Not compressed, so that there is one reading of what the hash is over.
 */
export async function statement(account: Account, day: string): Promise<Statement> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a day: ${day}`);
  const path = `/v3/bill/tradebill${queryOf({ bill_date: day, bill_type: "ALL", ...account.address.part })}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "ok") return { kind: "ready", lines: linesOf(account, Bill.parse(answer.body)) };
  const code = presentCode(answer.code);
  if (code === "NO_STATEMENT_EXIST") return { kind: "empty" };
  if (code === "STATEMENT_CREATING" || answer.status === 429) return { kind: "not-ready" };
  throw new Error(`bill refused: ${merchantText(answer).en}`);
}
