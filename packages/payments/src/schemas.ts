import { z } from "zod";

/** Where a customer's page can be open; `CustomerEnvironment.kind`. */
export const devices = ["desktop", "phone-browser", "wechat", "mini-program", "alipay"] as const;
export type Device = (typeof devices)[number];

/** When money is taken: at once, or reserved first and taken by staff, or when the last parcel of an order leaves. */
export const captureTimes = ["at-once", "by-hand", "on-fulfilment"] as const;
export type CaptureWhen = (typeof captureTimes)[number];

const Currency = z.string().regex(/^[A-Z]{3}$/, "currency_unknown");
const Minor = z
  .int("amount_invalid")
  .min(0, "amount_negative")
  .max(Number.MAX_SAFE_INTEGER, "amount_invalid");

const Bounds = z
  .strictObject({ least: Minor.optional(), most: Minor.optional() })
  .refine(({ least = 0, most = least }) => least <= most, { message: "amount_order", path: ["most"] });

/**
 * Where, for how much and on what an account is offered; what is left out excludes nothing. A list that names nobody
 * would hide the account from everybody, which is what switching it off is for.
 */
export const AccountConditions = z.strictObject({
  /** Where the goods go, ISO 3166. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, "country_unknown"))
    .min(1, "choose_one")
    .max(250)
    .optional(),
  /** ISO 4217. */
  currencies: z.array(Currency).min(1, "choose_one").max(200).optional(),
  /** Least and largest sum by currency, in its minor units; both are still offered. */
  amounts: z.record(Currency, Bounds).optional(),
  devices: z.array(z.enum(devices)).min(1, "choose_one").optional(),
});
export type AccountConditions = z.infer<typeof AccountConditions>;

const Title = z
  .record(z.string(), z.string().trim().min(1, "title_missing").max(80, "input_too_long"))
  .refine((title) => Object.keys(title).length > 0, "title_missing");

export const ConnectAccountInput = z.object({
  provider: z.string(),
  title: Title,
  credentials: z.unknown(),
  position: z.int().min(0).default(0),
  capture: z.enum(captureTimes).default("at-once"),
});
export type ConnectAccountInput = z.input<typeof ConnectAccountInput>;

export const PlatformAccountInput = z.object({ provider: z.string(), credentials: z.unknown() });
export type PlatformAccountInput = z.input<typeof PlatformAccountInput>;

export const BeginOnboardingInput = z.object({
  provider: z.string().max(60),
  title: Title,
  conditions: AccountConditions.default({}),
  capture: z.enum(captureTimes).optional(),
});
export type BeginOnboardingInput = z.input<typeof BeginOnboardingInput>;

export const SaveAccountInput = z.object({
  /** The account to change; a new one is connected when it is left out. */
  id: z.string().max(40).optional(),
  /** The id that a new account is to have, as `listProviders` proposed it; any other free one will do. */
  newId: z.string().max(40).optional(),
  provider: z.string().max(60),
  title: Title,
  /** As typed. A secret that is left out keeps what is stored. */
  credentials: z.record(z.string().max(60), z.unknown()),
  /** Stored secrets to forget. */
  forget: z.array(z.string().max(60)).max(50).default([]),
  conditions: AccountConditions.default({}),
  /** What is left out stays as it is; "at-once" for a new account. Capability `manual-capture`. */
  capture: z.enum(captureTimes).optional(),
  /** "save-off": the merchant wants it kept, switched off, though the provider refused it. */
  whenRefused: z.enum(["leave", "save-off"]).default("leave"),
});
export type SaveAccountInput = z.input<typeof SaveAccountInput>;
export { differenceKinds } from "./reconciliation/difference-kinds.ts";
export { ResolveDifferenceInput } from "./reconciliation/schemas.ts";
