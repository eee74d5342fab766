import { z } from "zod";

export const SetStockRow = z.object({
  variantId: z.string().max(100),
  /** Units that can be sold from now on, absolutely. */
  available: z.number(),
  /** Whether it may be sold below zero; unchanged when absent, false on first use. */
  mayOversell: z.boolean().optional(),
});
export type SetStockRow = z.input<typeof SetStockRow>;

const text = (max: number) => z.string().max(max);

export const UpdateLocationInput = z.object({
  id: z.string().max(100),
  name: text(255),
  isPickup: z.boolean(),
  /** Null until it is known; without one nobody can fetch anything there. */
  address: z
    .object({
      country: z.string().regex(/^[A-Z]{2}$/),
      province: text(80),
      city: text(80),
      district: text(80),
      line1: text(200),
      line2: text(200),
      postcode: text(20),
      phone: text(40),
    })
    .nullable(),
  /** By language. */
  hours: z.record(text(35), text(500)),
});
export type UpdateLocationInput = z.infer<typeof UpdateLocationInput>;

export const CreateLocationInput = z.object({ name: z.string().max(255) });
export type CreateLocationInput = z.input<typeof CreateLocationInput>;
