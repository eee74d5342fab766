/** Words for where a price comes from; amounts and rates come written. */
export interface PriceReasonWords {
  readonly title: string;
  readonly items: string;
  readonly discount: string;
  readonly delivery: string;
  readonly deliveryPrice: string;
  readonly freeFrom: (amount: string) => string;
  readonly exempt: string;
  readonly card: (last: string) => string;
  readonly total: string;
  readonly due: string;
  /** Heads the taxes that are in the total. */
  readonly inside: string;
  readonly each: (count: number, price: string) => string;
  readonly of: (amount: string) => string;
  readonly percentOff: (percent: string) => string;
  readonly amountOff: (amount: string) => string;
  readonly onceOff: (amount: string) => string;
  readonly everyOff: (every: string, amount: string) => string;
  readonly tiered: string;
  readonly buyGet: (buy: number, get: number, percent: string | null) => string;
}

const en: PriceReasonWords = {
  title: "Why this price",
  items: "Items",
  discount: "Discount",
  delivery: "Shipping",
  deliveryPrice: "Price of the delivery",
  freeFrom: (amount) => `Free from ${amount}`,
  exempt: "Tax that you need not pay",
  card: (last) => `Gift card ···· ${last}`,
  total: "Total",
  due: "Left to pay",
  inside: "In the total already",
  each: (count, price) => `${count} at ${price}`,
  of: (amount) => `of ${amount}`,
  percentOff: (percent) => `${percent} off`,
  amountOff: (amount) => `${amount} off`,
  onceOff: (amount) => `${amount} off, once`,
  everyOff: (every, amount) => `${amount} off every ${every}`,
  tiered: "the more you buy, the more it takes off",
  buyGet: (buy, get, percent) =>
    percent === null ? `buy ${buy}, get ${get} free` : `buy ${buy}, get ${get} at ${percent} off`,
};

const zh: PriceReasonWords = {
  title: "价格怎么来的",
  items: "商品",
  discount: "优惠",
  delivery: "运费",
  deliveryPrice: "这个地址的运费",
  freeFrom: (amount) => `满 ${amount} 包邮`,
  exempt: "您不用付的税",
  card: (last) => `礼品卡 ···· ${last}`,
  total: "合计",
  due: "还要付",
  inside: "合计里已包含",
  each: (count, price) => `${count} 件，每件 ${price}`,
  of: (amount) => `按 ${amount} 计`,
  percentOff: (percent) => `减 ${percent}`,
  amountOff: (amount) => `减 ${amount}`,
  onceOff: (amount) => `一共减 ${amount}`,
  everyOff: (every, amount) => `每满 ${every} 减 ${amount}`,
  tiered: "买得越多，减得越多",
  buyGet: (buy, get, percent) =>
    percent === null ? `买 ${buy} 件送 ${get} 件` : `买 ${buy} 件，另外 ${get} 件减 ${percent}`,
};

const ar: PriceReasonWords = {
  title: "من أين جاء هذا السعر",
  items: "المنتجات",
  discount: "الخصم",
  delivery: "الشحن",
  deliveryPrice: "سعر التوصيل",
  freeFrom: (amount) => `مجاني ابتداءً من ${amount}`,
  exempt: "ضريبة لا تدفعها",
  card: (last) => `بطاقة هدية ···· ${last}`,
  total: "الإجمالي",
  due: "المتبقي للدفع",
  inside: "مشمول في الإجمالي",
  each: (count, price) => `${count} بسعر ${price} للواحدة`,
  of: (amount) => `من ${amount}`,
  percentOff: (percent) => `خصم ${percent}`,
  amountOff: (amount) => `خصم ${amount}`,
  onceOff: (amount) => `خصم ${amount} مرة واحدة`,
  everyOff: (every, amount) => `خصم ${amount} عن كل ${every}`,
  tiered: "كلما اشتريت أكثر زاد الخصم",
  buyGet: (buy, get, percent) =>
    percent === null ? `اشترِ ${buy} واحصل على ${get} مجانًا` : `اشترِ ${buy} واحصل على ${get} بخصم ${percent}`,
};

const byLanguage: Readonly<Record<string, PriceReasonWords>> = { ar, zh };

/** The words for a language: Chinese for any Chinese, Arabic for any Arabic, English for all others. */
export function priceReasonWords(locale: string): PriceReasonWords {
  return byLanguage[locale.split("-")[0]!] ?? en;
}
