import { z } from "zod";
import { arePostcodes } from "./place.ts";

const text = (most: number) => z.string().trim().max(most);

/** "standard", "reduced", "zero", or a class of the merchant's own, by its handle. */
const TaxClassHandle = z.string().regex(/^[\p{L}\p{N}-]{1,60}$/u);

const TaxRateInput = z.object({
  name: text(60).min(1, "tax_name_missing"),
  taxClass: TaxClassHandle.refine((one) => one !== "zero"),
  province: text(80).default(""),
  city: text(80).default(""),
  /** "90210, 902*, 90001..90099". */
  postcodes: text(2000).refine(arePostcodes, "postcodes_invalid").default(""),
  /** Hundredths of a percent, two decimals at most. */
  basisPoints: z.number().min(0).max(10_000).multipleOf(0.01),
});

/** How a country wants its taxes, with all of its rates in the merchant's order. */
export const CountryTaxesInput = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  isIncluded: z.boolean(),
  rounding: z.enum(["line", "order"]),
  shipping: z.enum(["none", "as-goods", "class"]),
  shippingClass: TaxClassHandle.nullable(),
  rates: z.array(TaxRateInput).max(1000),
});
export type CountryTaxesInput = z.input<typeof CountryTaxesInput>;

export const TaxSettingsInput = z.object({
  /** The rate and the way of prices where no country says another. */
  isTaxIncluded: z.boolean(),
  taxBasisPoints: z.int().min(0).max(10_000),
  invoices: z.enum(["by-country", "on", "off"]),
  /** The merchant's own classes, beside standard, reduced and zero. */
  classes: z
    .array(z.object({ handle: TaxClassHandle, name: text(60).min(1) }))
    .max(50)
    .refine((all) => new Set(all.map(({ handle }) => handle)).size === all.length),
});
export type TaxSettingsInput = z.input<typeof TaxSettingsInput>;

/** An address to try, as far as it is known. */
export const TryTaxesInput = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  province: text(80).default(""),
  city: text(80).default(""),
  postcode: text(20).default(""),
  taxClass: TaxClassHandle.default("standard"),
});
export type TryTaxesInput = z.input<typeof TryTaxesInput>;
