import { z } from "zod";

export const orderTabs = ["all", "to_fulfil", "unpaid", "fulfilled", "cancelled"] as const;

export const ListOrdersInput = z.object({
  tab: z.enum(orderTabs).default("all"),
  /** An order number, or the beginning of a name, an e-mail address or a phone number. */
  query: z.string().max(100).default(""),
  /** The last number of the page before. */
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListOrdersInput = z.input<typeof ListOrdersInput>;

export const FulfilOrderInput = z.object({
  id: z.uuid(),
  /** Idempotency key: the same key sent again gets the first answer. */
  key: z.string().min(1).max(100).optional(),
  /** What leaves now; everything that is left when not given. */
  lines: z.array(z.object({ lineId: z.uuid(), quantity: z.int().min(1) })).optional(),
  carrier: z.string().max(60).default(""),
  trackingNumber: z.string().max(60).default(""),
});
export type FulfilOrderInput = z.input<typeof FulfilOrderInput>;

export const ChangeDownloadsInput = z.object({
  id: z.string().max(40),
  action: z.enum(["renew", "send", "revoke"]),
});
export type ChangeDownloadsInput = z.input<typeof ChangeDownloadsInput>;

export const CaptureOrderInput = z.object({
  id: z.string().max(40),
  /** Minor units of the order's currency; all that is reserved when not given. */
  amount: z
    .int("amount_invalid")
    .min(1, "amount_too_small")
    .max(Number.MAX_SAFE_INTEGER, "amount_invalid")
    .optional(),
});
export type CaptureOrderInput = z.input<typeof CaptureOrderInput>;

export const RefundOrderInput = z.object({
  id: z.string().max(40),
  /** Minor units of the order's currency. */
  amount: z.int("amount_invalid").min(1, "amount_too_small").max(Number.MAX_SAFE_INTEGER, "amount_invalid"),
  /** Why, for those who work here. */
  note: z.string().trim().max(300, "input_too_long").default(""),
  /** Idempotency key: the same key sent again makes no second refund. */
  key: z.string().min(1).max(100),
});
export type RefundOrderInput = z.input<typeof RefundOrderInput>;

export const ListCustomersInput = z.object({
  query: z.string().max(100).default(""),
  /** The id after which the page begins. */
  before: z.string().max(40).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListCustomersInput = z.input<typeof ListCustomersInput>;

/** That an order's 发票 was issued. */
export const IssueInvoiceInput = z.object({
  id: z.uuid(),
  number: z.string().trim().min(1, "invoice_number_missing").max(60, "input_too_long"),
  issuedOn: z.iso.date("date_invalid"),
  /** Where its customer can fetch it, over https; empty for nowhere. */
  link: z
    .string()
    .trim()
    .max(500, "input_too_long")
    .refine(
      (text) => text === "" || (text.startsWith("https://") && URL.canParse(text)),
      "invoice_link_invalid",
    )
    .default(""),
});
export type IssueInvoiceInput = z.input<typeof IssueInvoiceInput>;
