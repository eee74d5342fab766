import { authorize, fragment, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { memberColumns, memberFacts, placeOf, postMembers } from "./membership.ts";
import { PlaceProductsInput } from "./rule-schemas.ts";

/** Between two neighbours there is room for others, so that moving one writes one row. */
const gap = 1_024;
/** `position` is an integer. */
const mostPosition = 2_000_000_000;

/**
 * Puts products into a collection that is filled by hand, takes them out, or moves one. Products that are there already, or gone,
 * are left out. Throws `collection_not_found`, `collection_has_rules`.
 */
export async function placeProducts(ctx: StoreContext, input: PlaceProductsInput): Promise<void> {
  authorize(ctx, "catalogue.placeProducts");
  const { id, add, remove, move } = PlaceProductsInput.parse(input);
  await ctx.write(async (tx) => {
    tx.send(sql`select from products where store_id = ${tx.storeId} and id = any(${list(add)}::uuid[])
      order by id for key share`);
    const [row] = await tx.run(sql<{
      has_rules: boolean;
      last: number;
    }>`select rules is not null as has_rules,
        (select coalesce(max(position), 0) from collection_products where store_id = ${tx.storeId} and collection_id = ${id}) as last
      from collections where store_id = ${tx.storeId} and id = ${id} for no key update`);
    if (!row) throw new AppError("not_found", "collection_not_found", { params: { id } });
    if (row.has_rules) throw new AppError("conflict", "collection_has_rules");
    if (remove.length > 0)
      tx.send(sql`delete from collection_products where store_id = ${tx.storeId} and collection_id = ${id}
        and product_id = any(${list(remove)}::uuid[])`);
    if (add.length > 0) append(tx, id, add, row.last);
    if (add.length + remove.length > 0) postMembers(tx, add);
    if (move) await moveOne(tx, id, move);
    if (row.last + add.length * gap > mostPosition) renumber(tx, id);
    tx.touch("collections", `collection:${id}`);
  });
}

function append(tx: WriteContext, id: string, add: readonly string[], last: number): void {
  const rows = [...new Set(add)].map((product_id, at) => ({ product_id, position: last + (at + 1) * gap }));
  tx.send(sql`insert into collection_products
      (store_id, collection_id, product_id, position, place, ${memberColumns})
    select ${tx.storeId}::uuid, k.id, p.id, a.position, ${placeOf(fragment`a.position`)}, ${memberFacts}
    from jsonb_to_recordset(${rows}::jsonb) as a(product_id uuid, position int)
    join collections k on k.store_id = ${tx.storeId} and k.id = ${id}
    cross join lateral (select * from products where store_id = ${tx.storeId} and id = a.product_id limit 1) p
    on conflict do nothing`);
}

function renumber(tx: WriteContext, id: string): void {
  tx.send(sql`update collection_products cp set position = f.n * ${gap}::int,
      place = case when k.sort = 'manual' then lpad((f.n * ${gap}::int)::text, 12, '0') else cp.place end
    from (select product_id, row_number() over (order by position, product_id)::int as n from collection_products
      where store_id = ${tx.storeId} and collection_id = ${id}) f
    join collections k on k.store_id = ${tx.storeId} and k.id = ${id}
    where cp.store_id = ${tx.storeId} and cp.collection_id = ${id} and cp.product_id = f.product_id`);
}

async function moveOne(
  tx: WriteContext,
  id: string,
  { productId, before }: NonNullable<PlaceProductsInput["move"]>,
): Promise<void> {
  const between = () =>
    tx.run(sql<{ low: number; high: number | null }>`select
        coalesce((select max(position) from collection_products where store_id = ${tx.storeId} and collection_id = ${id}
          and product_id <> ${productId} and (b.position is null or (position, product_id) < (b.position, b.product_id))), 0) as low,
        b.position as high
      from (select 1) one left join collection_products b on b.store_id = ${tx.storeId} and b.collection_id = ${id}
        and b.product_id = ${before}::uuid`);
  let [place] = await between();
  if (place!.high !== null && place!.high - place!.low < 2) {
    renumber(tx, id);
    [place] = await between();
  }
  const { low, high } = place!;
  const position = high === null ? low + gap : Math.floor((low + high) / 2);
  tx.send(sql`update collection_products cp set position = ${position}::int,
      place = case when k.sort = 'manual' then lpad(${position}::int::text, 12, '0') else cp.place end
    from collections k where k.store_id = ${tx.storeId} and k.id = ${id}
      and cp.store_id = ${tx.storeId} and cp.collection_id = ${id} and cp.product_id = ${productId}`);
}
