import { z } from "zod";

export const SetStockRow = z.object({
  variantId: z.string().max(100),
  /** Units that can be sold from now on, absolutely. */
  available: z.number(),
  /** Whether it may be sold below zero; unchanged when absent, false on first use. */
  mayOversell: z.boolean().optional(),
});
export type SetStockRow = z.input<typeof SetStockRow>;

export const SetOversellingRow = z.object({ variantId: z.string().max(100), mayOversell: z.boolean() });
export type SetOversellingRow = z.infer<typeof SetOversellingRow>;

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

/** The states of stock that staff put units into and take them out of; the others belong to checkouts and orders. */
export const stockStates = ["available", "damaged", "safetyStock", "qualityControl"] as const;
export type StockState = (typeof stockStates)[number];

/** Why stock is adjusted. */
export const adjustReasons = [
  "received",
  "returned",
  "correction",
  "damaged",
  "theft",
  "lost",
  "promotion",
  "other",
] as const;
export type AdjustReason = (typeof adjustReasons)[number];

const mostAtOnce = 500;
const units = z.int("quantity_invalid").min(1, "quantity_invalid").max(1_000_000, "quantity_too_large");

export const AdjustStockInput = z.object({
  changes: z
    .array(
      z.object({
        variantId: z.string().max(100),
        locationId: z.string().max(100),
        /** Out of which state; null: they come from outside. */
        from: z.enum(stockStates).nullable(),
        /** Into which state; null: they are gone. */
        to: z.enum(stockStates).nullable(),
        quantity: units,
      }),
    )
    .min(1)
    .max(mostAtOnce),
  reason: z.enum(adjustReasons),
  note: text(500).optional(),
  /** Of this wish: sent twice it is done once. */
  key: z.string().min(1).max(100),
});
export type AdjustStockInput = z.infer<typeof AdjustStockInput>;

export const SetLowStockInput = z.object({
  variantId: z.string().max(100),
  locationId: z.string().max(100),
  /** It runs low with this many or fewer; null asks for no notice. */
  lowAt: z
    .int("quantity_invalid")
    .min(0, "quantity_negative")
    .max(1_000_000, "quantity_too_large")
    .nullable(),
});
export type SetLowStockInput = z.infer<typeof SetLowStockInput>;

export const stockFilters = ["all", "low", "out", "aside"] as const;

export const ListStockInput = z.object({
  /** The default one where none is named. */
  locationId: z.string().max(100).optional(),
  /** Low; none left; or set aside (damaged, safety stock, quality control). */
  filter: z.enum(stockFilters).default("all"),
  query: z.string().max(200).default(""),
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(250).default(50),
});
export type ListStockInput = z.input<typeof ListStockInput>;

export const ListMovementsInput = z.object({
  variantId: z.string().max(100),
  locationId: z.string().max(100).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(250).default(50),
});
export type ListMovementsInput = z.input<typeof ListMovementsInput>;

export const CloseLocationInput = z.object({
  id: z.string().max(100),
  /** Where what is still there goes; without it a location has to be empty. */
  moveTo: z.string().max(100).optional(),
});
export type CloseLocationInput = z.infer<typeof CloseLocationInput>;

export const CreateLocationInput = z.object({ name: z.string().max(255) });
export type CreateLocationInput = z.input<typeof CreateLocationInput>;
