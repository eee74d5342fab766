import { AppError } from "./app-error.ts";

/** An amount in integer minor units of an ISO 4217 currency: `{ amount: 16800, currency: "CNY" }` is ¥168.00. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

// ISO 4217 minor units that differ from 2 (list one, 2024).
const ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ");
const THREE = "BHD IQD JOD KWD LYD OMR TND".split(" ");
const exceptions = new Map<string, number>([
  ...ZERO.map((code) => [code, 0] as const),
  ...THREE.map((code) => [code, 3] as const),
]);
const known = new Set(Intl.supportedValuesOf("currency"));

/** Whether `code` is an ISO 4217 currency this runtime can write. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** Number of decimals of a currency: 0 (JPY), 2 (CNY) or 3 (KWD). */
export function minorUnits(currency: string): number {
  return exceptions.get(currency) ?? 2;
}

/** Makes an amount; throws when it is not a safe integer or the currency is unknown. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an integer of minor units: ${amount}`);
  if (!isCurrency(currency)) throw new RangeError(`not an ISO 4217 currency: ${currency}`);
  return { amount, currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} meets ${b.currency}`);
}

/** Exact sum of two amounts of one currency. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

/** Exact difference of two amounts of one currency. */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount - b.amount, a.currency);
}

/** Exact product with a whole quantity. */
export function multiply(a: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`not a whole quantity: ${quantity}`);
  return money(a.amount * quantity, a.currency);
}

// The same where no product is beyond what a number holds.
function allocateSmall(total: number, weights: readonly number[], sum: number): number[] {
  const overs = weights.map((weight) => (total * weight) % sum);
  const parts = weights.map((weight, index) => (total * weight - overs[index]!) / sum);
  let left = total - parts.reduce((a, b) => a + b, 0);
  if (left === 0) return parts;
  const first = overs.map((_, index) => index).sort((a, b) => overs[b]! - overs[a]! || a - b);
  for (const index of first.slice(0, left)) {
    parts[index]! += 1;
    left -= 1;
  }
  return parts;
}

/**
 * Splits `total` (integer minor units) by integer weights so that the parts sum to it exactly. Leftover units
 * go to the largest remainders, the earlier part first when they tie.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map((_, index) => (index === 0 ? total : 0));
  if (total >= 0 && total * sum <= Number.MAX_SAFE_INTEGER) return allocateSmall(total, weights, sum);
  const sign = total < 0 ? -1n : 1n;
  const whole = BigInt(Math.abs(total));
  // Added up again: beyond 2^53 the sum of numbers is off.
  const all = weights.reduce((a, b) => a + BigInt(b), 0n);
  const shares = weights.map((weight, index) => {
    const product = whole * BigInt(weight);
    return { index, part: product / all, rest: product % all };
  });
  let left = whole - shares.reduce((a, share) => a + share.part, 0n);
  for (const share of [...shares].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => Number(sign * share.part));
}

const decimal = /^(-?)(\d{1,12})(?:\.(\d*))?$/;

function plainDecimal(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .replace(/^[¥$€£]\s*/, "")
    .replace(/,(?=\d{3}(\D|$))/g, "");
}

/**
 * Reads what a person typed ("168", "168.00", "1,680.5", "１６８") into minor units.
 * Throws `AppError` `price_invalid`, `price_too_precise` or `price_negative`.
 */
export function parseMoney(text: string, currency: string): Money {
  const match = decimal.exec(text) ?? decimal.exec(plainDecimal(text));
  if (!match) throw new AppError("invalid", "price_invalid", { params: { text } });
  const digits = minorUnits(currency);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > digits)
    throw new AppError("invalid", "price_too_precise", { params: { text, currency, digits } });
  if (match[1] === "-") throw new AppError("invalid", "price_negative", { params: { text } });
  return money(Number(`${match[2]}${fraction.padEnd(digits, "0")}`), currency);
}

/** Writes minor units as a plain decimal for a form field or a CSV cell: 16800 CNY → "168.00". */
export function toDecimal({ amount, currency }: Money): string {
  const digits = minorUnits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const sign = amount < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

interface PriceFormat {
  readonly format: Intl.NumberFormat;
  /** By amount: shops repeat few prices often, and writing one costs as much as drawing its element. */
  readonly written: Map<number, string>;
}
const formats = new Map<string, PriceFormat>();
const mostWritten = 2_000;

function priceFormat(locale: string, currency: string, digits: number): PriceFormat {
  const key = `${locale} ${currency} ${digits}`;
  let known = formats.get(key);
  if (!known) {
    const format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: minorUnits(currency),
    });
    known = { format, written: new Map() };
    formats.set(key, known);
  }
  return known;
}

/** Writes an amount for people: `¥168.00`, `$128.00`. `trim` drops ".00", as price tags do. */
export function formatMoney(value: Money, locale: string, options: { trim?: boolean } = {}): string {
  const { amount, currency } = value;
  const digits = minorUnits(currency);
  const trim = options.trim === true && amount % 10 ** digits === 0;
  const { format, written } = priceFormat(locale, currency, trim ? 0 : digits);
  let text = written.get(amount);
  if (text === undefined) {
    // Intl takes a decimal string exactly; a float never stands between the integer and the text.
    text = format.format(toDecimal(value) as unknown as number).replace("-", "−");
    if (written.size >= mostWritten) written.clear();
    written.set(amount, text);
  }
  return text;
}
