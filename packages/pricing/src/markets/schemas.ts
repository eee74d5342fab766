import { z } from "zod";

const LocalizedText = z.record(z.string().max(20), z.string().max(80));

export const MarketInput = z.object({
  /** What addresses and cookies call it; made of the name where it is left out. */
  handle: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional(),
  name: LocalizedText.default({}),
  /** ISO 3166-1 codes, or "*" for everywhere else. */
  countries: z.array(z.string().regex(/^(\*|[A-Z]{2})$/)).max(260),
  /** ISO 4217; stands since creation, since prices and rates are kept in it. */
  currency: z.string().length(3),
  /** Units of its currency for one unit of the store's, as a decimal text. */
  rate: z.string().max(30).default("1"),
  /** Hundredths of a percent that prices are raised by, or lowered. */
  adjustment: z.int().min(-10_000).max(100_000).default(0),
  /** Minor units that converted prices are rounded to, and what is taken off then. */
  step: z.int().min(1).max(1_000_000_000).default(1),
  under: z.int().min(0).max(999_999_999).default(0),
  /** Languages of the store that it is shown in. */
  locales: z.array(z.string().max(20)).max(100),
  isTaxIncluded: z.boolean(),
  /** Hundredths of a percent, where no country has taxes of its own. */
  taxBasisPoints: z.int().min(0).max(10_000),
});
export type MarketInput = z.input<typeof MarketInput>;

export const MarketChange = MarketInput.omit({ currency: true, handle: true }).extend({
  id: z.string().max(100),
  /** A closed market is visited by nobody. */
  isOpen: z.boolean(),
});
export type MarketChange = z.input<typeof MarketChange>;
