import { z } from "zod";

export { AddCodesInput, DiscountInput, type DiscountValue, type Targets } from "./discounts/schemas.ts";
export * from "./markets/schemas.ts";
export * from "./prices/schemas.ts";
export * from "./taxes/schemas.ts";

const LocalizedText = z.record(z.string(), z.string().max(200));

export const ShippingRateInput = z.object({
  name: LocalizedText,
  /** ISO 3166 codes, or ["*"] for everywhere else. */
  countries: z.array(z.string().regex(/^(\*|[A-Z]{2})$/)).min(1),
  /** Minor units of the market's currency. */
  price: z.int().min(0),
  freeAbove: z.int().min(0).nullable(),
  minDays: z.int().min(0).max(365),
  maxDays: z.int().min(0).max(365),
});
export type ShippingRateInput = z.infer<typeof ShippingRateInput>;
