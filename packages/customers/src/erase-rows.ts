import { fragment, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { forgetValues } from "@hutong/metafields";
import { idsOf } from "./own.ts";

/**
 * Takes away what is kept of a customer here: book, sessions, codes, and what the rows themselves say. The rows stay, as
 * orders hang on them; their contact is free for whoever comes next. With the last statement, after the counter, as orders do.
 */
export function eraseCustomerRows(tx: WriteContext, id: Id<"customer">): void {
  tx.send(
    sql`delete from customer_addresses where store_id = ${tx.storeId} and customer_id in (${idsOf(tx, id)})`,
  );
  tx.send(
    sql`delete from customer_sessions where store_id = ${tx.storeId} and customer_id in (${idsOf(tx, id)})`,
  );
  tx.send(sql`delete from customer_codes where store_id = ${tx.storeId} and contact in (
    select contact from customers where store_id = ${tx.storeId} and id in (${idsOf(tx, id)}))`);
  forgetValues(tx, "CUSTOMER", idsOf(tx, id));
  tx.emit({ kind: "customer.erased", subject: ["customer", id] });
  tx.last(fragment`erased as (
    update customers set contact = id::text, email = null, phone = null, name = '', address = null, password_hash = null,
      proven_at = null, note = '', erased_at = coalesce(erased_at, app_now())
    where store_id = ${tx.storeId} and id in (${idsOf(tx, id)}))`);
}
