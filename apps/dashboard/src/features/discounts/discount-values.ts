import type { NamedGoods } from "@hutong/catalogue";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";
import type { DiscountInput, DiscountItem, DiscountValue, Targets } from "@hutong/pricing";
import { fromZoned, toZoned } from "./zoned.ts";

export const discountClasses = ["order", "product", "shipping"] as const;
export type DiscountClass = (typeof discountClasses)[number];
export type Kind = DiscountValue["kind"] | "free";

/** What each class can be worth; a free shipping is one of all its price. */
export const kindsOf: Readonly<Record<DiscountClass, readonly Kind[]>> = {
  order: ["percentage", "amount", "steps", "tiers"],
  product: ["percentage", "amount", "once", "buy-get", "steps", "tiers"],
  shipping: ["free", "percentage", "amount"],
};

/** What stands in the form, as texts: "12.5" of percent, "168.00" of money. */
export interface DiscountValues {
  names: Record<string, string>;
  method: "automatic" | "code";
  code: string;
  class: DiscountClass;
  kind: Kind;
  percent: string;
  amount: string;
  every: string;
  mostOff: string;
  tiersOf: "amount" | "quantity";
  tiers: { from: string; off: string; unit: "amount" | "percent" }[];
  buyQuantity: string;
  getQuantity: string;
  getPercent: string;
  mostTimes: string;
  /** Empty: all goods. */
  goods: NamedGoods[];
  buyGoods: NamedGoods[];
  getGoods: NamedGoods[];
  mostShippingPrice: string;
  minimumOf: "nothing" | "amount" | "quantity";
  minimum: string;
  combines: Record<DiscountClass, boolean>;
  isFirstOrderOnly: boolean;
  startsAt: string;
  endsAt: string;
  mostUses: string;
  mostPerCustomer: string;
  position: string;
}

/** Whose clock and money the texts are in. */
export interface Place {
  readonly currency: string;
  readonly timezone: string;
}

const plain = (text: string) => text.normalize("NFKC").trim();

// What is no number becomes one that the schema refuses, with the code for its field.
function money(text: string, { currency }: Place): number {
  try {
    return parseMoney(plain(text), currency).amount;
  } catch (error) {
    if (error instanceof AppError) return Number.NaN;
    throw error;
  }
}
const count = (text: string): number => (/^\d{1,9}$/.test(plain(text)) ? Number(plain(text)) : Number.NaN);
const share = (text: string): number =>
  /^\d{1,3}([.,]\d{1,2})?$/.test(plain(text))
    ? Math.round(Number(plain(text).replace(",", ".")) * 100)
    : Number.NaN;
const orNull = <Value>(text: string, read: (text: string) => Value): Value | null =>
  plain(text) === "" ? null : read(text);

function targetsOf(goods: readonly NamedGoods[]): Targets {
  if (goods.length === 0) return "all";
  const ids = (kind: NamedGoods["kind"]) => goods.filter((one) => one.kind === kind).map(({ id }) => id);
  return { products: ids("product"), variants: ids("variant"), collections: ids("collection") } as Targets;
}

function worthOf(values: DiscountValues, place: Place): DiscountValue {
  const { kind } = values;
  switch (kind) {
    case "free":
      return { kind: "percentage", basisPoints: 10_000 };
    case "percentage":
      return { kind, basisPoints: share(values.percent) };
    case "amount":
    case "once":
      return { kind, amount: money(values.amount, place) };
    case "steps": {
      const most = orNull(values.mostOff, (text) => money(text, place));
      return { kind, every: money(values.every, place), amount: money(values.amount, place), most };
    }
    case "tiers":
      return {
        kind,
        of: values.tiersOf,
        tiers: values.tiers.map(({ from, off, unit }) => ({
          from: values.tiersOf === "amount" ? money(from, place) : count(from),
          ...(unit === "amount" ? { amount: money(off, place) } : { basisPoints: share(off) }),
        })) as Extract<DiscountValue, { kind: "tiers" }>["tiers"],
      };
    case "buy-get":
      return {
        kind,
        buy: { targets: targetsOf(values.buyGoods), quantity: count(values.buyQuantity) },
        get: {
          targets: targetsOf(values.getGoods),
          quantity: count(values.getQuantity),
          basisPoints: share(values.getPercent),
        },
        most: orNull(values.mostTimes, count),
      };
  }
}

function minimumOf({ minimumOf: of, minimum }: DiscountValues, place: Place): DiscountInput["minimum"] {
  if (of === "nothing") return null;
  return of === "amount" ? { amount: money(minimum, place) } : { quantity: count(minimum) };
}

/** What the form says, as the domain takes it; what cannot be read is refused by its schema. */
export function inputOf(
  values: DiscountValues,
  place: Place,
  markets: DiscountInput["markets"],
): DiscountInput {
  return {
    name: Object.fromEntries(Object.entries(values.names).filter(([, text]) => text.trim() !== "")),
    method: values.method,
    class: values.class,
    value: worthOf(values, place),
    targets: values.kind === "buy-get" ? "all" : targetsOf(values.goods),
    minimum: minimumOf(values, place),
    combines: discountClasses.filter((one) => values.combines[one]),
    markets,
    isFirstOrderOnly: values.isFirstOrderOnly,
    startsAt: fromZoned(values.startsAt, place.timezone),
    endsAt: orNull(values.endsAt, (text) => fromZoned(text, place.timezone)),
    mostUses: orNull(values.mostUses, count),
    mostPerCustomer: orNull(values.mostPerCustomer, count),
    mostShippingPrice:
      values.class === "shipping" ? orNull(values.mostShippingPrice, (text) => money(text, place)) : null,
    position: orNull(values.position, count) ?? 0,
    codes: values.method === "code" && values.code.trim() !== "" ? [values.code] : [],
  };
}

