import { createHash, randomBytes } from "node:crypto";
import { chinaTime, keyOf, type Order, type Refund } from "./books.ts";
import type { Merchant } from "./merchants.ts";
import { isOf, partyOf } from "./parties.ts";
import type { Platform } from "./platform.ts";
import { parameterError, Refused } from "./refused.ts";

const dayMs = 86_400_000;
const chinaMs = 8 * 3_600_000;

const columns =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const summaryColumns =
  "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";

const yuan = (fen: number) =>
  `${fen < 0 ? "-" : ""}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, "0")}`;
/** 0.60 %, to the nearest fen. */
const feeOf = (fen: number) => Math.round((fen * 6) / 1000);
const cell = (text: string) => (text.includes(",") ? text.replaceAll(",", "\\ ") : text);
const line = (cells: readonly string[]) => `\`${cells.join(",`")}`;
const billTime = (ms: number) => chinaTime(ms).slice(0, 19).replace("T", " ");

function row(order: Order, at: number, refund: Refund | null): string {
  const fee = refund ? -feeOf(refund.amount) : feeOf(order.total);
  const types = { jsapi: "JSAPI", native: "NATIVE", h5: "MWEB" };
  return line([
    billTime(at),
    order.appid,
    order.mchid,
    order.subMchid ?? "0",
    "",
    order.transactionId!,
    order.outTradeNo,
    order.payer!,
    types[order.product],
    refund ? "REFUND" : "SUCCESS",
    "OTHERS",
    "CNY",
    yuan(refund ? 0 : order.total),
    "0.00",
    refund?.refundId ?? "0",
    refund?.outRefundNo ?? "0",
    yuan(refund?.amount ?? 0),
    "0.00",
    refund ? "ORIGINAL" : "",
    // As it was when the row was written; bills are never updated.
    refund ? "PROCESSING" : "",
    cell(order.description),
    cell(order.attach ?? ""),
    `${yuan(fee)}000`,
    "0.60%",
    yuan(refund ? 0 : order.total),
    yuan(refund?.amount ?? 0),
    "",
  ]);
}

/** The day's bill as a file: BOM, backticks, CRLF; null for a day without movements. `from` in milliseconds. */
function fileOf(platform: Platform, isAsked: (one: Order | Refund) => boolean, from: number): Buffer | null {
  const isOfDay = (at: number | null) => at !== null && at >= from && at < from + dayMs;
  const orders = [...platform.orders.values()].filter((one) => isAsked(one) && isOfDay(one.paidAt));
  const refunds = [...platform.refunds.values()].filter((one) => isAsked(one) && isOfDay(one.createdAt));
  if (orders.length + refunds.length === 0) return null;
  const paid = orders.reduce((sum, one) => sum + one.total, 0);
  const given = refunds.reduce((sum, one) => sum + one.amount, 0);
  const rows = [
    ...orders.map((one) => row(one, one.paidAt!, null)),
    ...refunds.map((one) => row(platform.orders.get(keyOf(one.mchid, one.outTradeNo))!, one.createdAt, one)),
  ];
  const summary = [String(rows.length), yuan(paid), yuan(given), "0.00", "0.00", yuan(paid), yuan(given)];
  return Buffer.from(`\ufeff${[columns, ...rows, summaryColumns, line(summary)].join("\r\n")}\r\n`);
}

// A service provider that names nobody gets the bill of all its sub-merchants.
function asked(
  platform: Platform,
  merchant: Merchant,
  subMchid: string | null,
): (one: Order | Refund) => boolean {
  if (merchant.subMerchants && subMchid === null) return (one) => one.mchid === merchant.mchid;
  const party = partyOf(merchant, subMchid ?? undefined);
  if (platform.faults.bill === "of-all") return (one) => one.mchid === merchant.mchid;
  return (one) => isOf(party, one);
}

/** Where to get a day's trade bill, for 5 minutes, and its SHA-1. */
export function tradeBill(platform: Platform, merchant: Merchant, query: URLSearchParams): object {
  const day = query.get("bill_date") ?? "";
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) - chinaMs : Number.NaN;
  if (Number.isNaN(from)) throw parameterError("bill_date", "格式错误");
  if (!["ALL", null].includes(query.get("bill_type"))) throw parameterError("bill_type", "模拟器只有ALL");
  const now = platform.clock.now().getTime();
  if (now < from + dayMs) throw new Refused(400, "INVALID_REQUEST", "不能下载当日及以后的账单");
  if (now > from + 93 * dayMs) throw new Refused(400, "INVALID_REQUEST", "仅支持三个月内的账单");
  if (now < from + dayMs + 10 * 3_600_000) throw new Refused(400, "STATEMENT_CREATING", "账单生成中");
  const file = fileOf(platform, asked(platform, merchant, query.get("sub_mchid")), from);
  if (!file) throw new Refused(400, "NO_STATEMENT_EXIST", "账单文件不存在");
  const token = randomBytes(16).toString("hex");
  platform.downloads.set(token, {
    mchid: merchant.mchid,
    body: broken(platform, file),
    until: now + 300_000,
  });
  return {
    hash_type: "SHA1",
    hash_value: createHash("sha1").update(file).digest("hex"),
    download_url: `${platform.origin}/v3/billdownload/file?token=${token}`,
  };
}

function broken(platform: Platform, file: Buffer): Buffer {
  if (platform.faults.bill === "cut") return file.subarray(0, -40);
  if (platform.faults.bill !== "altered") return file;
  return Buffer.from(file.toString("utf8").replace(/`(\d+)\.(\d\d),`/, "`9$1.$2,`"));
}

/** A bill's file, to the merchant that asked for it. */
export function billFile(platform: Platform, merchant: Merchant, query: URLSearchParams): Buffer {
  const download = platform.downloads.get(query.get("token") ?? "");
  if (!download || download.mchid !== merchant.mchid || download.until < platform.clock.now().getTime())
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "文件不存在");
  return download.body;
}
