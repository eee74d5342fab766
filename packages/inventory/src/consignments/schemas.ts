import { z } from "zod";

export const consignmentKinds = ["transfer", "purchase"] as const;
export type ConsignmentKind = (typeof consignmentKinds)[number];

const id = z.string().max(100);
const text = (max: number) => z.string().max(max).default("");
const units = z.int("quantity_invalid").min(1, "quantity_invalid").max(1_000_000, "quantity_too_large");
const mostLines = 500;

export const SaveConsignmentInput = z.object({
  /** Of a draft that is changed; a new one where there is none. */
  id: id.optional(),
  kind: z.enum(consignmentKinds),
  /** Where a transfer comes from. */
  fromLocationId: id.nullable().default(null),
  toLocationId: id,
  supplier: text(200),
  reference: text(200),
  /** A day: "2026-12-24". */
  expectedOn: z.iso.date("date_invalid").nullable().default(null),
  note: text(1000),
  lines: z
    .array(
      z.object({
        variantId: id,
        quantity: units,
        /** Of one unit, in minor units of the store's currency. */
        unitCost: z
          .int("amount_invalid")
          .min(0, "amount_invalid")
          .max(1_000_000_000_000)
          .nullable()
          .default(null),
      }),
    )
    .max(mostLines, "too_many_lines"),
});
export type SaveConsignmentInput = z.input<typeof SaveConsignmentInput>;

export const ReceiveConsignmentInput = z.object({
  id,
  lines: z
    .array(
      z.object({
        variantId: id,
        /** Units that came, the damaged among them. */
        quantity: units,
        damaged: z.int("quantity_invalid").min(0, "quantity_invalid").default(0),
      }),
    )
    .min(1, "receive_nothing")
    .max(mostLines),
  /** Of this delivery: sent twice it is received once. */
  key: z.string().min(1).max(100),
});
export type ReceiveConsignmentInput = z.input<typeof ReceiveConsignmentInput>;

export const ListConsignmentsInput = z.object({
  kind: z.enum(consignmentKinds),
  /** Those that are not closed, or all of them. */
  state: z.enum(["open", "all"]).default("open"),
  /** Older than this number. */
  before: z.int().optional(),
  limit: z.int().min(1).max(250).default(50),
});
export type ListConsignmentsInput = z.input<typeof ListConsignmentsInput>;
