import { type Statement, type StoreContext, sql } from "@hutong/db";
import { type CodeRow, discountJson } from "@hutong/pricing";

/** Codes as somebody wrote them, in their order, with the discounts that they stand for. */
export function codesOf(ctx: StoreContext, codes: readonly string[]): Statement<CodeRow> {
  return sql<CodeRow>`
    select q.code, x.id as "codeId", x.most_uses is not null and x.uses >= x.most_uses as "isCodeUsedUp",
      case when d.id is not null then ${discountJson} end as discount
    from jsonb_array_elements_text(${codes}::jsonb) with ordinality as q(code, n)
    left join lateral (select * from discount_codes where store_id = ${ctx.storeId} and code = q.code limit 1) x on true
    left join lateral (select * from discounts where store_id = ${ctx.storeId} and id = x.discount_id limit 1) d on true
    order by q.n`;
}

/** The discounts that a checkout holds while it is being paid. */
export function discountsHeld(ctx: StoreContext, checkoutId: string): Statement<{ discount_id: string }> {
  return sql<{ discount_id: string }>`
    select discount_id from discount_uses where store_id = ${ctx.storeId} and checkout_id = ${checkoutId}`;
}
