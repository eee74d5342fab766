import { cleanText } from "@hutong/kernel";
import { z } from "zod";

// Messages are stable codes: the edge that shows them translates them.

export const Email = z
  .string()
  .transform((text) => cleanText(text).toLowerCase())
  .pipe(
    z
      .string()
      .max(254, "email_invalid")
      .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, "email_invalid"),
  );

/** At least 8 characters, no rules of composition; the upper bound keeps hashing cheap. */
export const Password = z
  .string()
  .transform((text) => text.normalize("NFC"))
  .pipe(z.string().min(8, "password_too_short").max(200, "password_too_long"));

export const PersonName = z
  .string()
  .transform(cleanText)
  .pipe(z.string().min(1, "name_missing").max(100, "name_too_long"));

export const UserLocale = z.enum(["zh-CN", "en"]);
export type UserLocale = z.infer<typeof UserLocale>;

export const SignUpInput = z.object({
  name: PersonName,
  email: Email,
  password: Password,
  locale: UserLocale,
});
export type SignUpInput = z.input<typeof SignUpInput>;

export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1, "password_missing").max(1000),
});
export type SignInInput = z.input<typeof SignInInput>;

export const OneTimeToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "link_invalid");

export const VerifyEmailInput = z.object({ token: OneTimeToken });
export type VerifyEmailInput = z.input<typeof VerifyEmailInput>;

export const RequestPasswordResetInput = z.object({ email: Email });
export type RequestPasswordResetInput = z.input<typeof RequestPasswordResetInput>;

export const ResetPasswordInput = z.object({ token: OneTimeToken, password: Password });
export type ResetPasswordInput = z.input<typeof ResetPasswordInput>;

export const UpdateUserInput = z.object({ name: PersonName.optional(), locale: UserLocale.optional() });
export type UpdateUserInput = z.input<typeof UpdateUserInput>;

export const MemberRole = z.enum(["owner", "manager", "staff"]);

export const AddMemberInput = z.object({ email: Email, role: MemberRole });
export type AddMemberInput = z.input<typeof AddMemberInput>;

export const ChangeMemberRoleInput = z.object({ userId: z.uuid("id_invalid"), role: MemberRole });
export type ChangeMemberRoleInput = z.input<typeof ChangeMemberRoleInput>;

export const RemoveMemberInput = z.object({ userId: z.uuid("id_invalid") });
export type RemoveMemberInput = z.input<typeof RemoveMemberInput>;
