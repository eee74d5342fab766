import { authorize, type StoreContext, sql } from "@hutong/db";
import { isId } from "@hutong/kernel";

/** A part of a bundle, as its merchant sees it. */
export interface StaffPart {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly quantity: number;
  /** Units that can be sold at the default location; null where it is not counted. */
  readonly available: number | null;
}

/** A variant that is made of others, and how many can be sold of it at the default location; null: without end. */
export interface StaffBundle {
  readonly variantId: string;
  readonly parts: readonly StaffPart[];
  readonly available: number | null;
}

/** The bundles among a product's variants. */
export async function listBundles(ctx: StoreContext, input: { productId: string }): Promise<StaffBundle[]> {
  authorize(ctx, "inventory.listBundles");
  if (!isId(input.productId)) return [];
  const [rows] = await ctx.read(sql<StaffPart & { bundle_id: string; may_oversell: boolean | null }>`
    select b.bundle_id, v.id as "variantId", v.product_id as "productId", b.quantity, s.available, s.may_oversell,
      concat_ws(' · ', p.title, nullif(nullif(v.option1, ''), 'Default Title'), nullif(v.option2, ''), nullif(v.option3, '')) as title
    from variants o
    join bundle_parts b on b.store_id = o.store_id and b.bundle_id = o.id
    join variants v on v.store_id = b.store_id and v.id = b.part_id
    join products p on p.store_id = v.store_id and p.id = v.product_id
    left join lateral (select s.available, s.may_oversell from stock s where s.store_id = ${ctx.storeId} and s.variant_id = v.id
      and s.location_id = (select id from locations where store_id = ${ctx.storeId} and is_default)) s on true
    where o.store_id = ${ctx.storeId} and o.product_id = ${input.productId} and o.parts is not null
    order by o.position, o.id, b.position`);
  return [...Map.groupBy(rows, (row) => row.bundle_id)].map(([variantId, own]) => {
    const limits = own.flatMap(({ available, may_oversell, quantity }) =>
      available === null || may_oversell ? [] : [Math.max(0, Math.floor(available / quantity))],
    );
    return {
      variantId,
      available: limits.length === 0 ? null : Math.min(...limits),
      parts: own.map(({ bundle_id: _, may_oversell: __, ...part }) => part),
    };
  });
}
