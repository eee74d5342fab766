import { fragment, type WriteContext } from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";
import { samePhone } from "./contact.ts";

/** What a customer is recognised by within a store: the e-mail address, else the phone number. */
export function contactOf(person: { email: string | null; phone: string | null }): string {
  return person.email?.toLowerCase() ?? samePhone(person.phone ?? "");
}

/**
 * CTE `customer(id)`: the customer of this contact, made when new. A guest who buys again is the same customer; the
 * name and address of the last order are kept. What somebody with an account says of themselves is not changed by who
 * merely typed their contact.
 */
export function guestCustomer(
  tx: WriteContext,
  person: { email: string | null; phone: string | null; name: string; locale: string; address: unknown },
): object {
  const id: Id<"customer"> = newId();
  return fragment`customer as (
    insert into customers as c (store_id, id, contact, email, phone, name, locale, address, is_guest, created_at)
    values (${tx.storeId}, ${id}, ${contactOf(person)}, ${person.email}, ${person.phone}, ${person.name}, ${person.locale},
      ${person.address as object}::jsonb, true, app_now())
    on conflict (store_id, contact) do update set name = case when c.is_guest then excluded.name else c.name end,
      address = case when c.is_guest then excluded.address else c.address end,
      phone = case when c.is_guest then coalesce(excluded.phone, c.phone) else c.phone end
    returning coalesce(merged_into, id) as id)`;
}

/**
 * CTE `customer(id)`: the customer who was signed in, whatever contact they gave for this order. Who has not said a name
 * yet is called as the order is.
 */
export function knownCustomer(tx: WriteContext, id: Id<"customer">, name: string): object {
  return fragment`customer as (
    update customers set name = case when name = '' then ${name}::text else name end
    where store_id = ${tx.storeId} and id = ${id} returning id)`;
}
