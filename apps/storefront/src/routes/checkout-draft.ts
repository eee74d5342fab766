import { createHash } from "node:crypto";
import type { CheckoutView } from "@hutong/checkout";
import type { PostedForm } from "../form.ts";

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
  readonly shippingRateId: string;
  readonly note: string;
}

/** Reads an address from a posted form. */
export function addressTyped(form: PostedForm): CheckoutView["address"] {
  const address = Object.fromEntries(addressFields.map((field) => [field, form.text(field)]));
  return { ...address, phone: form.text("phone") } as CheckoutView["address"];
}

/** Reads the details from a posted form; null when the form has none of them, as when only "pay" was sent. */
export function draftOf(form: PostedForm): Draft | null {
  if (!form.has("line1") && !form.has("name")) return null;
  return {
    email: form.text("email"),
    phone: form.text("phone"),
    address: addressTyped(form),
    shippingRateId: form.text("shippingRateId"),
    note: form.text("note").replaceAll("\r\n", "\n"),
  };
}

/** The draft that a checkout's saved details would be typed as. */
export function savedDraft(view: CheckoutView): Draft {
  return {
    email: view.email,
    phone: view.phone,
    address: view.address,
    shippingRateId: view.shippingRateId ?? "",
    note: view.note,
  };
}

/** A short mark of a draft: equal marks mean that nothing was changed since it was saved. */
export function markOf(draft: Draft): string {
  const { email, phone, address, shippingRateId, note } = draft;
  const parts = [email, phone, ...addressFields.map((field) => address[field]), shippingRateId, note];
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
  const { email, phone, address, shippingRateId, note } = draft;
  return {
    ...view,
    email,
    phone,
    address: { ...address, country: address.country || view.address.country },
    shippingRateId: shippingRateId || view.shippingRateId,
    note,
    isSaved: false,
  };
}
