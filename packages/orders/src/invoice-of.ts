import { fragment } from "@hutong/db";

/** What an order's customer asked for of a 发票 and what became of it (`OrderInvoice`), or null: an expression where `o` is the order. */
export const invoiceOf: object = fragment`(select jsonb_build_object('request', k.invoice,
    'issued', (select jsonb_build_object('number', i.number, 'issuedOn', i.issued_on::text, 'link', i.link)
      from issued_invoices i where i.store_id = o.store_id and i.order_id = o.id))
  from checkouts k where k.store_id = o.store_id and k.id = o.checkout_id and k.invoice is not null)`;
