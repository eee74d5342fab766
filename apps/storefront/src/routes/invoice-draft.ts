import type { CheckoutView } from "@hutong/checkout";
import type { PostedForm } from "../form.ts";

type Invoice = CheckoutView["invoice"];

/** Reads the 发票 that a posted form asks for; null where it asks for none. */
export function invoiceOf(form: PostedForm): Invoice {
  const kind = form.text("invoiceKind");
  if (kind !== "personal" && kind !== "company") return null;
  return {
    kind,
    title: form.text("invoiceTitle"),
    taxNumber: form.text("invoiceTaxNumber"),
    email: form.text("invoiceEmail"),
  };
}

/** What of a 发票 makes a difference, for the mark of a draft. */
export function invoiceParts(invoice: Invoice): string[] {
  return invoice ? [invoice.kind, invoice.title, invoice.taxNumber, invoice.email] : [];
}
