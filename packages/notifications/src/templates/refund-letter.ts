import { formatMoney, type Money } from "@hutong/kernel";
import type { Letter } from "./layout.ts";

/** Money that came for an order that could not be made of it goes back, and the customer is told why. */
export function refundLetter(data: {
  storeName: string;
  locale: string;
  customerName: string;
  amount: Money;
  hasOrder: boolean;
}): Letter {
  const isChinese = data.locale.startsWith("zh");
  const amount = formatMoney(data.amount, data.locale);
  const why = isChinese
    ? data.hasOrder
      ? "这一单付了两次，多付的一笔原路退回。"
      : "您的付款到的时候，这一单已经关了，东西也卖完了。没有下成订单，钱原路全数退回。"
    : data.hasOrder
      ? "This order was paid twice. The second payment goes back the way it came."
      : "Your payment came after the order had closed and the goods were sold. No order was placed; all of it goes back the way it came.";
  return {
    subject: isChinese
      ? `${data.storeName}：退您 ${amount}`
      : `${data.storeName}: ${amount} is on its way back to you`,
    greeting: isChinese ? `${data.customerName}，您好：` : `Hello ${data.customerName},`,
    paragraphs: [why, isChinese ? `退款金额 ${amount}。` : `Amount: ${amount}.`],
    signature: data.storeName,
  };
}

/** Money of an order that staff gave back has gone out. */
export function orderRefundLetter(data: {
  storeName: string;
  locale: string;
  customerName: string;
  number: number;
  amount: Money;
  /** Given back by the shop's own hand, not by a provider. */
  isByHand: boolean;
}): Letter {
  const isChinese = data.locale.startsWith("zh");
  const amount = formatMoney(data.amount, data.locale);
  const way = isChinese
    ? data.isByHand
      ? "店家已经把钱退给您。"
      : "钱已原路退回，到账时间看您的付款方式，一般几天之内。"
    : data.isByHand
      ? "The shop has given the money back to you."
      : "It goes back the way it came. When it arrives depends on how you paid; a few days, as a rule.";
  return {
    subject: isChinese
      ? `${data.storeName}：订单 ${data.number} 退您 ${amount}`
      : `${data.storeName}: ${amount} of order ${data.number} is refunded`,
    greeting: isChinese ? `${data.customerName}，您好：` : `Hello ${data.customerName},`,
    paragraphs: [
      isChinese
        ? `订单 ${data.number} 退款 ${amount}。`
        : `We refunded ${amount} of your order ${data.number}.`,
      way,
    ],
    signature: data.storeName,
  };
}
