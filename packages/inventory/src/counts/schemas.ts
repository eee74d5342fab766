import { z } from "zod";

const id = z.string().max(100);

export const BeginCountInput = z.object({ locationId: id, name: z.string().max(100).default("") });
export type BeginCountInput = z.input<typeof BeginCountInput>;

export const EnterCountInput = z.object({
  id,
  /** Which one: by its id, or by the barcode or SKU that was typed or scanned. */
  variantId: id.optional(),
  code: z.string().max(200).optional(),
  counted: z.int("quantity_invalid").min(0, "quantity_negative").max(1_000_000, "quantity_too_large"),
  /** Whether it is added to what was counted of it before, as another shelf is. */
  isMore: z.boolean().default(false),
});
export type EnterCountInput = z.input<typeof EnterCountInput>;
