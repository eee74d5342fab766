import { z } from "zod";

export const SetStockRow = z.object({
  variantId: z.string().max(100),
  /** Units that can be sold from now on, absolutely. */
  available: z.number(),
  /** Whether it may be sold below zero; unchanged when absent, false on first use. */
  mayOversell: z.boolean().optional(),
});
export type SetStockRow = z.input<typeof SetStockRow>;

export const CreateLocationInput = z.object({ name: z.string().max(255) });
export type CreateLocationInput = z.input<typeof CreateLocationInput>;
