import { Password, PersonName } from "@hutong/stores/schemas";
import { z } from "zod";

export const UpdateProfileInput = z.object({ name: PersonName });
export type UpdateProfileInput = z.input<typeof UpdateProfileInput>;

export const SetPasswordInput = z.object({
  password: Password,
  /** The old one; empty where there is none. */
  current: z
    .string()
    .max(1000)
    .transform((text) => text.normalize("NFC")),
});
export type SetPasswordInput = z.input<typeof SetPasswordInput>;

export const SaveNoteInput = z.object({
  id: z.string().max(40),
  note: z.string().max(2000, "note_too_long"),
});
export type SaveNoteInput = z.input<typeof SaveNoteInput>;
