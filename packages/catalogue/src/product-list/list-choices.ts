import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { type Filter, meets } from "./filter-products.ts";

/** What products can be filtered by, in the order of the alphabet; the first 300 of each. */
export interface ProductChoices {
  readonly vendors: readonly string[];
  readonly types: readonly string[];
  readonly tags: readonly string[];
  /** Those that are filled by rules take no product by hand. */
  readonly collections: readonly {
    readonly id: string;
    readonly title: string;
    readonly isRuled: boolean;
  }[];
}

const most = 300;

// From each value to the next by the index: as many looks as there are values, however many products.
function values(ctx: StoreContext, table: object, column: object) {
  const next = (after: object) =>
    fragment`(select min(${column}) from ${table} where store_id = ${ctx.storeId} and ${column} > ${after})`;
  return sql<{ value: string }>`with recursive found(value, n) as (
      select ${next(fragment`''`)}, 1
      union all select ${next(fragment`f.value`)}, f.n + 1 from found f where f.value is not null and f.n < ${most}::int)
    select value from found where value is not null`;
}

/** The vendors, types, tags and collections of the store's products. */
export async function listProductChoices(ctx: StoreContext): Promise<ProductChoices> {
  authorize(ctx, "catalogue.listProductChoices");
  const [vendors, types, tags, collections] = await ctx.read(
    values(ctx, fragment`products`, fragment`vendor`),
    values(ctx, fragment`products`, fragment`product_type`),
    values(ctx, fragment`product_tags`, fragment`tag`),
    sql<
      ProductChoices["collections"][number]
    >`select id, title, rules is not null as "isRuled" from collections where store_id = ${ctx.storeId}
      order by position, id limit ${most}::int`,
  );
  const texts = (rows: readonly { value: string }[]) => rows.map(({ value }) => value);
  return { vendors: texts(vendors), types: texts(types), tags: texts(tags), collections };
}

/** How many products meet a filter that searches for nothing. */
export async function countMeeting(ctx: StoreContext, filter: Filter): Promise<number> {
  const [[row]] = await ctx.read(sql<{ n: number }>`select count(*)::int as n from products p
    where p.store_id = ${ctx.storeId} ${meets(ctx, filter)}`);
  return row?.n ?? 0;
}
