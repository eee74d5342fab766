import { z } from "zod";

/** Most variants of a bundle. */
export const mostParts = 30;

export const PutBundleInput = z.object({
  /** The variant that is made of others. */
  variantId: z.uuid(),
  /** What is in one of it; nothing: it is a bundle no more. */
  parts: z.array(z.object({ variantId: z.uuid(), quantity: z.int().min(1).max(999) })),
});
export type PutBundleInput = z.input<typeof PutBundleInput>;
