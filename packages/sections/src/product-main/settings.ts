import { z } from "zod";
import { text } from "../section.ts";

export const ProductMainSettings = z.object({
  /** Promises under the buttons: only what the store keeps. */
  pledges: z
    .array(z.object({ icon: z.enum(["truck", "leaf", "lock"]), text: text() }))
    .max(6)
    .default([]),
  /** Whether the product's facts stand beside the pictures. */
  showFacts: z.boolean().default(false),
});
export type ProductMainSettings = z.infer<typeof ProductMainSettings>;
