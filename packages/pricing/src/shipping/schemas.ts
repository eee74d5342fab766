import { z } from "zod";

const LocalizedText = z.record(z.string(), z.string().max(200));
const amount = z.int().min(0);
const days = z.int().min(0).max(365);
const part = z.string().max(80).optional();

export const PlaceInput = z.object({
  country: z.string().regex(/^(\*|[A-Z]{2})$/),
  province: part,
  city: part,
  district: part,
  postcode: z.string().max(20).optional(),
});

const grams = z.int().min(1).max(1_000_000_000);

export const ChargeInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("flat"), price: amount }),
  z.object({
    kind: z.literal("steps"),
    firstGrams: grams,
    firstPrice: amount,
    furtherGrams: grams,
    furtherPrice: amount,
    mostGrams: grams.nullable(),
  }),
  z.object({
    kind: z.literal("tiers"),
    of: z.enum(["weight", "price", "quantity"]),
    tiers: z
      .array(z.object({ upTo: amount.nullable(), price: amount }))
      .min(1)
      .max(50)
      .readonly(),
  }),
]);

export const RateInput = z.object({
  /** Of a rate that stays what it is; without one it is new. */
  id: z.string().max(100).optional(),
  name: LocalizedText,
  charge: ChargeInput,
  freeAbove: amount.nullable(),
  minimum: amount.nullable(),
  minDays: days,
  maxDays: days,
});
export type RateInput = z.infer<typeof RateInput>;

export const ShippingZoneInput = z.object({
  /** Of a zone that is changed; without one it is new. */
  id: z.string().max(100).optional(),
  marketId: z.string().max(100),
  /** For the merchant's own eyes. */
  name: z.string().max(100),
  kind: z.enum(["shipping", "local"]),
  places: z.array(PlaceInput).min(1).max(2000),
  surcharges: z
    .array(z.object({ places: z.array(PlaceInput).min(1).max(500), amount, isFreeKept: z.boolean() }))
    .max(20),
  rates: z.array(RateInput).max(50),
});
export type ShippingZoneInput = z.infer<typeof ShippingZoneInput>;
