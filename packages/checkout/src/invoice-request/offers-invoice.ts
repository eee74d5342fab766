import type { HeadRow } from "../read-checkout.ts";

/** Whether customers may ask for a 发票: where the merchant says so, else where the store is in China. */
export function offersInvoice({ terms, country }: HeadRow): boolean {
  return terms.invoices === "on" || (terms.invoices === "by-country" && country === "CN");
}
