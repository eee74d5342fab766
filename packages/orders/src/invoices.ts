import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { IssueInvoiceInput } from "./schemas.ts";

/** The 发票 that a customer asked for at the checkout. */
export interface InvoiceRequest {
  readonly kind: "personal" | "company";
  /** 抬头. */
  readonly title: string;
  /** 纳税人识别号; empty for a person. */
  readonly taxNumber: string;
  /** Where it is to be sent. */
  readonly email: string;
}

/** That it was issued, as staff say. */
export interface IssuedInvoice {
  readonly number: string;
  /** A day, "2026-11-28". */
  readonly issuedOn: string;
  /** Where it can be fetched; empty where nowhere. */
  readonly link: string;
}

/** What an order's customer asked for and what became of it. */
export interface OrderInvoice {
  readonly request: InvoiceRequest;
  readonly issued: IssuedInvoice | null;
}

/**
 * Says that the 发票 of an order was issued, or corrects what was said before. Throws `order_not_found` or
 * `invoice_not_asked`.
 */
export async function issueInvoice(ctx: StoreContext, input: IssueInvoiceInput): Promise<void> {
  authorize(ctx, "orders.issueInvoice");
  const { id, number, issuedOn, link } = IssueInvoiceInput.parse(input);
  await ctx.write(async (tx) => {
    const [order] = await tx.run(sql<{ isAsked: boolean }>`
      select k.invoice is not null as "isAsked" from orders o
      join checkouts k on k.store_id = o.store_id and k.id = o.checkout_id
      where o.store_id = ${tx.storeId} and o.id = ${id}`);
    if (!order) throw new AppError("not_found", "order_not_found");
    if (!order.isAsked) throw new AppError("precondition", "invoice_not_asked");
    tx.send(sql`insert into issued_invoices (store_id, order_id, number, issued_on, link, created_at)
      values (${tx.storeId}, ${id}, ${number}, ${issuedOn}::date, ${link}, app_now())
      on conflict (store_id, order_id) do update set number = excluded.number, issued_on = excluded.issued_on, link = excluded.link`);
    tx.emit({ kind: "order.invoice_issued", subject: ["order", id], data: { number } });
  });
}
