import { eraseCustomerRows, idsOf, ownId } from "@hutong/customers";
import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { forgetRecipients } from "@hutong/gift-cards";
import { AppError, type Id, isId } from "@hutong/kernel";
import { blankAddress, erasedOrders, eraseOrders, isOver } from "@hutong/orders";

type Row = { contact: string; erased_at: Date | null };

// Unfinished checkouts of theirs, signed in or not, and those that their orders came of.
async function eraseCheckouts(
  tx: WriteContext,
  id: Id<"customer">,
  contacts: readonly string[],
): Promise<void> {
  const ids = idsOf(tx, id);
  const found = await tx.run(sql<{ id: string; state: string }>`
    select id, state from checkouts k where store_id = ${tx.storeId} and (customer_id in (${ids})
      or order_id in (select o.id from orders o where o.store_id = ${tx.storeId} and o.customer_id in (${ids}))
      or (order_id is null and (lower(email) = any(${list(contacts)}::text[]) or phone = any(${list(contacts)}::text[]))))
    order by id for update`);
  if (found.some(({ state }) => state === "awaiting_payment"))
    throw new AppError("precondition", "payment_under_way");
  // Who a 发票 is for is the order's, and is kept as long as that is.
  tx.send(sql`update checkouts k set email = null, phone = null, note = '',
      invoice = case when k.order_id is null then null else k.invoice end, address = ${blankAddress(fragment`k.address`)}
    where store_id = ${tx.storeId} and id = any(${list(found.map((one) => one.id))}::uuid[])`);
}

/** Forgets whom 发票 of erased customers were for, once their orders are as old as the law wants; before `eraseOldOrders`. */
export async function eraseOldInvoices(ctx: StoreContext): Promise<void> {
  authorize(ctx, "checkout.eraseOldInvoices");
  await ctx.write(async (tx) => {
    tx.send(sql`update checkouts k set invoice = null where k.store_id = ${tx.storeId} and k.id in (
      select o.checkout_id from ${erasedOrders(tx)} and ${isOver()}) and k.invoice is not null`);
  });
}

async function erase(ctx: StoreContext, id: Id<"customer">): Promise<void> {
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql<Row>`select contact, erased_at from customers
      where store_id = ${tx.storeId} and id in (${idsOf(tx, id)})`);
    if (rows.length === 0) throw new AppError("not_found", "customer_not_found");
    if (rows.every((row) => row.erased_at !== null)) return;
    const contacts = rows.map(({ contact }) => contact);
    await eraseCheckouts(tx, id, contacts);
    tx.send(sql`delete from cart_lines where store_id = ${tx.storeId} and cart_id in (
      select id from carts where store_id = ${tx.storeId} and customer_id = ${id})`);
    tx.send(sql`update carts set customer_id = null, checkout_id = null
      where store_id = ${tx.storeId} and customer_id = ${id}`);
    forgetRecipients(tx, contacts);
    eraseOrders(tx, id);
    eraseCustomerRows(tx, id);
  });
}

/**
 * Erases what is kept of a customer in this store: see docs/customers.md for what that is, and what stays for how long.
 * Done again it does nothing. Throws `customer_not_found`, or `payment_under_way` while something of theirs is being paid.
 */
export async function eraseCustomer(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "checkout.eraseCustomer");
  if (!isId<"customer">(input.id)) throw new AppError("not_found", "customer_not_found");
  await erase(ctx, input.id);
}

/** Erases what is kept of who is signed in, and signs them out everywhere. Throws `sign_in_needed`, `payment_under_way`. */
export async function eraseOwnData(ctx: StoreContext): Promise<void> {
  authorize(ctx, "checkout.eraseOwnData");
  await erase(ctx, ownId(ctx));
}
