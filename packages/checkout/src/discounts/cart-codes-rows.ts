import { fragment, type StoreContext } from "@hutong/db";
import { type CodeRow, discountJson } from "@hutong/pricing";

/** What the head of a checkout says of its discounts; both null for a cart without. */
export interface HeadDiscounts {
  /** The codes of the cart, in the order they were put in. */
  readonly codes: readonly CodeRow[] | null;
  /** Ids of discounts that the checkout holds while it is being paid. */
  readonly held_discounts: readonly string[] | null;
}

/** Columns `codes` and `held_discounts` of a cart `c` and its checkout `k`; nothing is looked for where there are none. */
export function headDiscounts(ctx: StoreContext): object {
  return fragment`case when c.discount_codes is not null then (
      select jsonb_agg(jsonb_build_object('code', q.code, 'codeId', x.id,
        'isCodeUsedUp', x.most_uses is not null and x.uses >= x.most_uses,
        'discount', case when d.id is not null then ${discountJson} end) order by q.n)
      from jsonb_array_elements_text(c.discount_codes) with ordinality as q(code, n)
      left join lateral (select * from discount_codes where store_id = ${ctx.storeId} and code = q.code limit 1) x on true
      left join lateral (select * from discounts where store_id = ${ctx.storeId} and id = x.discount_id limit 1) d on true) end as codes,
    case when k.state = 'awaiting_payment' then (select jsonb_agg(u.discount_id) from discount_uses u
      where u.store_id = ${ctx.storeId} and u.checkout_id = k.id) end as held_discounts`;
}
