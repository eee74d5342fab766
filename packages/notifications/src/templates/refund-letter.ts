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
