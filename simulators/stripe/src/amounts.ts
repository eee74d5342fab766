import { parameterError } from "./refused.ts";

const withoutDecimals = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const withThree = new Set("bhd jod kwd omr tnd".split(" "));
const inWholeHundreds = new Set(["isk", "ugx"]);
const known = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));
const mostUnits = 99_999_999;

/** Decimals with which a currency is written here. */
export function decimalsOf(currency: string): number {
  if (withoutDecimals.has(currency)) return 0;
  return withThree.has(currency) ? 3 : 2;
}

// Half a dollar, roughly: the true table has a figure for each currency.
const leastOf = (currency: string) => ({ 0: 50, 2: 50, 3: 200 })[decimalsOf(currency)]!;

/** Refuses an amount that Stripe would not charge. */
export function checkAmount(amount: number, currency: string, param: string): void {
  if (!known.has(currency))
    throw parameterError("currency", `Invalid currency: ${currency}`, "parameter_invalid");
  if (withThree.has(currency) && amount % 10 !== 0)
    throw parameterError(param, `Invalid amount: ${currency} is charged in tens`, "parameter_invalid");
  if (inWholeHundreds.has(currency) && amount % 100 !== 0)
    throw parameterError(param, `Invalid amount: ${currency} has no decimals`, "parameter_invalid");
  if (amount > mostUnits)
    throw parameterError(param, "Amount must be no more than 999,999.99", "amount_too_large");
  if (amount < leastOf(currency))
    throw parameterError(
      param,
      "The Checkout Session's total amount due must add up to at least $0.50 usd",
      "amount_too_small",
    );
}

/** An amount as the page shows it. */
export function written(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
