import { money } from "@hutong/kernel";
import { z } from "zod";
import type { Statement, StatementLine } from "../statement.ts";
import { toAttemptId } from "../trade-number.ts";
import { yuanToFen } from "../yuan.ts";
import type { Account } from "./account.ts";
import { billLines } from "./bill-file.ts";
import { type BillRow, billRows } from "./bill-rows.ts";
import { readChinaTime } from "./china-time.ts";
import { callLimit, isTooOften } from "./client.ts";
import { toRequestKey } from "./numbers.ts";
import { merchantText } from "./refusals.ts";

/** Milliseconds after a day's end by which its bill is there: Alipay promises it for the morning. */
const readyAfterMs = 12 * 3_600_000;
const dayMs = 86_400_000;

function fen(row: BillRow, column: string): number {
  return yuanToFen(row(column));
}

// Fees that were kept stand as negative numbers, those given back as positive ones.
function toLine(row: BillRow): StatementLine {
  const fee = fen(row, "服务费");
  const common = {
    attemptId: toAttemptId(row("商户订单号")),
    paymentId: row("支付宝交易号"),
    fee: money(fee === 0 ? 0 : -fee, "CNY"),
    occurredAt: row("完成时间"),
  };
  const amount = money(Math.abs(fen(row, "订单金额")), "CNY");
  if (row("业务类型") === "交易") return { ...common, kind: "payment", amount };
  const refundId = row("退款批次号/请求号");
  return { ...common, kind: "refund", refundId, requestKey: toRequestKey(refundId), amount };
}

async function* linesOf(account: Account, url: string): AsyncGenerator<StatementLine> {
  for await (const row of billRows(billLines(await account.client.download(url)))) yield toLine(row);
}

/**
 * The trade bill of a day in China's time, `yyyy-mm-dd`: a zip of two CSV files in GBK, ready the next morning. Its
 * address works for 30 seconds: read the lines at once. Alipay says the same of a day without movement and of a bill not
 * made yet; before noon it is taken for the latter.
 */
export async function statement(account: Account, day: string): Promise<Statement> {
  const start = readChinaTime(`${day} 00:00:00`);
  if (start === null) throw new RangeError(`not a day: ${day}`);
  const request = {
    method: "alipay.data.dataservice.bill.downloadurl.query",
    content: { bill_type: "trade", bill_date: day },
  };
  const answer = await account.client.call(request, callLimit());
  if (answer.kind === "ok") {
    const { bill_download_url } = z.object({ bill_download_url: z.url() }).parse(answer.body);
    return { kind: "ready", lines: linesOf(account, bill_download_url) };
  }
  if (isTooOften(answer)) return { kind: "not-ready" };
  if (!/bill_not_exist/i.test(answer.subCode)) throw new Error(`bill refused: ${merchantText(answer).en}`);
  const isLate = account.clock.now().getTime() >= start + dayMs + readyAfterMs;
  return { kind: isLate ? "empty" : "not-ready" };
}
