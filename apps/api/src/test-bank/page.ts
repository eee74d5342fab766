import { createHmac, timingSafeEqual } from "node:crypto";
import { formatMoney } from "@hutong/kernel";
import { apiOrigin } from "@hutong/payments";
import type { BankAccount, Entry } from "./books.ts";

/** The customer's link to the page of one attempt; nobody else can make it. */
export function pageCode(bank: BankAccount, attemptId: string): string {
  return createHmac("sha256", bank.secret).update(`page ${attemptId}`).digest("base64url");
}

export function isPageCode(bank: BankAccount, attemptId: string, code: string): boolean {
  const right = Buffer.from(pageCode(bank, attemptId));
  const given = Buffer.from(code);
  return right.length === given.length && timingSafeEqual(right, given);
}

export function pageUrl(bank: BankAccount, attemptId: string): string {
  return `${apiOrigin}/test-bank/${bank.id}/pay/${attemptId}?code=${pageCode(bank, attemptId)}`;
}

const choices = [
  {
    verb: "pay",
    zh: "付款",
    en: "Pay",
    note: ["钱付好，银行通知店家一次。", "The money is taken and the shop is told once."],
  },
  { verb: "decline", zh: "拒绝", en: "Decline", note: ["银行不批准。", "The bank says no."] },
  {
    verb: "hang",
    zh: "没有答复",
    en: "Hang",
    note: ["银行什么也不说，您回到店里等。", "The bank says nothing; you go back and wait."],
  },
  {
    verb: "pay-twice",
    zh: "付两次",
    en: "Pay twice",
    note: ["同一单付了两笔，多的应当退回。", "Two payments for one order: one should come back."],
  },
  {
    verb: "pay-late",
    zh: "晚点再付",
    en: "Pay late",
    note: ["先离开，等店家关单以后再回来付。", "Leave now and pay after the shop has closed the attempt."],
  },
] as const;

const style = `body{margin:0;background:#f6f4ef;color:#1b1f1d;font:16px/1.6 "PingFang SC","Noto Sans CJK SC",system-ui,sans-serif}
main{max-width:26rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.25rem;margin:0 0 .25rem}p{margin:.25rem 0}
.amount{font-size:2rem;font-weight:600;font-variant-numeric:tabular-nums;margin:1rem 0}.note{color:#535854;font-size:.875rem}
form{border-top:1px solid #d9d6cd;padding:.75rem 0}button{min-height:44px;padding:0 1.25rem;border:1px solid #858a84;border-radius:8px;background:#fff;font:inherit;cursor:pointer}
form:first-of-type button{background:#0b0b0b;color:#fff;border-color:#0b0b0b}button:focus-visible,a:focus-visible{outline:3px solid #1b7f74;outline-offset:2px}`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page of the pretend bank, in the language of the browser. */
export function bankPage(locale: string, title: string, inner: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${inner}</main></body></html>`;
}

/** The page where one chooses how a payment ends. */
export function choicePage(locale: "zh-CN" | "en", entry: Entry, code: string): string {
  const zh = locale === "zh-CN";
  const title = zh ? "测试银行" : "Test bank";
  const amount = formatMoney({ amount: entry.amount, currency: entry.currency }, locale);
  const offered = entry.state === "late" ? choices.filter((choice) => choice.verb === "pay") : choices;
  const forms = offered
    .map(
      (choice) => `<form method="post"><input type="hidden" name="code" value="${escaped(code)}">
<button name="verb" value="${choice.verb}">${zh ? choice.zh : choice.en}</button><p class="note">${choice.note[zh ? 0 : 1]}</p></form>`,
    )
    .join("");
  const back = `<p><a href="${escaped(entry.return_url)}">${zh ? "回到店里" : "Back to the shop"}</a></p>`;
  const intro = zh
    ? "这里不动真钱。选一个结果，看店家怎么办。"
    : "No real money moves here. Choose an ending and see what the shop does.";
  return bankPage(
    locale,
    title,
    `<h1>${title}</h1><p>${intro}</p><p class="amount">${amount}</p>${forms}${back}`,
  );
}
