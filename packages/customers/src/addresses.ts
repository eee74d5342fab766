import { isDeepStrictEqual } from "node:util";
import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import { ownId } from "./own.ts";

export interface SavedAddress {
  readonly id: Id<"customer-address">;
  readonly address: Record<string, string>;
  readonly isDefault: boolean;
}

/** More than anybody needs; a script that fills the book is stopped. */
const mostAddresses = 20;

/** The customer's addresses, the default one first. Throws `sign_in_needed`. */
export async function listAddresses(ctx: StoreContext): Promise<SavedAddress[]> {
  authorize(ctx, "customers.listAddresses");
  const id = ownId(ctx);
  const [rows] = await ctx.read(addressesOf(ctx, id));
  return rows;
}

/** Reads the addresses of a customer, the default one first. */
export function addressesOf(ctx: StoreContext, id: Id<"customer">) {
  return sql<SavedAddress>`select id, address, is_default as "isDefault" from customer_addresses
    where store_id = ${ctx.storeId} and customer_id = ${id} order by is_default desc, created_at, id limit ${mostAddresses}::int`;
}

async function lockBook(tx: WriteContext, customerId: Id<"customer">): Promise<SavedAddress[]> {
  await tx.run(
    sql`select id from customers where store_id = ${tx.storeId} and id = ${customerId} for update`,
  );
  return await tx.run(addressesOf(tx, customerId));
}

/**
 * Writes a judged address into a customer's book: a new one, or in place of `id`. The same one twice is one; the first
 * is the default. Throws `address_not_found` or `addresses_full`.
 */
export async function keepAddress(
  tx: WriteContext,
  given: {
    readonly customerId: Id<"customer">;
    readonly address: Readonly<Record<string, string>>;
    readonly id?: string;
    readonly isDefault?: boolean;
  },
): Promise<void> {
  const { customerId, address } = given;
  const book = await lockBook(tx, customerId);
  const known = given.id
    ? book.find((one) => one.id === given.id)
    : book.find((one) => isDeepStrictEqual(one.address, { ...address }));
  if (given.id && !known) throw new AppError("not_found", "address_not_found");
  if (!known && book.length >= mostAddresses) throw new AppError("limit_reached", "addresses_full");
  tx.send(sql`update customers set name = ${address.name ?? ""}
    where store_id = ${tx.storeId} and id = ${customerId} and name = ''`);
  const isDefault = book.length === 0 || given.isDefault === true || known?.isDefault === true;
  if (isDefault && !known?.isDefault)
    tx.send(sql`update customer_addresses set is_default = false
      where store_id = ${tx.storeId} and customer_id = ${customerId} and is_default`);
  tx.send(sql`insert into customer_addresses as a (store_id, id, customer_id, address, is_default, created_at)
    values (${tx.storeId}, ${known?.id ?? newId<"customer-address">()}, ${customerId}, ${address as object}::jsonb, ${isDefault}, app_now())
    on conflict (store_id, id) do update set address = excluded.address, is_default = excluded.is_default
    where a.customer_id = excluded.customer_id`);
}

/** Takes an address out of the customer's book; the oldest left becomes the default. Throws `address_not_found`. */
export async function removeAddress(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "customers.removeAddress");
  const customerId = ownId(ctx);
  await ctx.write(async (tx) => {
    const book = await lockBook(tx, customerId);
    const known = book.find((one) => one.id === input.id);
    if (!known) throw new AppError("not_found", "address_not_found");
    tx.send(sql`delete from customer_addresses where store_id = ${tx.storeId} and id = ${known.id}`);
    const next = book.find((one) => one.id !== known.id);
    if (known.isDefault && next)
      tx.send(
        sql`update customer_addresses set is_default = true where store_id = ${tx.storeId} and id = ${next.id}`,
      );
  });
}

/** Makes an address the one that checkouts begin with. Throws `address_not_found`. */
export async function setDefaultAddress(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "customers.setDefaultAddress");
  const customerId = ownId(ctx);
  await ctx.write(async (tx) => {
    const book = await lockBook(tx, customerId);
    if (!isId(input.id) || !book.some((one) => one.id === input.id))
      throw new AppError("not_found", "address_not_found");
    tx.send(sql`update customer_addresses set is_default = false
      where store_id = ${tx.storeId} and customer_id = ${customerId} and is_default`);
    tx.send(sql`update customer_addresses set is_default = true
      where store_id = ${tx.storeId} and id = ${input.id}`);
  });
}
