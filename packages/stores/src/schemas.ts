import { z } from "zod";
import { Email } from "./people/schemas.ts";

const Text = z.string().max(500);

/** What a new store needs; codes, not zod, judge the values, so that each refusal has a name. */
export const CreateStoreInput = z.object({
  handle: Text,
  /** In the store's language, or in several: `{ "zh-CN": "檐下", en: "Under the Eaves" }`. */
  name: z.union([Text, z.record(z.string(), Text)]),
  /** ISO 3166-1 alpha-2. */
  country: Text,
  /** ISO 4217. */
  currency: Text,
  /** IANA name. */
  timezone: Text,
  /** BCP 47: the language texts are written in; `locales` adds more. */
  locale: Text,
  locales: z.array(Text).max(50).optional(),
  ownerUserId: z.uuid().optional(),
  /** Where the store is written to; the owner's address when absent. */
  contactEmail: z.string().max(254).optional(),
  /** Test mode: provider `test` may be connected and orders are marked. */
  isTest: z.boolean().optional(),
});
export type CreateStoreInput = z.infer<typeof CreateStoreInput>;

export const AddHostInput = z.object({
  host: z.string().max(300),
  isVerified: z.boolean().default(false),
  isPrimary: z.boolean().default(false),
});
export type AddHostInput = z.input<typeof AddHostInput>;

/** Languages the dashboard offers for a store's texts. */
export const storeLanguages = ["zh-CN", "zh-TW", "en", "ja", "ko", "fr", "de", "es", "ar"] as const;

export const UpdateStoreInput = z.object({
  name: z.record(z.string(), z.string().max(120, "name_too_long")).optional(),
  timezone: z.string().max(60).optional(),
  /** The store's own language stays first, whatever is given. */
  locales: z.array(z.enum(storeLanguages, "language_unknown")).max(20).optional(),
  contactEmail: Email.optional(),
});
export type UpdateStoreInput = z.input<typeof UpdateStoreInput>;

export {
  AddMemberInput,
  ChangeMemberRoleInput,
  Email,
  MemberRole,
  Password,
  PersonName,
  RemoveMemberInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SignInInput,
  SignUpInput,
  UpdateUserInput,
  UserLocale,
  VerifyEmailInput,
} from "./people/schemas.ts";
