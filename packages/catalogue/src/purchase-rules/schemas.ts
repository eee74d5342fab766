import { weightUnits } from "@hutong/kernel";
import { z } from "zod";
import { mostFields } from "../limits.ts";

export { mostFields } from "../limits.ts";

/** Most choices of a field, and characters of what a customer fills in. */
export const mostChoices = 30;
export const mostLetters = 500;

const Words = z.record(z.string(), z.string().trim().max(60, "text_long"));
const someWords = (words: Readonly<Record<string, string>>) => Object.values(words).some((one) => one !== "");

/** Something that customers fill in when they put a product into their bag, as its merchant writes it. Issue messages are stable codes. */
export const LineField = z
  .object({
    /** Stays when the field is renamed: small letters and digits. */
    id: z.string().regex(/^[a-z0-9]{1,12}$/, "field_id_invalid"),
    /** By language: "Engraving". */
    label: Words.refine(someWords, "field_label_missing"),
    kind: z.enum(["text", "choice"]),
    isRequired: z.boolean(),
    /** Of a text, in characters. */
    maxLength: z
      .int("max_length_invalid")
      .min(1, "max_length_invalid")
      .max(mostLetters, "max_length_invalid"),
    /** What can be chosen, by language; empty for a text. */
    choices: z.array(Words.refine(someWords, "choice_missing")).max(mostChoices, "choices_many"),
  })
  .refine(({ kind, choices }) => kind === "text" || choices.length > 0, {
    path: ["choices"],
    message: "choices_missing",
  });
export type LineField = z.output<typeof LineField>;

const units = z.int("units_invalid").min(1, "units_invalid").max(9999, "units_invalid");

/** Of how many units an order has to be. */
export const QuantityRule = z
  .object({
    least: units,
    /** Null: as many as one likes. */
    most: units.nullable(),
    /** Units are sold in multiples of it. */
    step: units,
    /** Whether each variant is counted for itself, or all of the product's together. */
    of: z.enum(["variant", "product"]),
    /** What one unit weighs, where goods are sold by weight: prices and stock are those of so much. */
    weight: z
      .object({
        amount: z.int("units_invalid").min(1, "units_invalid").max(9999, "units_invalid"),
        unit: z.enum(weightUnits),
      })
      .nullish(),
  })
  .refine(({ least, step }) => least % step === 0, { path: ["least"], message: "least_not_of_step" })
  .refine(({ most, step }) => most === null || most % step === 0, {
    path: ["most"],
    message: "most_not_of_step",
  })
  .refine(({ most, least }) => most === null || most >= least, {
    path: ["most"],
    message: "most_below_least",
  });
export type QuantityRule = z.output<typeof QuantityRule>;

export const PutPurchaseRulesInput = z.object({
  productId: z.string().max(40),
  fields: z
    .array(LineField)
    .max(mostFields, "fields_many")
    .refine((fields) => new Set(fields.map(({ id }) => id)).size === fields.length, "field_id_invalid"),
  /** Null: any number. */
  quantity: QuantityRule.nullable(),
});
export type PutPurchaseRulesInput = z.input<typeof PutPurchaseRulesInput>;
