import { createHash } from "node:crypto";
import type { CheckoutView } from "@hutong/checkout";
import { type Delivery, deliveries } from "@hutong/checkout/schemas";
import type { PostedForm } from "../form.ts";
import { invoiceOf, invoiceParts } from "./invoice-draft.ts";

const addressFields = [
  "country",
  "name",
  "province",
  "city",
  "district",
  "line1",
  "line2",
  "postcode",
] as const;

/** What was typed into the checkout's form. */
export interface Draft {
  readonly email: string;
  readonly phone: string;
  readonly address: CheckoutView["address"];
  readonly delivery: Delivery;
  readonly shippingRateId: string;
  readonly note: string;
  readonly invoice: CheckoutView["invoice"];
}

/** Reads an address from a posted form. */
export function addressTyped(form: PostedForm): CheckoutView["address"] {
  const address = Object.fromEntries(addressFields.map((field) => [field, form.text(field)]));
  return { ...address, phone: form.text("phone") } as CheckoutView["address"];
}

/** Reads the details from a posted form; null when the form has none of them, as when only "pay" was sent. */
export function draftOf(form: PostedForm): Draft | null {
  if (!form.has("name")) return null;
  return {
    email: form.text("email"),
    phone: form.text("phone"),
    address: addressTyped(form),
    delivery: deliveries.find((one) => one === form.text("delivery")) ?? "ship",
    shippingRateId: form.text("shippingRateId"),
    note: form.text("note").replaceAll("\r\n", "\n"),
    invoice: invoiceOf(form),
  };
}

/** The draft that a checkout's saved details would be typed as. */
export function savedDraft(view: CheckoutView): Draft {
  return {
    email: view.email,
    phone: view.phone,
    address: view.address,
    delivery: view.delivery.kind,
    shippingRateId: view.shippingRateId ?? "",
    note: view.note,
    invoice: view.invoice,
  };
}

/** A short mark of a draft: equal marks mean that nothing was changed since it was saved. */
export function markOf(draft: Draft): string {
  const { email, phone, address, delivery, shippingRateId, note } = draft;
  const place = addressFields.map((field) => address[field]);
  const parts = [email, phone, ...place, delivery, shippingRateId, note, ...invoiceParts(draft.invoice)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** The draft with a saved address in place of what was typed: what the form's button named, or null. */
export function withSaved(draft: Draft, view: CheckoutView, change: string): Draft | null {
  const chosen = view.customer?.addresses.find(({ id }) => change === `address ${id}`);
  if (!chosen) return null;
  const { address } = chosen;
  return { ...draft, phone: address.phone || draft.phone, address, shippingRateId: "" };
}

/** The view with what was typed in place of what is saved, for showing it again. */
export function withDraft(view: CheckoutView, draft: Draft): CheckoutView {
  const { email, phone, address, note, invoice } = draft;
  return {
    ...view,
    email,
    phone,
    address: { ...address, country: address.country || view.address.country },
    note,
    invoice,
    isSaved: false,
  };
}
