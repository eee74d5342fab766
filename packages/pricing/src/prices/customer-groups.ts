import { authorize, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import { CustomerGroupInput } from "./schemas.ts";

/** Customers who share prices. */
export interface CustomerGroupView {
  readonly id: string;
  readonly name: string;
  readonly customers: number;
  readonly priceLists: number;
}

/** The customer groups of a store by name. */
export async function listCustomerGroups(ctx: StoreContext): Promise<CustomerGroupView[]> {
  authorize(ctx, "pricing.listCustomerGroups");
  const [rows] = await ctx.read(sql<CustomerGroupView>`
    select g.id, g.name,
      (select count(*)::int from customers c where c.store_id = g.store_id and c.group_id = g.id) as customers,
      (select count(*)::int from price_lists l where l.store_id = g.store_id and l.group_id = g.id) as "priceLists"
    from customer_groups g where g.store_id = ${ctx.storeId} order by g.name, g.id limit 500`);
  return rows;
}

/** Makes a group or gives one another name. Throws `group_invalid` with `fields` (`name_missing`, `name_taken`) or `group_not_found`. */
export async function putCustomerGroup(
  ctx: StoreContext,
  input: CustomerGroupInput,
): Promise<{ id: Id<"customer-group"> }> {
  authorize(ctx, "pricing.putCustomerGroup");
  const given = CustomerGroupInput.parse(input);
  const name = cleanText(given.name);
  const refuse = (code: string) => new AppError("invalid", "group_invalid", { fields: { name: code } });
  if (name === "") throw refuse("name_missing");
  if (given.id !== undefined && !isId(given.id)) throw new AppError("not_found", "group_not_found");
  const id = (given.id ?? newId()) as Id<"customer-group">;
  await ctx.write(async (tx) => {
    const [known] = await tx.run(sql<{ id: string }>`
      select id from customer_groups where store_id = ${tx.storeId} and name = ${name} and id <> ${id}`);
    if (known) throw refuse("name_taken");
    const rows =
      given.id === undefined
        ? await tx.run(sql`insert into customer_groups (store_id, id, name, created_at)
            values (${tx.storeId}, ${id}, ${name}, app_now()) on conflict do nothing returning id`)
        : await tx.run(sql`update customer_groups set name = ${name}
            where store_id = ${tx.storeId} and id = ${id} returning id`);
    if (rows.length === 0)
      throw given.id === undefined ? refuse("name_taken") : new AppError("not_found", "group_not_found");
    tx.emit({ kind: "customer_group.updated", subject: ["customer-group", id] });
  });
  return { id };
}

/** Removes a group; its customers are in none then. Throws `group_not_found`, or `group_used` while a price list is for it. */
export async function removeCustomerGroup(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "pricing.removeCustomerGroup");
  if (!isId(input.id)) throw new AppError("not_found", "group_not_found");
  await ctx.write(async (tx) => {
    const [used] = await tx.run(sql`
      select id from price_lists where store_id = ${tx.storeId} and group_id = ${input.id} limit 1`);
    if (used) throw new AppError("conflict", "group_used");
    const rows = await tx.run(
      sql`delete from customer_groups where store_id = ${tx.storeId} and id = ${input.id} returning id`,
    );
    if (rows.length === 0) throw new AppError("not_found", "group_not_found");
    tx.emit({ kind: "customer_group.removed", subject: ["customer-group", input.id] });
  });
}

/** The group of a customer, to be read in a burst with others: one statement. Null for one in none. */
export function readGroupOf(ctx: StoreContext, customerId: string): Reading<string | null> {
  authorize(ctx, "pricing.readGroupOf");
  return reading(
    sql<{
      id: string | null;
    }>`select group_id as id from customers where store_id = ${ctx.storeId} and id = ${customerId}`,
    ([row]) => row?.id ?? null,
  );
}
