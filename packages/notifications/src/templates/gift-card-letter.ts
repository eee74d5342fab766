import { formatMoney, type Money } from "@hutong/kernel";
import type { Letter } from "./layout.ts";

/** A gift card for its recipient: the only letter that has a code in it. */
export function giftCardLetter(data: {
  storeName: string;
  locale: string;
  amount: Money;
  code: string;
  /** "2027-01-31"; null: it never expires. */
  lastDay: string | null;
  url: string;
}): Letter {
  const isChinese = data.locale.startsWith("zh");
  const amount = formatMoney(data.amount, data.locale);
  const day =
    data.lastDay &&
    new Intl.DateTimeFormat(data.locale, { dateStyle: "long", timeZone: "UTC" }).format(
      new Date(data.lastDay),
    );
  return {
    subject: isChinese
      ? `${data.storeName}送您一张 ${amount} 礼品卡`
      : `A gift card of ${amount} from ${data.storeName}`,
    greeting: isChinese ? "您好：" : "Hello,",
    paragraphs: isChinese
      ? [
          `${data.storeName}送您一张 ${amount} 的礼品卡。结账时填下面的卡号，可以分几次用完。`,
          "卡号就是钱，请收好，不要给别人看。",
        ]
      : [
          `${data.storeName} sends you a gift card of ${amount}. Enter its code at the checkout; what you do not spend stays on it.`,
          "Whoever has the code can spend it. Keep it safe.",
        ],
    rows: [
      [isChinese ? "卡号" : "Code", data.code],
      [isChinese ? "面值" : "Value", amount],
      ...(day ? [[isChinese ? "有效期至" : "Good until", day] as const] : []),
    ],
    link: { label: isChinese ? "去逛逛" : "Visit the shop", url: data.url },
    signature: data.storeName,
  };
}
