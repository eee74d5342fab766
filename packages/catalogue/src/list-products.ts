import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import { ListProductsInput } from "./product-schemas.ts";
import { queryTerms } from "./terms.ts";

/** A row of the merchant's list. Prices in minor units of the store's currency. */
export interface ProductListItem {
  readonly id: Id<"product">;
  readonly title: string;
  readonly handle: string;
  readonly status: "draft" | "active" | "archived";
  /** Path of the first picture, for `fileUrl`. */
  readonly picture: string | null;
  readonly variantCount: number;
  readonly minPrice: number;
  readonly maxPrice: number;
  /** Units that can be sold, of all tracked variants; null when none is tracked. */
  readonly stock: number | null;
  readonly isAvailable: boolean;
  readonly updatedAt: Date;
}

type Row = ProductListItem & { readonly stamp: string };

/** The merchant's products, last changed first; with `query`, those that contain every word of it. */
export async function listProducts(
  ctx: StoreContext,
  input: ListProductsInput,
): Promise<{ items: ProductListItem[]; nextCursor: string | null }> {
  authorize(ctx, "catalogue.listProducts");
  const { query, status, cursor, limit } = ListProductsInput.parse(input);
  const terms = query?.trim() ? queryTerms(query) : [];
  if (query?.trim() && terms.length === 0) return { items: [], nextCursor: null };
  const after = cursor ? readCursor(cursor) : null;
  const [rows] = await ctx.read(sql<Row>`
    select p.id, p.title, p.handle, p.status, p.min_price as "minPrice", p.max_price as "maxPrice",
      p.is_available as "isAvailable", p.updated_at as "updatedAt", p.updated_at::text as stamp,
      picture.path as picture, counted.n as "variantCount", counted.stock
    from (select * from products p where p.store_id = ${ctx.storeId}
        ${status ? fragment`and p.status = ${status}` : nothing}
        ${after ? fragment`and (p.updated_at, p.id) < (${after.stamp}::text::timestamptz, ${after.id}::uuid)` : nothing}
        ${terms.map((term) => containing(ctx, term)).reduce((all, one) => fragment`${all} ${one}`, nothing)}
      order by p.updated_at desc, p.id desc limit ${limit + 1}::int) p
    left join lateral (select f.path from product_media m
      join files f on f.store_id = ${ctx.storeId} and f.id = m.file_id and f.state = 'ready'
      where m.store_id = ${ctx.storeId} and m.product_id = p.id order by m.position limit 1) picture on true
    cross join lateral (select count(distinct v.id) as n, sum(s.available) as stock from variants v
      left join stock s on s.store_id = ${ctx.storeId} and s.variant_id = v.id
      where v.store_id = ${ctx.storeId} and v.product_id = p.id) counted
    order by p.updated_at desc, p.id desc`);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(last) : null;
  return {
    items: items.map(({ stamp: _, ...item }) => ({ ...item, updatedAt: new Date(item.updatedAt) })),
    nextCursor,
  };
}

function containing(ctx: StoreContext, { low, high }: { low: string; high: string }): object {
  return fragment`and exists (select 1 from product_terms t where t.store_id = ${ctx.storeId}
    and t.product_id = p.id and t.term >= ${low} and t.term <= ${high})`;
}

// The stamp travels as text: the driver would cut a timestamp's microseconds off, and a page would skip rows.
function writeCursor({ stamp, id }: { stamp: string; id: string }): string {
  return Buffer.from(JSON.stringify([stamp, id])).toString("base64url");
}

function readCursor(cursor: string): { stamp: string; id: string } {
  try {
    const [stamp, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [unknown, unknown];
    if (typeof stamp === "string" && !Number.isNaN(Date.parse(stamp)) && isId(id)) return { stamp, id };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AppError("invalid", "cursor_invalid", { field: "cursor" });
}
