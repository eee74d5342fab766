import { fragment, type WriteContext } from "@hutong/db";
import { type Id, newId } from "@hutong/kernel";

/** What a customer is recognised by within a store: the e-mail address, else the phone number. */
export function contactOf(person: { email: string | null; phone: string | null }): string {
  return person.email?.toLowerCase() ?? person.phone?.replace(/[^\d+]/g, "") ?? "";
}

/**
 * CTE `customer(id)`: the customer of this contact, made when new. A guest who buys again is the same customer; the
 * name and address of the last order are kept.
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
    on conflict (store_id, contact) do update set name = excluded.name, address = excluded.address,
      phone = coalesce(excluded.phone, c.phone)
    returning id)`;
}
