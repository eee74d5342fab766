import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, newId } from "@hutong/kernel";
import { marketOf, normaliseCode } from "@hutong/pricing";
import { findRef, openRef, refOf } from "../references.ts";
import { CodeInput } from "../schemas.ts";

/** Codes that one cart keeps. */
const mostCodes = 5;

type PutRow = { is_known: boolean; is_full: boolean };

/**
 * Puts a discount code into a cart, a new one where the reference is missing, forged or another store's. Whether it takes anything
 * off is told by the sums. One statement. Throws `code_unknown` for one that the store does not have or that has ended, and
 * `codes_full` for a sixth.
 */
export async function putCode(
  ctx: StoreContext,
  input: CodeInput,
): Promise<{ cartRef: string; code: string }> {
  authorize(ctx, "checkout.putCode");
  const { cart, code: typed } = CodeInput.parse(input);
  const code = normaliseCode(typed);
  const cartId = findRef(ctx, "cart", cart) ?? newId<"cart">();
  const answer = await ctx.write(async (tx) =>
    tx.later(sql<PutRow>`
      with known as (
        select c.code from discount_codes c join discounts d on d.store_id = c.store_id and d.id = c.discount_id
        where c.store_id = ${tx.storeId} and c.code = ${code} and (d.ends_at is null or d.ends_at > app_now())
      ), kept as (
        select coalesce(discount_codes, '[]'::jsonb) as codes from carts where store_id = ${tx.storeId} and id = ${cartId}
      ), put as (
        insert into carts as t (store_id, id, market_id, discount_codes, created_at, updated_at)
        select ${tx.storeId}::uuid, ${cartId}::uuid, m.id, jsonb_build_array(known.code), app_now(), app_now()
        from known, markets m where ${marketOf(tx)}
        on conflict (store_id, id) do update
          set discount_codes = coalesce(t.discount_codes, '[]'::jsonb) || excluded.discount_codes, updated_at = excluded.updated_at
          where not coalesce(t.discount_codes, '[]'::jsonb) ? ${code} and jsonb_array_length(coalesce(t.discount_codes, '[]'::jsonb)) < ${mostCodes}::int
      )
      select exists (select 1 from known) as is_known, coalesce((select jsonb_array_length(codes) >= ${mostCodes}::int
        and not codes ? ${code} from kept), false) as is_full`),
  );
  const [put] = await answer.rows();
  if (!put!.is_known) throw new AppError("invalid", "code_unknown", { field: "code" });
  if (put!.is_full)
    throw new AppError("invalid", "codes_full", { field: "code", params: { most: mostCodes } });
  return { cartRef: refOf(ctx, "cart", cartId), code };
}

/** Takes a code out of a cart; one that is not there is gone already. Throws `cart_not_found`. */
export async function dropCode(ctx: StoreContext, input: { cart: string; code: string }): Promise<void> {
  authorize(ctx, "checkout.dropCode");
  const { cart, code } = CodeInput.parse(input);
  const cartId = openRef(ctx, "cart", cart ?? "");
  await ctx.write(async (tx) => {
    const rows = await tx.run(sql`
      update carts set discount_codes = nullif(discount_codes - ${normaliseCode(code)}::text, '[]'::jsonb), updated_at = app_now()
      where store_id = ${tx.storeId} and id = ${cartId} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "cart_not_found");
  });
}