/** A new discount: ten percent off an order, from now on. */
export function emptyValues(locales: readonly string[], place: Place, now: Date): DiscountValues {
  return {
    names: Object.fromEntries(locales.map((locale) => [locale, ""])),
    method: "automatic",
    code: "",
    class: "order",
    kind: "percentage",
    percent: "10",
    amount: "",
    every: "",
    mostOff: "",
    tiersOf: "amount",
    tiers: [{ from: "", off: "", unit: "amount" }],
    buyQuantity: "2",
    getQuantity: "1",
    getPercent: "100",
    mostTimes: "",
    goods: [],
    buyGoods: [],
    getGoods: [],
    mostShippingPrice: "",
    minimumOf: "nothing",
    minimum: "",
    combines: { order: false, product: false, shipping: false },
    isFirstOrderOnly: false,
    startsAt: toZoned(now, place.timezone),
    endsAt: "",
    mostUses: "",
    mostPerCustomer: "",
    position: "0",
  };
}

type Stored = DiscountItem & { readonly goods: readonly NamedGoods[] };

function storedValue(
  { value, class: of }: Stored,
  named: (targets: Targets) => NamedGoods[],
  { currency }: Place,
) {
  const text = (amount: number | null) => (amount === null ? "" : toDecimal({ amount, currency }));
  const percent = (basisPoints: number) => String(basisPoints / 100);
  switch (value.kind) {
    case "percentage": {
      const isFree = of === "shipping" && value.basisPoints === 10_000;
      return { kind: isFree ? ("free" as const) : value.kind, percent: percent(value.basisPoints) };
    }
    case "amount":
    case "once":
      return { kind: value.kind, amount: text(value.amount) };
    case "steps":
      return {
        kind: value.kind,
        every: text(value.every),
        amount: text(value.amount),
        mostOff: text(value.most),
      };
    case "tiers":
      return {
        kind: value.kind,
        tiersOf: value.of,
        tiers: value.tiers.map((tier) => ({
          from: value.of === "amount" ? text(tier.from) : String(tier.from),
          ...("amount" in tier
            ? { off: text(tier.amount), unit: "amount" as const }
            : { off: percent(tier.basisPoints), unit: "percent" as const }),
        })),
      };
    case "buy-get":
      return {
        kind: value.kind,
        buyQuantity: String(value.buy.quantity),
        getQuantity: String(value.get.quantity),
        getPercent: percent(value.get.basisPoints),
        mostTimes: value.most === null ? "" : String(value.most),
        buyGoods: named(value.buy.targets),
        getGoods: named(value.get.targets),
      };
  }
}

/** A saved discount as the form has it. Goods that are gone keep their place under their id. */
export function valuesOf(stored: Stored, locales: readonly string[], place: Place): DiscountValues {
  const names = new Map(stored.goods.map((one) => [one.id, one]));
  const named = (targets: Targets): NamedGoods[] => {
    if (targets === "all") return [];
    const of = (kind: NamedGoods["kind"], ids: readonly string[]) =>
      ids.map((id) => names.get(id) ?? { kind, id, title: id });
    return [
      ...of("collection", targets.collections),
      ...of("product", targets.products),
      ...of("variant", targets.variants),
    ];
  };
  const number = (value: number | null) => (value === null ? "" : String(value));
  const text = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? "" : toDecimal({ amount, currency: place.currency });
  const { minimum } = stored;
  const empty = emptyValues(locales, place, new Date(stored.startsAt));
  return {
    ...empty,
    ...storedValue(stored, named, place),
    names: { ...empty.names, ...stored.name },
    method: stored.method,
    class: stored.class,
    goods: named(stored.targets),
    mostShippingPrice: text(stored.value.mostPrice),
    minimumOf: minimum === null ? "nothing" : "amount" in minimum ? "amount" : "quantity",
    minimum: minimum === null ? "" : "amount" in minimum ? text(minimum.amount) : String(minimum.quantity),
    combines: {
      order: stored.combines.includes("order"),
      product: stored.combines.includes("product"),
      shipping: stored.combines.includes("shipping"),
    },
    isFirstOrderOnly: stored.isFirstOrderOnly,
    endsAt: stored.endsAt === null ? "" : toZoned(new Date(stored.endsAt), place.timezone),
    mostUses: number(stored.mostUses),
    mostPerCustomer: number(stored.mostPerCustomer),
    position: String(stored.position),
  };
}

const fieldOf: Readonly<Record<string, string>> = {
  name: "names",
  "value.basisPoints": "percent",
  "value.amount": "amount",
  "value.every": "every",
  "value.most": "mostOff",
  "value.buy.quantity": "buyQuantity",
  "value.get.quantity": "getQuantity",
  "value.get.basisPoints": "getPercent",
  "value.buy.targets": "buyGoods",
  "value.get.targets": "getGoods",
  targets: "goods",
  codes: "code",
};

/** The field of the form that a fault's path is about. */
export function formField(path: string, kind: Kind): string {
  if (path === "value.most" && kind === "buy-get") return "mostTimes";
  const tier = /^value\.tiers\.(\d+)/.exec(path);
  if (tier) return `tiers.${tier[1]}.from`;
  if (path.startsWith("minimum")) return "minimum";
  return fieldOf[path] ?? path;
}
