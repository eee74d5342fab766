import type { WholeProduct } from "@hutong/catalogue";
import { columnset, fragment, list, nothing, sql, type WriteContext } from "@hutong/db";
import type { ProductValueChange } from "@hutong/metafields";
import type { BatchResult } from "../import-batch.ts";
import type { StockChange } from "../stock-changes.ts";

/** What an import did to one product, as it is needed to undo it. */
export interface ProductChange {
  readonly number: number;
  readonly productId: string;
  readonly kind: "created" | "updated" | "stock";
  /** The product as it was, where it was changed. */
  readonly before: WholeProduct | null;
  readonly stock: readonly StockChange[] | null;
  /** What became of values of the store's own fields. */
  readonly fields: readonly ProductValueChange[];
  readonly version: number;
}

/** As it is kept: what was in the fields stands beside the product as it was. */
type Before = Partial<WholeProduct> & { readonly fields?: readonly ProductValueChange[] };

/** Writes down what a batch did, in its own transaction. @param first the number of the batch's first product */
export function keepChanges(tx: WriteContext, importId: string, first: number, result: BatchResult): void {
  const befores = new Map(result.befores.map((before) => [before.product.id as string, before]));
  const stock = Map.groupBy(result.stock, (change) => change.productId);
  const fields = Map.groupBy(result.fields, (change) => change.productId);
  const beforeOf = (id: string): Before | null => {
    const [whole, changed] = [befores.get(id), fields.get(id)];
    return changed ? { ...whole, fields: changed } : (whole ?? null);
  };
  const rows = result.outcomes.flatMap((outcome, index) => {
    if (outcome.kind === "refused") return [];
    const { id } = outcome;
    const changes = stock.get(id) ?? null;
    if (outcome.kind === "unchanged" && !changes && !fields.has(id)) return [];
    const kind = outcome.kind === "unchanged" ? "stock" : outcome.kind;
    return [{ number: first + index, id, kind, before: beforeOf(id), stock: changes }];
  });
  // Most are new, and a new product's version is known.
  const [created, others] = [
    rows.filter((row) => row.kind === "created"),
    rows.filter((row) => row.kind !== "created"),
  ];
  if (created.length > 0)
    tx.send(sql`insert into import_changes (store_id, import_id, number, product_id, kind, before, stock, version)
      select ${tx.storeId}::uuid, ${importId}::uuid, c.number, c.id, 'created', null, null, 1
      from ${columnset("c", { number: "int", id: "uuid" }, created)}`);
  if (others.length === 0) return;
  tx.send(sql`insert into import_changes (store_id, import_id, number, product_id, kind, before, stock, version)
    select ${tx.storeId}::uuid, ${importId}::uuid, c.number, c.id, c.kind, nullif(c.before, 'null'::jsonb),
      nullif(c.stock, 'null'::jsonb), p.version
    from jsonb_to_recordset(${others}::jsonb) as c(number int, id uuid, kind text, before jsonb, stock jsonb)
    join products p on p.store_id = ${tx.storeId} and p.id = c.id`);
}

/** The next changes of an import, the latest first. */
export async function nextChanges(
  tx: WriteContext,
  importId: string,
  limit: number,
): Promise<ProductChange[]> {
  type Row = Omit<ProductChange, "before" | "fields"> & { readonly before: Before | null };
  const rows = await tx.run(sql<Row>`select number, product_id as "productId", kind, before, stock, version
    from import_changes where store_id = ${tx.storeId} and import_id = ${importId}
    order by number desc limit ${limit}::int`);
  return rows.map(({ before, ...row }) => {
    const { fields = [], ...whole } = before ?? {};
    return { ...row, fields, before: "product" in whole ? (whole as WholeProduct) : null };
  });
}

/** Forgets changes: those from a number on, or all of an import. */
export function forgetChanges(tx: WriteContext, importId: string, from: number | null): void {
  tx.send(sql`delete from import_changes where store_id = ${tx.storeId} and import_id = ${importId}
    ${from === null ? nothing : fragment`and number >= ${from}::int`}`);
}

/** Versions of products as they are now; who is missing is gone. */
export async function versionsNow(
  tx: WriteContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { version: number; handle: string }>> {
  const rows = await tx.run(sql<{ id: string; version: number; handle: string }>`
    select id, version, handle from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])
    order by id for update`);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
