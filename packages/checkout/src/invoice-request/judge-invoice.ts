import { cleanText } from "@hutong/kernel";
import type { InvoiceRequest } from "@hutong/orders";
import { z } from "zod";
import { isTaxNumber, plainTaxNumber } from "./tax-number.ts";

/** What was typed of a 发票: null where none is asked for. */
export const InvoiceInput = z
  .object({
    kind: z.enum(["personal", "company"]),
    title: z.string().max(200).default(""),
    taxNumber: z.string().max(200).default(""),
    email: z.string().max(254).default(""),
  })
  .nullable()
  .default(null);
export type InvoiceInput = z.input<typeof InvoiceInput>;

/**
 * Judges what was typed of a 发票 and writes what is wrong with it into `faults`, by the names of the form's fields. A person
 * needs no title ("个人" then stands there) and has no tax number; without an address of its own it goes to the order's.
 */
export function judgeInvoice(
  given: z.output<typeof InvoiceInput>,
  contact: string,
  isEmail: (text: string) => boolean,
  faults: Record<string, string>,
): InvoiceRequest | null {
  if (!given) return null;
  const { kind } = given;
  const title = cleanText(given.title) || (kind === "personal" ? "个人" : "");
  const taxNumber = kind === "company" ? plainTaxNumber(given.taxNumber) : "";
  const own = cleanText(given.email).normalize("NFKC");
  if (title === "") faults.invoiceTitle = "missing";
  if (kind === "company" && !isTaxNumber(taxNumber))
    faults.invoiceTaxNumber = taxNumber === "" ? "missing" : "ill_formed";
  const email = own || contact;
  if (email === "") faults.invoiceEmail = "missing";
  else if (own !== "" && !isEmail(own)) faults.invoiceEmail = "ill_formed";
  return { kind, title, taxNumber, email };
}
