import type { Incoming } from "../incoming.ts";

export type Language = "zh-CN" | "en";

/** A text in both languages that the phone speaks. */
export type Words = Readonly<Record<Language, string>>;

/** The language of whoever looks: Chinese, as the apps are, unless their browser asks for another one first. */
export function languageOf({ headers }: Incoming): Language {
  const first = headers["accept-language"]?.trim() ?? "";
  return first === "" || /^(?:zh|\*)/i.test(first) ? "zh-CN" : "en";
}

export const words = {
  phone: { "zh-CN": "模拟的手机", en: "The demo phone" },
  about: {
    "zh-CN": "这是顾客手里的手机，由模拟器扮演，不动真钱。付款后，店里的页面自己会变。",
    en: "The phone in the customer's hand, played by a simulator. No real money moves. Once you have paid, the shop's page turns by itself.",
  },
  note: { "zh-CN": "模拟的手机，不动真钱", en: "A simulated phone: no real money moves" },
  payTo: { "zh-CN": "付款给", en: "Pay to" },
  goods: { "zh-CN": "商品", en: "Goods" },
  method: { "zh-CN": "付款方式", en: "Pay with" },
  paidWith: { "zh-CN": "零钱（模拟）", en: "Balance (simulated)" },
  paid: { "zh-CN": "支付成功", en: "Paid" },
  paidNext: { "zh-CN": "可以回到店里的页面了。", en: "You can go back to the shop's page." },
  unpaid: { "zh-CN": "没有付款", en: "Not paid" },
  unpaidNext: { "zh-CN": "什么也没有扣。", en: "Nothing was taken." },
  refused: { "zh-CN": "付不了", en: "This cannot be paid" },
  scan: { "zh-CN": "扫一扫", en: "Scan" },
  scanHint: {
    "zh-CN": "店里二维码旁边的链接会直接打开这里；也可以把码里的内容贴进来。",
    en: "The link beside the shop's QR code opens this by itself. Or paste what the code says.",
  },
  codeText: { "zh-CN": "二维码里的内容", en: "What the code says" },
  scanIt: { "zh-CN": "扫码", en: "Scan it" },
} as const satisfies Readonly<Record<string, Words>>;
