import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, type Money } from "@hutong/kernel";

/** What a store wraps gifts with, as its settings show it. */
export interface GiftWrapping {
  readonly variantId: string;
  readonly productId: string;
  /** The product's title, and the variant's where it has one. */
  readonly title: string;
  /** In the shop's currency. */
  readonly price: Money;
  /** Whether customers are offered it now: its product is on sale, and there is some. */
  readonly isOffered: boolean;
}

/** The gift wrapping that a store offers; null where it offers none. */
export async function getGiftWrapping(ctx: StoreContext): Promise<GiftWrapping | null> {
  authorize(ctx, "checkout.getGiftWrapping");
  const [[found]] = await ctx.read(sql<Omit<GiftWrapping, "price"> & { price: number; currency: string }>`
    select v.id as "variantId", p.id as "productId", v.price, s.currency, p.status = 'active' and v.is_available as "isOffered",
      concat_ws(' · ', p.title, nullif(nullif(concat_ws(' / ', nullif(v.option1, ''), nullif(v.option2, ''), nullif(v.option3, '')), ''), 'Default Title')) as title
    from gift_wrapping g
    join stores s on s.store_id = g.store_id
    join variants v on v.store_id = g.store_id and v.id = g.variant_id
    join products p on p.store_id = v.store_id and p.id = v.product_id
    where g.store_id = ${ctx.storeId}`);
  if (!found) return null;
  const { price, currency, ...rest } = found;
  return { ...rest, price: { amount: price, currency } };
}

/**
 * Chooses the variant that gifts are wrapped with, or none. It is sold as any other: its product says what it costs, how it is taxed, whether
 * it is counted, and what customers fill in for it (a card's words). Throws `unknown_variant`.
 */
export async function putGiftWrapping(
  ctx: StoreContext,
  input: { readonly variantId: string | null },
): Promise<void> {
  authorize(ctx, "checkout.putGiftWrapping");
  const { variantId } = input;
  if (variantId !== null && !isId(variantId)) throw new AppError("not_found", "unknown_variant");
  await ctx.write(async (tx) => {
    if (variantId === null) tx.send(sql`delete from gift_wrapping where store_id = ${tx.storeId}`);
    else {
      const rows = await tx.run(sql`
        insert into gift_wrapping (store_id, variant_id)
        select store_id, id from variants where store_id = ${tx.storeId} and id = ${variantId}
        on conflict (store_id) do update set variant_id = excluded.variant_id
        returning variant_id`);
      if (rows.length === 0) throw new AppError("not_found", "unknown_variant");
    }
    tx.emit({ kind: "gift_wrapping.updated", subject: ["store", tx.storeId], data: { variantId } });
  });
}
