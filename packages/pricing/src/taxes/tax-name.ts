import { plainName } from "./provinces.ts";

// What taxes are called elsewhere; a name that is not here is a name of its own law and stays.
const names: readonly Readonly<Record<string, string>>[] = [
  { en: "VAT", zh: "增值税", ar: "ضريبة القيمة المضافة" },
  { en: "Sales tax", zh: "销售税", ar: "ضريبة المبيعات" },
  { en: "Consumption tax", zh: "消费税", ja: "消費税", ar: "ضريبة الاستهلاك" },
  { en: "Tax", zh: "税费", ar: "الضريبة" },
];

const byName = new Map(
  names.flatMap((one) => Object.values(one).map((word) => [plainName(word), one] as const)),
);
const unnamed = byName.get("tax");

/** A tax's name in a language, where it is one that people translate: "VAT" is 增值税. */
export function taxName(name: string, locale: string): string {
  const known = name === "" ? unnamed : byName.get(plainName(name));
  return known?.[locale.split("-")[0]!] ?? known?.en ?? name;
}
