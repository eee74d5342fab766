import { AppError, parseMoney, toDecimal } from "@hutong/kernel";

/** An amount of minor units as one types it: 1990 is "19.90". */
export function majorOf(amount: number, currency: string): string {
  return toDecimal({ amount, currency });
}

/** What was typed in minor units as an address has them; empty where it is no price. */
export function minorOf(text: string, currency: string): string {
  if (text === "") return "";
  try {
    return String(Math.max(0, parseMoney(text, currency).amount));
  } catch (error) {
    if (error instanceof AppError) return "";
    throw error;
  }
}
