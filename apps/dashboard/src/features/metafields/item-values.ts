import { type FieldType, partsOf } from "@hutong/metafields/schemas";

/** The single values of a kept one, as a form shows them; of nothing there are none. */
export function itemsOf(type: FieldType, value: string | undefined): string[] {
  if (value === undefined || value === "") return [];
  if (!partsOf(type).isList) return [value];
  return (JSON.parse(value) as (string | number)[]).map(String);
}

/** A value of what stands in the form; null where nothing does. */
export function valueOfItems(type: FieldType, items: readonly string[]): string | null {
  const filled = items.filter((one) => one.trim() !== "");
  if (filled.length === 0) return null;
  return partsOf(type).isList ? JSON.stringify(filled) : filled[0]!;
}

/** An amount in a form, and the JSON that is kept of it. */
export const amountOf = (value: string): string => {
  try {
    return String((JSON.parse(value) as { amount?: unknown }).amount ?? "");
  } catch {
    return "";
  }
};
export const moneyOf = (amount: string, currency: string): string =>
  amount.trim() === "" ? "" : JSON.stringify({ amount: amount.trim(), currency_code: currency });
