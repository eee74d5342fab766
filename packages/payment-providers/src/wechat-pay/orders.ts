import type { AttemptToPay, Outcome } from "../contract.ts";
import { toTradeNumber } from "../trade-number.ts";
import type { Account } from "./account.ts";
import { queryOf } from "./addressing.ts";
import type { Refusal } from "./client.ts";
import { presentCode } from "./error-codes.ts";
import { productFor } from "./prepay.ts";
import { declinedBy, declinedByUs, merchantText } from "./refusals.ts";
import { closedOutcome, Transaction, toOutcome } from "./translate.ts";

type Told = Outcome;

const notCny = {
  "zh-CN": "微信支付只收人民币。请为其他币种另设付款方式。",
  en: "WeChat Pay takes CNY only. Offer another method for other currencies.",
};
const nothingToPay = { "zh-CN": "金额至少 0.01 元。", en: "The least amount is 0.01 yuan." };
const whereUnknown = {
  "zh-CN": "不知道顾客在哪里打开页面（电脑、手机浏览器还是微信），或没有顾客的 IP 地址。",
  en: "It is not known where the customer's page is open (desktop, phone or WeChat), or their IP address is missing.",
};

/** Asks for the order; null when WeChat Pay has never heard of its number. Throws when nothing is known. */
export async function queryTransaction(account: Account, attemptId: string): Promise<Transaction | null> {
  const number = toTradeNumber(attemptId);
  const { address } = account;
  const path = `${address.orders}/out-trade-no/${number}${queryOf(address.merchant)}`;
  const answer = await account.client.call({ method: "GET", path });
  if (answer.kind === "refused") {
    if (answer.status === 404 && presentCode(answer.code) === "ORDER_NOT_EXIST") return null;
    throw new Error(`query refused: ${merchantText(answer).en}`);
  }
  const transaction = Transaction.parse(answer.body);
  if (transaction.out_trade_no !== number || address.findForeignOrder(transaction))
    throw new Error("answer about another order");
  return transaction;
}

async function query(account: Account, attempt: AttemptToPay): Promise<Told | null> {
  const transaction = await queryTransaction(account, attempt.id);
  return transaction && toOutcome(transaction);
}

// Said when the number is in use: what became of it decides, not the refusal.
const aboutTheNumber = new Set(["ORDER_PAID", "ORDER_CLOSED", "OUT_TRADE_NO_USED", "INVALID_REQUEST"]);

async function afterRefusal(account: Account, attempt: AttemptToPay, refusal: Refusal): Promise<Told> {
  if (refusal.status === 429) throw new Error("prepay: too many requests");
  if (!aboutTheNumber.has(presentCode(refusal.code))) return declinedBy(refusal);
  return (await query(account, attempt)) ?? declinedBy(refusal);
}

/** Orders the product that suits the customer. An attempt that was ordered before is asked for with the same words. */
export async function start(account: Account, attempt: AttemptToPay): Promise<Told> {
  if (attempt.amount.currency !== "CNY") return declinedByUs(notCny);
  if (attempt.amount.amount < 1) return declinedByUs(nothingToPay);
  if (attempt.expiresAt <= account.clock.now()) return await fetchOrder(account, attempt);
  const product = attempt.customer ? productFor(account, attempt, attempt.customer) : null;
  if (!product) return declinedByUs(whereUnknown);
  if ("kind" in product) return { kind: "action-required", action: product };
  const answer = await account.client.call({ method: "POST", path: product.path, body: product.body });
  return answer.kind === "ok"
    ? { kind: "action-required", action: product.toAction(answer.body) }
    : await afterRefusal(account, attempt, answer);
}

/** Where the order stands; one that WeChat Pay has not heard of is pending: it can still be started. */
export async function fetchOrder(account: Account, attempt: AttemptToPay): Promise<Told> {
  return (await query(account, attempt)) ?? { kind: "pending" };
}

/**
 * Closes the order. Asks first: closing a number that never reached WeChat Pay spoils it, and a paid one is not to be
 * closed. A refused close means that something happened meanwhile: ask again.
 */
export async function closeOrder(account: Account, attempt: AttemptToPay): Promise<Told> {
  const standing = await query(account, attempt);
  if (!standing) return closedOutcome("never ordered");
  if (standing.kind !== "pending") return standing;
  const path = `${account.address.orders}/out-trade-no/${toTradeNumber(attempt.id)}/close`;
  const answer = await account.client.call({ method: "POST", path, body: account.address.merchant });
  if (answer.kind === "ok") return closedOutcome("CLOSED");
  return await fetchOrder(account, attempt);
}
