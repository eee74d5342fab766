import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import { makeCodes, readCodes } from "./codes.ts";
import { readDiscountInput } from "./read-input.ts";
import { AddCodesInput } from "./schemas.ts";

/** Adds codes, already normalised, to a discount: one statement however many. One that it has already stays as it is. */
export async function insertCodes(
  tx: WriteContext,
  { discountId, codes, mostUses }: { discountId: string; codes: readonly string[]; mostUses: number | null },
): Promise<void> {
  const rows = codes.map((code) => ({ id: newId<"discount-code">(), code }));
  await tx.run(sql`
    insert into discount_codes (store_id, id, discount_id, code, most_uses, uses, created_at)
    select ${tx.storeId}::uuid, r.id, ${discountId}::uuid, r.code, ${mostUses}::int, 0, app_now()
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, code text)
    where not exists (select 1 from discount_codes c
      where c.store_id = ${tx.storeId} and c.code = r.code and c.discount_id = ${discountId}::uuid)`);
}

/**
 * Gives a discount more codes: named ones, or up to 1,000 that are made up. Answers those that it did not have.
 * Throws `discount_not_found`, `codes_of_automatic`, `code_invalid`, `codes_many` or `code_taken`.
 */
export async function addCodes(ctx: StoreContext, input: AddCodesInput): Promise<{ codes: string[] }> {
  authorize(ctx, "pricing.addCodes");
  const given = readDiscountInput(AddCodesInput, input);
  const [prefix = ""] = given.prefix === "" ? [] : readCodes([given.prefix]);
  const codes = [...readCodes(given.codes), ...makeCodes(given.count, prefix)];
  const { discountId, mostUses } = given;
  try {
    await ctx.write(async (tx) => {
      const [discount] = await tx.run(sql<{ method: string }>`
        select method from discounts where store_id = ${tx.storeId} and id = ${discountId} for update`);
      if (!discount) throw new AppError("not_found", "discount_not_found");
      if (discount.method !== "code")
        throw new AppError("conflict", "codes_of_automatic", { field: "codes" });
      await insertCodes(tx, { discountId, codes, mostUses });
      tx.emit({
        kind: "discount.codes_added",
        subject: ["discount", discountId],
        data: { count: codes.length },
      });
    });
  } catch (error) {
    if (isDatabaseError(error, "23505", "discount_codes_code"))
      throw new AppError("conflict", "code_taken", { field: "codes" });
    throw error;
  }
  return { codes };
}
