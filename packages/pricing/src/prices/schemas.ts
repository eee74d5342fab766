import { z } from "zod";

export const PriceListInput = z.object({
  /** Of a list that is changed; without one it is new. */
  id: z.string().max(100).optional(),
  marketId: z.string().max(100),
  name: z.string().max(80),
  kind: z.enum(["market", "sale", "group"]),
  groupId: z.string().max(100).nullable().default(null),
  startsAt: z.date().nullable().default(null),
  endsAt: z.date().nullable().default(null),
  /** Hundredths of a percent off everything that the list names no price of. */
  basisPoints: z.int().min(1).max(10_000).nullable().default(null),
  /** Its prices as they are pasted, a line each: "SKU, 12.50", "SKU, 10, 11.00" or "SKU, 10, -12%". */
  prices: z.string().max(2_000_000),
});
export type PriceListInput = z.input<typeof PriceListInput>;

export const CustomerGroupInput = z.object({ id: z.string().max(100).optional(), name: z.string().max(80) });
export type CustomerGroupInput = z.infer<typeof CustomerGroupInput>;
