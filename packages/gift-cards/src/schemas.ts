import { z } from "zod";

const positive = z
  .int("amount_invalid")
  .min(1, "amount_too_small")
  .max(Number.MAX_SAFE_INTEGER, "amount_invalid");

export const IssueGiftCardInput = z.object({
  /** Minor units of the store's currency. */
  amount: positive,
  /** The last day on which it is good, in the store's time zone; null: it never expires. */
  lastDay: z.iso.date("date_invalid").nullable().default(null),
  recipientEmail: z.union([z.literal(""), z.email("email_invalid").max(254, "input_too_long")]).default(""),
  note: z.string().trim().max(300, "input_too_long").default(""),
  /** Idempotency key: the same key sent again issues no second card. */
  key: z.string().min(1).max(100),
});
export type IssueGiftCardInput = z.input<typeof IssueGiftCardInput>;

export const AdjustGiftCardInput = z.object({
  id: z.string().max(40),
  /** Minor units, added to the balance; negative takes away. */
  amount: z
    .int("amount_invalid")
    .min(-Number.MAX_SAFE_INTEGER, "amount_invalid")
    .max(Number.MAX_SAFE_INTEGER, "amount_invalid")
    .refine((amount) => amount !== 0, "amount_too_small"),
  reason: z.string().trim().min(1, "reason_missing").max(300, "input_too_long"),
  /** Idempotency key. */
  key: z.string().min(1).max(100),
});
export type AdjustGiftCardInput = z.input<typeof AdjustGiftCardInput>;

export const SwitchGiftCardInput = z.object({ id: z.string().max(40), isEnabled: z.boolean() });
export type SwitchGiftCardInput = z.input<typeof SwitchGiftCardInput>;

export const ListGiftCardsInput = z.object({
  /** The last four characters of a code, or the beginning of a recipient's e-mail address. */
  query: z.string().max(100).default(""),
  /** The id of the last card of the page before. */
  before: z.uuid().optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListGiftCardsInput = z.input<typeof ListGiftCardsInput>;
