import { z } from "zod";

/** A cart that nobody has, to see what discounts do to it. */
export const TryCartInput = z.object({
  lines: z
    .array(
      z.object({
        variantId: z.uuid(),
        quantity: z.int("count_invalid").min(1, "count_invalid").max(9999, "count_invalid"),
      }),
    )
    .min(1, "lines_missing")
    .max(50),
  code: z.string().max(100).default(""),
});
