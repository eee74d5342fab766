import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import type { z } from "zod";
import { insertCodes } from "./add-codes.ts";
import { readCodes } from "./codes.ts";
import { readDiscountInput } from "./read-input.ts";
import { DiscountInput } from "./schemas.ts";

type Given = z.output<typeof DiscountInput>;

// A percentage of the shipping is taken by totals() from a value that carries the dearest price itself.
function worthOf({ class: of, value, mostShippingPrice }: Given): object {
  return of === "shipping" && mostShippingPrice !== null ? { ...value, mostPrice: mostShippingPrice } : value;
}

function write(tx: WriteContext, id: string, given: Given): Promise<{ id: string }[]> {
  const { startsAt, endsAt } = given;
  return tx.run(sql<{ id: string }>`
    insert into discounts as d (store_id, id, name, method, class, value, targets, minimum, combines, markets, currency,
      is_first_order_only, starts_at, ends_at, most_uses, most_per_customer, uses, position, created_at, updated_at)
    select ${tx.storeId}::uuid, ${id}::uuid, ${given.name}::jsonb, ${given.method}, ${given.class}, ${worthOf(given)}::jsonb,
      ${JSON.stringify(given.targets)}::jsonb, ${given.minimum}::jsonb, ${given.combines}::jsonb, ${given.markets}::jsonb, m.currency,
      ${given.isFirstOrderOnly}::bool, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${given.mostUses}::int,
      ${given.mostPerCustomer}::int, 0, ${given.position}::int, app_now(), app_now()
    from markets m where m.store_id = ${tx.storeId} and m.is_primary
    on conflict (store_id, id) do update set name = excluded.name, class = excluded.class, value = excluded.value,
      targets = excluded.targets, minimum = excluded.minimum, combines = excluded.combines, markets = excluded.markets,
      is_first_order_only = excluded.is_first_order_only, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      most_uses = excluded.most_uses, most_per_customer = excluded.most_per_customer, position = excluded.position,
      updated_at = excluded.updated_at
    where d.method = excluded.method
    returning id`);
}

async function save(ctx: StoreContext, id: Id<"discount">, input: DiscountInput, kind: string) {
  const given = readDiscountInput(DiscountInput, input);
  const codes = readCodes(given.codes);
  try {
    await ctx.write(async (tx) => {
      const rows = await write(tx, id, given);
      if (rows.length === 0) throw new AppError("conflict", "method_fixed", { field: "method" });
      if (codes.length > 0) await insertCodes(tx, { discountId: id, codes, mostUses: null });
      tx.emit({ kind, subject: ["discount", id] });
    });
  } catch (error) {
    if (isDatabaseError(error, "23505", "discount_codes_code"))
      throw new AppError("conflict", "code_taken", { field: "codes" });
    throw error;
  }
  return { id };
}

/**
 * Makes a discount, with its codes where it has some. Throws the code of the first fault with its field (`value_not_for_class`,
 * `targets_missing`, `ends_before_start`, `code_invalid` …) or `code_taken`.
 */
export async function createDiscount(
  ctx: StoreContext,
  input: DiscountInput,
): Promise<{ id: Id<"discount"> }> {
  authorize(ctx, "pricing.createDiscount");
  const given = readDiscountInput(DiscountInput, input);
  if (given.method === "code" && given.codes.length === 0)
    throw new AppError("invalid", "codes_missing", { field: "codes" });
  return await save(ctx, newId<"discount">(), input, "discount.created");
}

/**
 * Changes a discount; what it was used for counts on, and quotes that are frozen stay. `codes` are added to those it has.
 * Throws as `createDiscount` does, `discount_not_found` or `method_fixed`.
 */
export async function updateDiscount(
  ctx: StoreContext,
  { id, ...input }: DiscountInput & { id: string },
): Promise<{ id: Id<"discount"> }> {
  authorize(ctx, "pricing.updateDiscount");
  return await ctx.write(async (tx) => {
    const known = isId(id)
      ? await tx.run(sql`select 1 from discounts where store_id = ${tx.storeId} and id = ${id} for update`)
      : [];
    if (known.length === 0) throw new AppError("not_found", "discount_not_found");
    return await save(tx, id as Id<"discount">, input, "discount.updated");
  });
}
