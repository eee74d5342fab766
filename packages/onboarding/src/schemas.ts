import { z } from "zod";

export { countries, currencyOf, isTaxIncludedIn, languageOf, timezoneOf } from "./country-defaults.ts";

const Text = z.string().max(500);

/** What a merchant says of a new shop; the domain judges the values and names each refusal. */
export const OpenShopInput = z.object({
  handle: Text,
  name: z.union([Text, z.record(z.string(), Text)]),
  country: Text,
  currency: Text,
  locale: Text,
  locales: z.array(Text).max(50).optional(),
  timezone: Text.optional(),
  ownerUserId: z.string().optional(),
  contactEmail: z.string().max(254).optional(),
  isTest: z.boolean().optional(),
  theme: z.enum(["tea", "street"]).optional(),
  /** How provider `test` answers in a store in test mode: on a page of ours, or paid without one. */
  testAnswer: z.enum(["page", "at-once"]).optional(),
});
export type OpenShopInput = z.infer<typeof OpenShopInput>;
