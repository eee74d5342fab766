import type { Incoming, Reply } from "@hutong/simulator";
import type { App } from "./apps.ts";
import { zipped } from "./bill-zip.ts";
import { chinaTime, newToken, type Refund, type Trade, yuan } from "./books.ts";
import { BillParameters, readContent } from "./parameters.ts";
import type { Platform } from "./platform.ts";
import { businessFailed, Refused } from "./refused.ts";

const dayMs = 86_400_000;

const columns =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
const summaryColumns =
  "门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）";
const rule = (name: string) =>
  `#-----------------------------------------${name}----------------------------------------`;

/** 0.60 %, to the nearest fen. */
const feeOf = (fen: number) => Math.round((fen * 6) / 1000);

interface Movement {
  readonly trade: Trade;
  readonly refund: Refund | null;
  readonly at: number;
  /** Fen, negative for a refund. */
  readonly amount: number;
  /** Fen, negative when it was kept. */
  readonly fee: number;
}

// Texts end in a tab, except names; nothing is quoted.
function row({ trade, refund, at, amount, fee }: Movement): string {
  const text = (value: string) => `${value}\t`;
  return [
    text(trade.tradeNo),
    text(trade.outTradeNo),
    text(refund ? "退款" : "交易"),
    trade.subject,
    chinaTime(trade.createdAt),
    chinaTime(at),
    text(""),
    text(""),
    text(""),
    text(""),
    text("*若水(159****5620)"),
    yuan(amount),
    yuan(amount),
    "0.00",
    "0.00",
    "0.00",
    "0.00",
    "0.00",
    "",
    text("0.00"),
    "0.00",
    text(refund?.outRequestNo ?? ""),
    yuan(fee),
    "0.00",
    trade.body ?? "",
  ].join(",");
}

function movementsOf(platform: Platform, app: App, from: number): Movement[] {
  const isOfDay = (at: number | null) => at !== null && at >= from && at < from + dayMs;
  const trades = [...platform.trades.values()].filter((one) => one.appId === app.appId);
  const payments = trades
    .filter((trade) => isOfDay(trade.paidAt))
    .map((trade) => ({
      trade,
      refund: null,
      at: trade.paidAt!,
      amount: trade.total,
      fee: -feeOf(trade.total),
    }));
  const refunds = trades.flatMap((trade) =>
    trade.refunds
      .filter((refund) => isOfDay(refund.doneAt))
      .map((refund) => ({
        trade,
        refund,
        at: refund.doneAt,
        amount: -refund.amount,
        fee: feeOf(refund.amount),
      })),
  );
  return [...payments, ...refunds];
}

const sum = (movements: readonly Movement[]) => yuan(movements.reduce((fen, one) => fen + one.amount, 0));

function filesOf(app: App, from: number, movements: readonly Movement[], isAltered: boolean) {
  const payments = movements.filter((one) => !one.refund);
  const refunds = movements.filter((one) => one.refund);
  const head = [
    `#账号：[${app.sellerId}0156]`,
    `#起始日期：[${chinaTime(from)}]   终止日期：[${chinaTime(from + dayMs)}]`,
  ];
  const rows = movements.map((one, index) =>
    row(isAltered && index === 0 ? { ...one, amount: one.amount + 1 } : one),
  );
  const fee = yuan(movements.reduce((fen, one) => fen + one.fee, 0));
  const net = yuan(movements.reduce((fen, one) => fen + one.amount + one.fee, 0));
  const counts = `${payments.length},${refunds.length},${sum(movements)},${sum(movements)},0.00,0.00,0.00,${fee},0.00,${net}`;
  const detail = [
    "#支付宝业务明细查询",
    ...head,
    rule("业务明细列表"),
    columns,
    ...rows,
    rule("业务明细列表结束"),
    `#交易合计：${payments.length}笔，商家实收共${sum(payments)}元，商家优惠共0.00元`,
    `#退款合计：${refunds.length}笔，商家实收退款共${sum(refunds)}元，商家优惠退款共0.00元`,
    `#导出时间：[${chinaTime(from + dayMs + 6 * 3_600_000)}]`,
  ];
  const summary = [
    "#支付宝业务汇总查询",
    ...head,
    rule("业务汇总列表"),
    summaryColumns,
    `\t,\t,${counts}`,
    `合计\t,\t,${counts}`,
    rule("业务汇总列表结束"),
  ];
  const name = `${app.sellerId}0156_${chinaTime(from).slice(0, 10).replaceAll("-", "")}_业务明细`;
  return [
    { name: `${name}.csv`, text: `${detail.join("\r\n")}\r\n` },
    { name: `${name}(汇总).csv`, text: `${summary.join("\r\n")}\r\n` },
  ];
}

function spoiled(platform: Platform, app: App, from: number, movements: readonly Movement[]): Buffer {
  const { bill } = platform.faults;
  const files = filesOf(app, from, movements, bill === "altered");
  const whole = zipped(bill === "half" ? files.slice(0, 1) : files);
  return bill === "cut" ? whole.subarray(0, Math.floor(whole.length / 3)) : whole;
}

/** Where to get a day's trade bill, for 30 seconds; it is made by nine in the morning. */
export function billAddress(platform: Platform, app: App, outer: ReadonlyMap<string, string>): object {
  const given = readContent(BillParameters, outer.get("biz_content") ?? "");
  const from = Date.parse(`${given.bill_date}T00:00:00+08:00`);
  const now = platform.clock.now().getTime();
  if (given.bill_type !== "trade") throw businessFailed("isp.bill_not_exist", "模拟器只有trade账单");
  if (Number.isNaN(from) || now < from + dayMs)
    throw new Refused("40004", "isv.invalid_arguments", "入参不合法");
  const movements = movementsOf(platform, app, from);
  if (movements.length === 0 || now < from + dayMs + 9 * 3_600_000)
    throw businessFailed("isp.bill_not_exist", "账单不存在");
  const token = newToken();
  platform.downloads.set(token, { body: spoiled(platform, app, from, movements), until: now + 30_000 });
  return { bill_download_url: `${platform.origin}/bill/download?fileId=${token}` };
}

/** The file itself: no signature, only its address. */
export function answerDownload(platform: Platform, request: Incoming): Reply {
  const token = new URLSearchParams(request.path.split("?")[1] ?? "").get("fileId") ?? "";
  const known = platform.downloads.get(token);
  if (!known || known.until < platform.clock.now().getTime())
    return { status: 404, headers: {}, body: "expired" };
  return { status: 200, headers: { "content-type": "application/zip" }, body: known.body };
}
