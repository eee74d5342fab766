export { ListLeftCheckoutsInput, leftTabs } from "./abandoned/schemas.ts";

import { devices } from "@hutong/payments/schemas";
import { z } from "zod";
import { InvoiceInput } from "./invoice-request/judge-invoice.ts";

export const AddLineInput = z.object({
  cart: z.string().max(100).nullable(),
  variantId: z.string().max(100),
  quantity: z.number(),
  /** What was filled in, by the ids of the product's fields. */
  properties: z.record(z.string().max(40), z.string().max(4000)).default({}),
});
export type AddLineInput = z.input<typeof AddLineInput>;

export const UpdateLineInput = z.object({
  cart: z.string().max(100),
  variantId: z.string().max(100),
  /** Of the line, where something was filled in for it. */
  mark: z.string().max(40).default(""),
  quantity: z.number(),
});
export type UpdateLineInput = z.input<typeof UpdateLineInput>;

/** Whether goods are sent, fetched by the customer, or need neither. */
export const deliveries = ["ship", "pickup", "none"] as const;
export type Delivery = (typeof deliveries)[number];
export const CodeInput = z.object({ cart: z.string().max(100).nullable(), code: z.string().max(200) });
export type CodeInput = z.infer<typeof CodeInput>;

export { TryCartInput } from "./discounts/try-cart-input.ts";

const text = (max: number) => z.string().max(max).default("");

export const DetailsInput = z.object({
  cart: z.string().max(100),
  email: text(254),
  phone: text(40),
  address: z.object({
    country: text(2),
    name: text(120),
    phone: text(40),
    province: text(80),
    city: text(80),
    district: text(80),
    line1: text(200),
    line2: text(200),
    postcode: text(20),
  }),
  delivery: z.enum(deliveries).default("ship"),
  /** The rate, or the location where it is fetched; empty where nothing is sent. */
  shippingRateId: text(100),
  note: text(1000),
  invoice: InvoiceInput,
  /** What the page is open on; null where nobody knows. */
  device: z.enum(devices).nullable().default(null),
});
export type DetailsInput = z.input<typeof DetailsInput>;

export const SubmitInput = z.object({
  checkout: z.string().max(100),
  accountId: z.string().max(100),
  /** Idempotency key of the form: the same key sent again gets the same answer. */
  key: z.string().min(1).max(100),
  /** Where the provider sends the browser back to; `{checkout}` is replaced by the reference. */
  returnUrl: z.string().max(500),
  /** Where the customer's page is open, which decides how they can pay; null where nobody knows. */
  customer: z
    .object({
      kind: z.enum(devices),
      ipAddress: z.string().max(64).optional(),
    })
    .nullable()
    .default(null),
});
export type SubmitInput = z.input<typeof SubmitInput>;

/** A submit of a form whose details may not be saved yet, with what its page said that it comes to. */
export const SubmitShown = SubmitInput.extend({
  total: z.number(),
  due: z.number().optional(),
  currency: z.string().max(3).optional(),
});
/** `cart` is null where the customer has none any more, as after the form was sent before. */
export type SubmitDetailsInput = Omit<DetailsInput, "cart"> &
  z.input<typeof SubmitShown> & { cart: string | null };
