import { formatBytes, formatMoney } from "@hutong/kernel";
import type { OrderMailData } from "../order-mail-data.ts";
import type { Letter } from "./layout.ts";

export type OrderMailKind =
  | "order-confirmation"
  | "order-paid"
  | "order-shipped"
  | "order-cancelled"
  | "order-downloads";

type Words = {
  subject: (data: OrderMailData) => string;
  paragraphs: (data: OrderMailData) => string[];
};

const isDueAtTheDoor = (data: OrderMailData) => data.isOnDelivery && !data.isPaid;
const money = (data: OrderMailData, amount: number) =>
  formatMoney({ amount, currency: data.currency }, data.locale);
const total = (data: OrderMailData) => money(data, data.total);
// What the method is for, and what came by it: gift cards pay first.
const due = (data: OrderMailData) => money(data, data.total - data.tendered);
const charged = (data: OrderMailData) => money(data, data.paid - data.tendered);

type Money = "paid" | "reserved" | "on-delivery" | "due";

// Where the money is when an order is confirmed.
function moneyOf(data: OrderMailData): Money {
  if (data.isPaid) return "paid";
  if (data.reserved) return "reserved";
  return data.isOnDelivery ? "on-delivery" : "due";
}

const zh: Record<OrderMailKind, Words> = {
  "order-confirmation": {
    subject: (data) => `${data.storeName}：收到您的订单 ${data.number}`,
    paragraphs: (data) =>
      ({
        paid: ["钱已经收到，我们这就备货。发货时再写信告诉您单号。"],
        reserved: [
          data.reserved === "on-fulfilment"
            ? `订单已经记下。您已授权 ${due(data)}，还没有扣款，全部发出以后才扣。`
            : `订单已经记下。您已授权 ${due(data)}，还没有扣款，我们确认收款时才扣。`,
          "扣款和发货时都会写信告诉您。",
        ],
        "on-delivery": ["订单已经记下，我们这就备货。货到时再付款，请给快递员。", data.instructions],
        due: ["订单已经记下，等您付款。付款办法：", data.instructions],
      })[moneyOf(data)],
  },
  "order-paid": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 的付款收到了`,
    paragraphs: (data) =>
      data.reserved
        ? [
            data.paid < data.total
              ? `您授权了 ${due(data)}，这次扣了 ${charged(data)}，其余的已经放回。`
              : `您授权的 ${charged(data)} 已经扣款。谢谢您。`,
          ]
        : [data.isOnDelivery ? "货到的时候付的钱，我们收到了。谢谢您。" : "钱已经收到，我们这就备货。"],
  },
  "order-shipped": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 发货了`,
    paragraphs: (data) => [
      data.tracking === "" ? "您的东西已经出门。" : `您的东西已经出门。运单号：${data.tracking}`,
      ...(isDueAtTheDoor(data) ? [`货到时请给快递员 ${due(data)}。`] : []),
    ],
  },
  "order-cancelled": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 已取消`,
    paragraphs: (data) => [
      data.isPaid
        ? "付过的钱会原路全数退回，到账时间看您的付款方式。"
        : data.reserved
          ? "没有扣您的钱。授权的钱会放回，银行那边可能还会显示几天。"
          : data.tendered > 0
            ? "礼品卡付的钱已经退回卡里，别的钱没有收。"
            : "没有收您的钱。",
    ],
  },
  "order-downloads": {
    subject: (data) => `${data.storeName}：订单 ${data.number} 的下载链接`,
    paragraphs: () => ["您买的文件在这里，以前的链接请不要再用。"],
  },
};

const en: Record<OrderMailKind, Words> = {
  "order-confirmation": {
    subject: (data) => `${data.storeName}: we have your order ${data.number}`,
    paragraphs: (data) =>
      ({
        paid: [
          "Your payment has arrived and we are packing. We will write again with a tracking number when it leaves.",
        ],
        reserved: [
          data.reserved === "on-fulfilment"
            ? `Your order is noted. You authorised ${due(data)} and nothing is charged yet: that happens when your order has been sent.`
            : `Your order is noted. You authorised ${due(data)} and nothing is charged yet: that happens when we take the payment.`,
          "We will write again when you are charged, and when it leaves.",
        ],
        "on-delivery": [
          "Your order is noted and we are packing. You pay the courier when it arrives.",
          data.instructions,
        ],
        due: ["Your order is noted and waits for your payment. How to pay:", data.instructions],
      })[moneyOf(data)],
  },
  "order-paid": {
    subject: (data) => `${data.storeName}: payment received for order ${data.number}`,
    paragraphs: (data) =>
      data.reserved
        ? [
            data.paid < data.total
              ? `We charged ${charged(data)} of the ${due(data)} that you authorised. The rest was let go.`
              : `We charged the ${charged(data)} that you authorised. Thank you.`,
          ]
        : [
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
      ...(isDueAtTheDoor(data) ? [`Please have ${due(data)} ready for the courier.`] : []),
    ],
  },
  "order-cancelled": {
    subject: (data) => `${data.storeName}: order ${data.number} is cancelled`,
    paragraphs: (data) => [
      data.isPaid
        ? "What you paid goes back in full, the way it came."
        : data.reserved
          ? "You have not been charged. What was reserved is let go; your bank may show it for some days."
          : data.tendered > 0
            ? "What your gift cards paid is back on them. No other money was taken."
            : "No money was taken.",
    ],
  },
  "order-downloads": {
    subject: (data) => `${data.storeName}: your downloads of order ${data.number}`,
    paragraphs: () => ["Here are the files that you bought. Please use these links from now on."],
  },
};

// What an order that is fetched says instead of what one that is sent does.
const fetched = {
  zh: {
    shipped: (data: OrderMailData): Said => ({
      subject: `${data.storeName}：订单 ${data.number} 已取走`,
      paragraphs: ["东西已经交给您了，谢谢光临。"],
    }),
    paid: "钱已经收到，我们这就备货。",
    where: (data: OrderMailData) => `到店自取：${data.pickup}。备好以后会告诉您，请带上订单号。`,
  },
  en: {
    shipped: (data: OrderMailData): Said => ({
      subject: `${data.storeName}: order ${data.number} is picked up`,
      paragraphs: ["Your things were handed over. Thank you for coming by."],
    }),
    paid: "Your payment has arrived and we are packing.",
    where: (data: OrderMailData) =>
      `You pick it up at: ${data.pickup}. We tell you when it is ready; please bring your order number.`,
  },
};

// What an order of which nothing is sent says instead of "we are packing".
const downloaded = {
  zh: "钱已经收到，您的文件可以下载了。",
  en: "Your payment has arrived and your files are ready.",
};

interface Said {
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

function saidOf(kind: OrderMailKind, data: OrderMailData, language: "zh" | "en"): Said {
  const words = (language === "zh" ? zh : en)[kind];
  const said = { subject: words.subject(data), paragraphs: words.paragraphs(data) };
  if (!data.hasGoods && data.downloads.length > 0 && (kind === "order-confirmation" || kind === "order-paid"))
    return { ...said, paragraphs: [downloaded[language]] };
  if (data.pickup === "") return said;
  if (kind === "order-shipped") return fetched[language].shipped(data);
  if (kind !== "order-confirmation") return said;
  const about = { paid: [fetched[language].paid], reserved: said.paragraphs.slice(0, 1) };
  const money = moneyOf(data);
  const paragraphs = money === "paid" || money === "reserved" ? about[money] : said.paragraphs;
  return { ...said, paragraphs: [...paragraphs, fetched[language].where(data)] };
}

// Taxes that come on top stand before the total, those inside it after, and say so.
function taxRows(data: OrderMailData, isIncluded: boolean): (readonly [string, string])[] {
  const isChinese = data.locale.startsWith("zh");
  const inside = isIncluded ? (isChinese ? "含" : "Includes ") : "";
  return data.taxes
    .filter((tax) => tax.isIncluded === isIncluded)
    .map(({ name, basisPoints, amount }) => {
      const rate = (basisPoints / 10_000).toLocaleString(data.locale, {
        style: "percent",
        maximumFractionDigits: 4,
      });
      return [`${inside}${name}${basisPoints > 0 ? ` ${rate}` : ""}`, money(data, amount)] as const;
    });
}

function fileLink(data: OrderMailData, file: OrderMailData["downloads"][number]) {
  const isChinese = data.locale.startsWith("zh");
  const until = file.expiresAt.toLocaleDateString(isChinese ? data.locale : "en", { dateStyle: "medium" });
  const size = formatBytes(file.bytes, data.locale);
  return {
    label: file.name,
    url: file.url,
    note: isChinese
      ? `${size}，还可下载 ${file.left} 次，${until} 前有效`
      : `${size}, ${file.left} download${file.left === 1 ? "" : "s"} left, until ${until}`,
  };
}

/** A letter about an order, in the language that it was placed in. */
export function orderLetter(kind: OrderMailKind, data: OrderMailData): Letter {
  const isChinese = data.locale.startsWith("zh");
  const said = saidOf(kind, data, isChinese ? "zh" : "en");
  const test = data.isTest
    ? isChinese
      ? ["这是测试订单，没有动真钱。"]
      : ["This is a test order. No real money moved."]
    : [];
  const rows = [
    ...data.lines.map(
      (line) =>
        [
          `${[line.title, line.variantTitle, ...line.properties].filter(Boolean).join(" · ")} × ${line.quantity}`,
          money(data, line.total),
        ] as const,
    ),
    ...data.discounts.map(
      ({ name, code, amount }) =>
        [
          [name || (isChinese ? "优惠" : "Discount"), code].filter(Boolean).join(" · "),
          `−${money(data, amount)}`,
        ] as const,
    ),
    ...(data.pickup === "" ? [[isChinese ? "运费" : "Shipping", money(data, data.shipping)] as const] : []),
    ...taxRows(data, false),
    [isChinese ? "合计" : "Total", total(data)] as const,
    ...taxRows(data, true),
    ...(data.tendered > 0
      ? [[isChinese ? "礼品卡" : "Gift card", `−${money(data, data.tendered)}`] as const]
      : []),
    ...(data.tendered > 0 && !data.isPaid ? [[isChinese ? "待付" : "Left to pay", due(data)] as const] : []),
    ...(data.isPaid && data.paid < data.total
      ? [[isChinese ? "实扣" : "Charged", charged(data)] as const]
      : []),
  ];
  return {
    subject: said.subject,
    greeting: isChinese ? `${data.customerName}，您好：` : `Hello ${data.customerName},`,
    paragraphs: [...said.paragraphs, ...test],
    ...(kind === "order-cancelled" ? {} : { links: data.downloads.map((file) => fileLink(data, file)) }),
    rows,
    link: { label: isChinese ? "看订单" : "See the order", url: data.url },
    signature: data.storeName,
  };
}
