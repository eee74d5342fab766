import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import type { DiscountRow } from "./discount-rows.ts";
import { discountJson } from "./discount-rows.ts";

export type DiscountState = "scheduled" | "active" | "used_up" | "ended";

/** A discount as its merchant sees it. */
export interface DiscountItem extends DiscountRow {
  readonly state: DiscountState;
  readonly uses: number;
  readonly mostUses: number | null;
  /** How many codes it has, and the first of them. */
  readonly codeCount: number;
  readonly firstCode: string | null;
}

const most = 500;

function items(ctx: StoreContext, id: string | null) {
  return sql<{ item: DiscountItem }>`
    select ${discountJson} || jsonb_build_object('uses', d.uses, 'mostUses', d.most_uses,
      'state', case when d.ends_at <= app_now() then 'ended' when d.starts_at > app_now() then 'scheduled'
        when d.is_used_up then 'used_up' else 'active' end,
      'codeCount', (select count(*) from discount_codes c where c.store_id = d.store_id and c.discount_id = d.id),
      'firstCode', (select c.code from discount_codes c where c.store_id = d.store_id and c.discount_id = d.id
        order by c.created_at, c.id limit 1)) as item
    from discounts d where d.store_id = ${ctx.storeId} ${id === null ? nothing : fragment`and d.id = ${id}`}
    order by d.position, d.created_at desc limit ${most}::int`;
}

/** The merchant's discounts in their order, newest first among equals; 500 at most. */
export async function listDiscounts(ctx: StoreContext): Promise<DiscountItem[]> {
  authorize(ctx, "pricing.listDiscounts");
  const [rows] = await ctx.read(items(ctx, null));
  return rows.map(({ item }) => item);
}

/** One code of a discount. */
export interface CodeItem {
  readonly code: string;
  readonly uses: number;
  readonly mostUses: number | null;
}

/** A discount with its first 10,000 codes, the oldest first. Throws `discount_not_found`. */
export async function getDiscount(
  ctx: StoreContext,
  { id }: { id: string },
): Promise<DiscountItem & { readonly codes: readonly CodeItem[] }> {
  authorize(ctx, "pricing.getDiscount");
  if (!isId(id)) throw new AppError("not_found", "discount_not_found");
  const [[row], codes] = await ctx.read(
    items(ctx, id),
    sql<CodeItem>`select code, uses, most_uses as "mostUses" from discount_codes
      where store_id = ${ctx.storeId} and discount_id = ${id} order by created_at, id limit 10000`,
  );
  if (!row) throw new AppError("not_found", "discount_not_found");
  return { ...row.item, codes };
}
