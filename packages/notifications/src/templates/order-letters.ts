import { formatMoney } from "@hutong/kernel";
import type { OrderMailData } from "../order-mail-data.ts";
import type { Letter } from "./layout.ts";

export type OrderMailKind = "order-confirmation" | "order-paid" | "order-shipped" | "order-cancelled";

type Words = {
  subject: (data: OrderMailData) => string;
  paragraphs: (data: OrderMailData) => string[];
};

const isDueAtTheDoor = (data: OrderMailData) => data.isOnDelivery && !data.isPaid;
const total = (data: OrderMailData) =>
  formatMoney({ amount: data.total, currency: data.currency }, data.locale);

const zh: Record<OrderMailKind, Words> = {
  "order-confirmation": {
    subject: (data) => `${data.storeName}：收到您的订单 ${data.number}`,
    paragraphs: (data) =>
      data.isPaid
        ? ["钱已经收到，我们这就备货。发货时再写信告诉您单号。"]
        : data.isOnDelivery
          ? ["订单已经记下，我们这就备货。货到时再付款，请给快递员。", data.instructions]
          : ["订单已经记下，等您付款。付款办法：", data.instructions],
  },
  "order-paid": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 的付款收到了`,
    paragraphs: (data) => [
      data.isOnDelivery ? "货到的时候付的钱，我们收到了。谢谢您。" : "钱已经收到，我们这就备货。",
    ],
  },
  "order-shipped": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 发货了`,
    paragraphs: (data) => [
      data.tracking === "" ? "您的东西已经出门。" : `您的东西已经出门。运单号：${data.tracking}`,
      ...(isDueAtTheDoor(data) ? [`货到时请给快递员 ${total(data)}。`] : []),
    ],
  },
  "order-cancelled": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 已取消`,
    paragraphs: (data) => [
      data.isPaid ? "付过的钱会原路全数退回，到账时间看您的付款方式。" : "没有收您的钱。",
    ],
  },
};

const en: Record<OrderMailKind, Words> = {
  "order-confirmation": {
    subject: (data) => `${data.storeName}: we have your order ${data.number}`,
    paragraphs: (data) =>
      data.isPaid
        ? [
            "Your payment has arrived and we are packing. We will write again with a tracking number when it leaves.",
          ]
        : data.isOnDelivery
          ? [
              "Your order is noted and we are packing. You pay the courier when it arrives.",
              data.instructions,
            ]
          : ["Your order is noted and waits for your payment. How to pay:", data.instructions],
  },
  "order-paid": {
    subject: (data) => `${data.storeName}: payment received for order ${data.number}`,
    paragraphs: (data) => [
      data.isOnDelivery
        ? "What you paid on delivery has arrived here. Thank you."
        : "Your payment has arrived and we are packing.",
    ],
  },
  "order-shipped": {
    subject: (data) => `${data.storeName}: order ${data.number} is on its way`,
    paragraphs: (data) => [
      data.tracking === ""
        ? "Your things have left the house."
        : `Your things have left the house. Tracking number: ${data.tracking}`,
      ...(isDueAtTheDoor(data) ? [`Please have ${total(data)} ready for the courier.`] : []),
    ],
  },
  "order-cancelled": {
    subject: (data) => `${data.storeName}: order ${data.number} is cancelled`,
    paragraphs: (data) => [
      data.isPaid ? "What you paid goes back in full, the way it came." : "No money was taken.",
    ],
  },
};

/** A letter about an order, in the language that it was placed in. */
export function orderLetter(kind: OrderMailKind, data: OrderMailData): Letter {
  const isChinese = data.locale.startsWith("zh");
  const words = (isChinese ? zh : en)[kind];
  const money = (amount: number) => formatMoney({ amount, currency: data.currency }, data.locale);
  const test = data.isTest
    ? isChinese
      ? ["这是测试订单，没有动真钱。"]
      : ["This is a test order. No real money moved."]
    : [];
  const rows = [
    ...data.lines.map(
      (line) =>
        [
          `${line.title}${line.variantTitle ? ` · ${line.variantTitle}` : ""} × ${line.quantity}`,
          money(line.total),
        ] as const,
    ),
    [isChinese ? "运费" : "Shipping", money(data.shipping)] as const,
    [isChinese ? "合计" : "Total", money(data.total)] as const,
  ];
  return {
    subject: words.subject(data),
    greeting: isChinese ? `${data.customerName}，您好：` : `Hello ${data.customerName},`,
    paragraphs: [...words.paragraphs(data), ...test],
    rows,
    link: { label: isChinese ? "看订单" : "See the order", url: data.url },
    signature: data.storeName,
  };
}
