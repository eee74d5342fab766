import { listProducts } from "@hutong/catalogue";
import { authorize, fragment, list, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import {
  incomingTo,
  type NamedVariant,
  nameColumns,
  readCursor,
  type StockUnits,
  unitColumns,
  writeCursor,
} from "./stock-columns.ts";
import { ListStockInput, type stockFilters } from "./stock-schemas.ts";

/** A variant at a location. */
export interface StockItem extends NamedVariant, StockUnits {
  /** Whether it is counted at all; what is not can always be bought. */
  readonly isTracked: boolean;
  readonly mayOversell: boolean;
  /** On their way there. */
  readonly incoming: number;
  readonly lowAt: number | null;
}

/** A page of the stock of a location. */
export interface StockPage {
  readonly locationId: string;
  readonly items: readonly StockItem[];
  readonly nextCursor: string | null;
}

type Row = StockItem & { readonly position: number };

const last = "\u{10FFFF}";
const conditions: Readonly<Record<(typeof stockFilters)[number], object>> = {
  all: nothing,
  low: fragment`and s.low_at is not null and s.available <= s.low_at`,
  out: fragment`and s.available <= 0 and not s.may_oversell`,
  aside: fragment`and s.damaged + s.safety_stock + s.quality_control > 0`,
};

// Whoever scans or types a whole number means that variant; else it may be the beginning of one, or words of products.
async function matching(ctx: StoreContext, query: string): Promise<object> {
  const typed = query.trim();
  if (!typed) return nothing;
  const [exact] = await ctx.read(sql<{ id: string }>`
    select id from variants where store_id = ${ctx.storeId} and sku = ${typed}
    union select id from variants where store_id = ${ctx.storeId} and barcode = ${typed} limit 250`);
  if (exact.length > 0) return fragment`and v.id = any(${list(exact.map(({ id }) => id))}::uuid[])`;
  const { items } = await listProducts(ctx, { query: typed, limit: 250 });
  return fragment`and (v.product_id = any(${list(items.map(({ id }) => id))}::uuid[])
    or v.id in (select n.id from variants n where n.store_id = ${ctx.storeId} and n.sku >= ${typed} and n.sku <= ${typed + last}))`;
}

async function locationFor(ctx: StoreContext, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined && !isId(wanted)) throw new AppError("not_found", "location_not_found");
  const [rows] = await ctx.read(
    wanted === undefined
      ? sql<{ id: string }>`select id from locations where store_id = ${ctx.storeId} and is_default`
      : sql<{ id: string }>`select id from locations where store_id = ${ctx.storeId} and id = ${wanted}`,
  );
  if (rows[0]) return rows[0].id;
  throw wanted === undefined
    ? new AppError("precondition", "location_missing")
    : new AppError("not_found", "location_not_found");
}

/**
 * The stock of a location: variants of the newest products first, all of them or those that are low, sold out or set aside; with
 * `query`, those of the products that contain its words, or whose SKU begins with it or whose barcode it is.
 * Throws `location_not_found`, `location_missing` or `cursor_invalid`.
 */
export async function listStock(ctx: StoreContext, input: ListStockInput): Promise<StockPage> {
  authorize(ctx, "inventory.listStock");
  const { filter, query, cursor, limit, ...given } = ListStockInput.parse(input);
  const locationId = await locationFor(ctx, given.locationId);
  const after = cursor ? readCursor(cursor, (first) => isId(first)) : null;
  const beyond = after
    ? fragment`and v.product_id <= ${String(after[0])}::uuid and (v.product_id < ${String(after[0])}::uuid
        or (v.position, v.id) > (${Number(after[1])}::int, ${String(after[2])}::uuid))`
    : nothing;
  // A filter by what is in stock begins with the stock of the place; without one the variants lead.
  const stockOf = fragment`stock s on s.store_id = v.store_id and s.variant_id = v.id and s.location_id = ${locationId}`;
  const [rows] = await ctx.read(sql<Row>`
    select ${nameColumns(ctx)}, v.position, ${unitColumns}, s.low_at as "lowAt", coalesce(s.may_oversell, false) as "mayOversell",
      s.variant_id is not null or exists (select from stock o where o.store_id = ${ctx.storeId} and o.variant_id = v.id) as "isTracked",
      ${incomingTo(ctx, locationId)} as incoming
    from variants v ${filter === "all" ? fragment`left join ${stockOf}` : fragment`join ${stockOf}`}
    join products p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${ctx.storeId} ${beyond} ${conditions[filter]} ${await matching(ctx, query)}
    order by v.product_id desc, v.position, v.id limit ${limit + 1}::int`);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    locationId,
    items: page.map(({ position: _, ...item }) => item),
    nextCursor: end ? writeCursor([end.productId, end.position, end.variantId]) : null,
  };
}
