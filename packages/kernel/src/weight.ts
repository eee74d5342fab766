/** Units that goods are weighed in; names as `Intl` has them. */
export const weightUnits = ["gram", "kilogram", "ounce", "pound"] as const;
export type WeightUnit = (typeof weightUnits)[number];

export interface Weight {
  readonly amount: number;
  readonly unit: WeightUnit;
}

// The international avoirdupois pound (1959) and its sixteenth.
const grams: Record<WeightUnit, number> = { gram: 1, kilogram: 1000, ounce: 28.349523125, pound: 453.59237 };

/** Whole grams, never less than it weighs: what parcels are charged by. */
export function gramsOf({ amount, unit }: Weight): number {
  return Math.ceil(amount * grams[unit]);
}

// Making one takes longer than using it some thousand times.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(unit: WeightUnit, locale: string): Intl.NumberFormat {
  const key = `${unit} ${locale}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    // Chinese shops write 克, where the short form is "g".
    unitDisplay: locale.startsWith("zh") ? "long" : "short",
    unit,
    maximumFractionDigits: 3,
  });
  formats.set(key, format);
  return format;
}

/** "50 g", "50克"; from a thousand grams on in kilograms. */
export function formatWeight({ amount, unit }: Weight, locale: string): string {
  const isMany = unit === "gram" && amount >= 1000;
  return formatOf(isMany ? "kilogram" : unit, locale).format(isMany ? amount / 1000 : amount);
}
