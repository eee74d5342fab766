import { z } from "zod";
import { qrCode } from "../actions.ts";
import type { AttemptToPay, Outcome } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { callLimit, isTooOften, type Refusal } from "./client.ts";
import { actionFor, codeSeconds, precreate } from "./products.ts";
import { declinedBy, declinedByUs, merchantText } from "./refusals.ts";
import { closedOutcome, toOutcome } from "./translate.ts";

/** 100 million yuan, in fen. */
const mostFen = 10_000_000_000;
/** Milliseconds by which Alipay's clock and ours may differ. */
const graceMs = 60_000;

const notCny = {
  "zh-CN": "支付宝（境内）只收人民币。请为其他币种另设付款方式。",
  en: "Alipay (mainland) takes CNY only. Offer another method for other currencies.",
};
const notAnAmount = {
  "zh-CN": "金额应在 0.01 元到 1 亿元之间。",
  en: "An amount is from 0.01 yuan to 100 million yuan.",
};
const whereUnknown = {
  "zh-CN": "不知道顾客在哪里打开页面（电脑、手机浏览器还是微信）。",
  en: "It is not known where the customer's page is open (desktop, phone or WeChat).",
};

const TradeAnswer = z.object({
  out_trade_no: z.string(),
  trade_no: z.string().optional(),
  trade_status: z.string(),
  total_amount: z.string().optional(),
  /** When the money went to the merchant; a trade that was never paid has none. */
  send_pay_date: z.string().optional(),
});

/** What Alipay says of the trade; null when it has never heard of its number. Throws when nothing is known. */
async function ask(
  account: Account,
  attempt: AttemptToPay,
  by: AbortSignal,
): Promise<Outcome | Refusal | null> {
  const number = toTradeNumber(attempt.id);
  const request = { method: "alipay.trade.query", content: { out_trade_no: number } };
  const answer = await account.client.call(request, by);
  if (answer.kind === "refused") return answer.subCode.includes("TRADE_NOT_EXIST") ? null : answer;
  const trade = TradeAnswer.parse(answer.body);
  if (trade.out_trade_no !== number) throw new Error("answer about another trade");
  return toOutcome({
    status: trade.trade_status,
    tradeNo: trade.trade_no,
    totalAmount: trade.total_amount,
    hasBeenPaid: Boolean(trade.send_pay_date),
  });
}

/** As `ask`; a refusal says nothing of the trade and throws. */
async function query(account: Account, attempt: AttemptToPay, by: AbortSignal): Promise<Outcome | null> {
  const told = await ask(account, attempt, by);
  if (told?.kind === "refused") throw new Error(`query refused: ${merchantText(told).en}`);
  return told;
}

function declinedUnlessBusy(refusal: Refusal): Outcome {
  if (isTooOften(refusal)) throw new Error("Alipay: too many requests");
  return declinedBy(refusal);
}

async function showCode(account: Account, attempt: AttemptToPay, by: AbortSignal): Promise<Outcome> {
  const answer = await account.client.call(precreate(account, attempt), by);
  // The number may be in use: what became of it decides, not the refusal.
  if (answer.kind === "refused") return (await query(account, attempt, by)) ?? declinedUnlessBusy(answer);
  const { qr_code: text } = z.object({ qr_code: z.string().min(1) }).parse(answer.body);
  return { kind: "action-required", action: qrCode(text, codeSeconds, account.simulator) };
}

/**
 * Leads the customer to where they can pay. Alipay is asked first, so that what is paid is not paid anew and a refused
 * account is told here; on a page of Alipay's nothing exists before the customer has come.
 */
export async function start(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const by = callLimit();
  const { amount, currency } = attempt.amount;
  if (currency !== "CNY") return declinedByUs(notCny);
  if (amount < 1 || amount > mostFen) return declinedByUs(notAnAmount);
  if (attempt.expiresAt <= account.clock.now()) return await fetchTrade(account, attempt);
  if (!attempt.customer) return declinedByUs(whereUnknown);
  const action = actionFor(account, attempt, attempt.customer);
  if (!action) return await showCode(account, attempt, by);
  const told = await ask(account, attempt, by);
  if (told?.kind === "refused") return declinedUnlessBusy(told);
  return told && told.kind !== "pending" ? told : { kind: "action-required", action };
}

const isOver = (account: Account, attempt: AttemptToPay) =>
  account.clock.now().getTime() > attempt.expiresAt.getTime() + graceMs;

async function standingOf(account: Account, attempt: AttemptToPay, by: AbortSignal): Promise<Outcome | null> {
  const told = await query(account, attempt, by);
  return told ?? (isOver(account, attempt) ? closedOutcome("never begun") : null);
}

/** Where the trade stands; one that Alipay has not heard of is pending until nobody can begin it any more. */
export async function fetchTrade(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  return (await standingOf(account, attempt, callLimit())) ?? { kind: "pending" };
}

/**
 * Closes the trade. What the customer has begun is closed at once. What they have not begun does not exist at Alipay and
 * cannot be closed: whoever still has the page's address can pay until `time_expire`, which is the attempt's end, and so
 * it stays pending till then. A refused close means that something happened meanwhile: ask again.
 */
export async function closeTrade(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const by = callLimit();
  const standing = await standingOf(account, attempt, by);
  if (standing?.kind !== "pending") return standing ?? { kind: "pending" };
  const content = { out_trade_no: toTradeNumber(attempt.id) };
  const answer = await account.client.call({ method: "alipay.trade.close", content }, by);
  if (answer.kind === "ok") return closedOutcome("TRADE_CLOSED");
  return (await standingOf(account, attempt, by)) ?? { kind: "pending" };
}
