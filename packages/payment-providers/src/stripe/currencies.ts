import { type Money, minorUnits, money } from "@hutong/kernel";

/**
 * Presentment currencies (docs.stripe.com/currencies). UGX is left out: that page lists it both without decimals and
 * with two, and a wrong guess is a hundredfold.
 */
export const currencies: readonly string[] = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
  CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY
  KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO
  NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND
  TOP TRY TTD TWD TZS UAH USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW`
  .trim()
  .split(/\s+/);

const withoutDecimals = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const withThree = new Set("BHD JOD KWD OMR TND".split(" "));

// ISK has no decimals any more, but is still written with two, which are always 00.
function decimalsAtStripe(currency: string): number {
  if (withoutDecimals.has(currency)) return 0;
  return withThree.has(currency) ? 3 : 2;
}

/** The most that an `amount` may be: eight digits. */
const mostUnits = 99_999_999;

export type AmountFault = "currency" | "nothing" | "too_large" | "not_expressible";

/**
 * An amount as Stripe's integer of its own smallest units, or why it has none: MGA only in whole units, three-decimal
 * currencies only in tens of the smallest unit.
 */
export function toUnits({ amount, currency }: Money): number | AmountFault {
  if (!currencies.includes(currency)) return "currency";
  if (amount < 1) return "nothing";
  const shift = decimalsAtStripe(currency) - minorUnits(currency);
  const units = amount * 10 ** shift;
  if (!Number.isInteger(units)) return "not_expressible";
  if (withThree.has(currency) && units % 10 !== 0) return "not_expressible";
  return units > mostUnits ? "too_large" : units;
}

/** Stripe's units and lower-case code → ours, exactly. Throws for a currency that is not known, or a fraction of one. */
export function fromUnits(units: number, code: string): Money {
  const currency = code.toUpperCase();
  const shift = decimalsAtStripe(currency) - minorUnits(currency);
  return money(shift > 0 ? units / 10 ** shift : units * 10 ** -shift, currency);
}
