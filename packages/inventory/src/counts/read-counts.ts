import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { type NamedVariant, nameColumns } from "../stock-columns.ts";

/** A count, with how many variants were counted and how many of them differ. */
export interface CountItem {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly state: "open" | "committed" | "cancelled";
  readonly location: { readonly id: string; readonly name: string };
  readonly createdAt: Date;
  readonly closedAt: Date | null;
  readonly lines: number;
  readonly different: number;
}

const columns = fragment`c.id, c.number, c.name, c.state, jsonb_build_object('id', p.id, 'name', p.name) as location,
  c.created_at as "createdAt", c.closed_at as "closedAt", l.lines, l.different`;

const tables = fragment`join locations p on p.store_id = c.store_id and p.id = c.location_id
  cross join lateral (select count(*)::int as lines, (count(*) filter (where counted <> expected))::int as different
    from stock_count_lines l where l.store_id = c.store_id and l.count_id = c.id) l`;

const dated = (row: CountItem): CountItem => ({
  ...row,
  createdAt: new Date(row.createdAt),
  closedAt: row.closedAt && new Date(row.closedAt),
});

const pageSize = 50;

/** Counts, the newest first, 50 at a time. */
export async function listCounts(
  ctx: StoreContext,
  input: { before?: number | undefined } = {},
): Promise<{ items: CountItem[]; nextBefore: number | null }> {
  authorize(ctx, "inventory.listCounts");
  const { before } = input;
  const [rows] =
    await ctx.read(sql<CountItem>`select ${columns} from (select * from stock_counts c where c.store_id = ${ctx.storeId}
      ${before === undefined ? nothing : fragment`and c.number < ${before}::int`}
      order by c.number desc limit ${pageSize + 1}::int) c ${tables} order by c.number desc`);
  const items = rows.slice(0, pageSize).map(dated);
  return { items, nextBefore: rows.length > pageSize ? items.at(-1)!.number : null };
}

/** What was counted of a variant, and what was on hand by the books then. */
export interface CountLine extends NamedVariant {
  readonly counted: number;
  readonly expected: number;
  readonly isApplied: boolean;
}

/** A count with its lines, the last entered first. */
export interface CountView extends CountItem {
  readonly entries: readonly CountLine[];
  /** Variants that lie here by the books and were not counted (1,000 at most). */
  readonly uncounted: number;
}

/** One count. Throws `count_not_found`. */
export async function getCount(ctx: StoreContext, input: { id: string }): Promise<CountView> {
  authorize(ctx, "inventory.getCount");
  const { id } = input;
  if (!isId(id)) throw new AppError("not_found", "count_not_found");
  const [[row], entries, [left]] = await ctx.read(
    sql<CountItem>`select ${columns} from stock_counts c ${tables} where c.store_id = ${ctx.storeId} and c.id = ${id}`,
    sql<CountLine>`select ${nameColumns(ctx)}, l.counted, l.expected, l.is_applied as "isApplied"
      from stock_count_lines l join variants v on v.store_id = l.store_id and v.id = l.variant_id
      join products p on p.store_id = v.store_id and p.id = v.product_id
      where l.store_id = ${ctx.storeId} and l.count_id = ${id} order by l.counted_at desc, l.variant_id`,
    sql<{ n: number }>`select count(*)::int as n from (select 1 from stock_counts c
      join stock s on s.store_id = c.store_id and s.location_id = c.location_id and s.on_hand > 0
      where c.store_id = ${ctx.storeId} and c.id = ${id} and not exists (select from stock_count_lines l
        where l.store_id = c.store_id and l.count_id = c.id and l.variant_id = s.variant_id) limit 1000) x`,
  );
  if (!row) throw new AppError("not_found", "count_not_found");
  return { ...dated(row), entries, uncounted: left!.n };
}
