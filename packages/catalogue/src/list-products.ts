import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import { mostFound } from "./limits.ts";
import { type Filter, isPlace, meets, orders, type ProductSort } from "./product-list/filter-products.ts";
import { ListProductsInput } from "./product-schemas.ts";
import { planQuery } from "./search/query-plan.ts";
import { scoreProducts } from "./search/score-products.ts";

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

/**
 * The merchant's products that meet a filter, last changed first unless sorted otherwise; with `query`, those that meet every word of it
 * (or, where none does, the nearest), best first.
 */
export async function listProducts(
  ctx: StoreContext,
  input: ListProductsInput,
): Promise<{ items: ProductListItem[]; nextCursor: string | null }> {
  authorize(ctx, "catalogue.listProducts");
  const { query, cursor, limit, sort = "updated", ...filter } = ListProductsInput.parse(input);
  return query?.trim()
    ? await listFound(ctx, { query, filter, skip: cursor ? readPlace(cursor) : 0, limit })
    : await listSorted(ctx, { filter, sort, after: cursor ? readCursor(cursor, sort) : null, limit });
}

interface Wanted {
  readonly filter: Filter;
  readonly sort: ProductSort;
  readonly after: { readonly stamp: string; readonly id: string } | null;
  readonly limit: number;
}

async function listSorted(ctx: StoreContext, { filter, sort, after, limit }: Wanted) {
  const { by, stamp, behind } = orders[sort];
  const [rows] = await ctx.read(sql<Row>`
    select ${itemColumns}, ${stamp} as stamp from (select * from products p where p.store_id = ${ctx.storeId} ${meets(ctx, filter)}
        ${after ? behind(after.stamp, after.id) : nothing}
      order by ${by} limit ${limit + 1}::int) p
    ${itemJoins(ctx)} order by ${by}`);
  const last = rows[limit - 1];
  return { items: toItems(rows, limit), nextCursor: rows.length > limit && last ? writeCursor(last) : null };
}

async function listFound(
  ctx: StoreContext,
  { query, filter, skip, limit }: { query: string; filter: Filter; skip: number; limit: number },
) {
  const plan = planQuery(query);
  if (plan.parts.length === 0) return { items: [], nextCursor: null };
  const [rows] = await ctx.read(sql<Row>`with ${scoreProducts(ctx, plan, { full: mostFound })},
      found as materialized (select p.*, r.score, r.is_full from ranked r cross join lateral (select * from products p
        where p.store_id = ${ctx.storeId} and p.id = r.id ${meets(ctx, filter)} limit 1) p)
    select ${itemColumns}, '' as stamp from (select * from found where is_full or not exists (select from found where is_full)
      order by score desc, id limit ${limit + 1}::int offset ${skip}::int) p
    ${itemJoins(ctx)} order by p.score desc, p.id`);
  return { items: toItems(rows, limit), nextCursor: rows.length > limit ? writePlace(skip + limit) : null };
}

const itemColumns = fragment`p.id, p.title, p.handle, p.status, p.min_price as "minPrice", p.max_price as "maxPrice",
  p.is_available as "isAvailable", p.updated_at as "updatedAt",
  p.card_picture as picture, counted.n as "variantCount", counted.stock`;

function itemJoins(ctx: StoreContext): object {
  return fragment`cross join lateral (select count(distinct v.id) as n, sum(s.available) as stock from variants v
      left join stock s on s.store_id = ${ctx.storeId} and s.variant_id = v.id
      where v.store_id = ${ctx.storeId} and v.product_id = p.id) counted`;
}

function toItems(rows: readonly Row[], limit: number): ProductListItem[] {
  return rows
    .slice(0, limit)
    .map(({ stamp: _, ...item }) => ({ ...item, updatedAt: new Date(item.updatedAt) }));
}

// The stamp travels as text: the driver would cut a timestamp's microseconds off, and a page would skip rows.
function writeCursor({ stamp, id }: { stamp: string; id: string }): string {
  return Buffer.from(JSON.stringify([stamp, id])).toString("base64url");
}

function fieldsOf(cursor: string): unknown[] {
  try {
    const fields: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(fields)) return fields;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return [];
}

function readCursor(cursor: string, sort: ProductSort): { stamp: string; id: string } {
  const [stamp, id] = fieldsOf(cursor);
  if (typeof stamp === "string" && isPlace(sort, stamp) && isId(id)) return { stamp, id };
  throw new AppError("invalid", "cursor_invalid", { field: "cursor" });
}

// Found products have no other order to go on in than their place.
function writePlace(place: number): string {
  return Buffer.from(JSON.stringify([place])).toString("base64url");
}

function readPlace(cursor: string): number {
  const [place, ...rest] = fieldsOf(cursor);
  if (
    rest.length === 0 &&
    typeof place === "number" &&
    Number.isInteger(place) &&
    place >= 0 &&
    place <= 1_000
  )
    return place;
  throw new AppError("invalid", "cursor_invalid", { field: "cursor" });
}
