import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { removeParts } from "@hutong/files";
import { AppError, type Id, isId } from "@hutong/kernel";
import { demandVariants, lockDigitalFile, markDigital } from "./file-rows.ts";
import { AssignDigitalFileInput, DownloadTermsInput, usualTerms } from "./schemas.ts";

/** A file of a product, as its merchant sees it. */
export interface DigitalFile {
  readonly id: Id<"digital-file">;
  readonly name: string;
  readonly bytes: number;
  /** Bytes that have arrived; an upload that was cut off goes on behind them. */
  readonly received: number;
  readonly isReady: boolean;
  readonly variantIds: readonly string[];
}

export interface DigitalFiles {
  readonly files: readonly DigitalFile[];
  /** Downloads of each file, and days from the payment on. */
  readonly terms: { readonly downloads: number; readonly days: number };
}

/** What buyers of a product may download, and how often. Throws `product_not_found`. */
export async function listDigitalFiles(
  ctx: StoreContext,
  input: { productId: string },
): Promise<DigitalFiles> {
  authorize(ctx, "catalogue.listDigitalFiles");
  const { productId } = input;
  if (!isId(productId)) throw new AppError("not_found", "product_not_found");
  const [[product], files] = await ctx.read(
    sql<{ terms: DigitalFiles["terms"] | null }>`
      select case when t.product_id is not null then jsonb_build_object('downloads', t.downloads, 'days', t.days) end as terms
      from products p left join download_terms t on t.store_id = p.store_id and t.product_id = p.id
      where p.store_id = ${ctx.storeId} and p.id = ${productId}`,
    sql<DigitalFile>`
      select d.id, d.name, d.bytes, coalesce((select sum((x->>'bytes')::bigint) from jsonb_array_elements(d.parts) x), 0)::bigint as received,
        d.state = 'ready' as "isReady", jsonb_agg(v.id order by v.position) as "variantIds"
      from variants v join variant_files l on l.store_id = v.store_id and l.variant_id = v.id
      join digital_files d on d.store_id = l.store_id and d.id = l.file_id
      where v.store_id = ${ctx.storeId} and v.product_id = ${productId}
      group by d.store_id, d.id order by d.created_at, d.id`,
  );
  if (!product) throw new AppError("not_found", "product_not_found");
  return { files, terms: product.terms ?? usualTerms };
}

// Who bought it goes on having it; a file that nobody bought and no variant has is forgotten, bytes and all.
async function forget(ctx: StoreContext, id: string): Promise<boolean> {
  const isGone = await ctx.write(async (tx) => {
    await lockDigitalFile(tx, id);
    const rows =
      await tx.run(sql`delete from digital_files d where d.store_id = ${tx.storeId} and d.id = ${id}
      and not exists (select from variant_files l where l.store_id = ${tx.storeId} and l.file_id = ${id})
      and not exists (select from order_downloads o where o.store_id = ${tx.storeId} and o.file_id = ${id}) returning id`);
    return rows.length > 0;
  });
  if (isGone) await removeParts(ctx, id, "downloads");
  return isGone;
}

/**
 * Says which variants of a product have a file; with none it is taken away, but for those who bought it. Throws
 * `digital_file_not_found`, `product_not_found` or `unknown_variant`.
 */
export async function assignDigitalFile(ctx: StoreContext, input: AssignDigitalFileInput): Promise<void> {
  authorize(ctx, "catalogue.assignDigitalFile");
  const { productId, fileId, variantIds } = AssignDigitalFileInput.parse(input);
  await ctx.write(async (tx) => {
    await lockDigitalFile(tx, fileId);
    await demandVariants(tx, productId, variantIds);
    const own =
      await tx.run(sql`select from variant_files l join variants v on v.store_id = l.store_id and v.id = l.variant_id
      where l.store_id = ${tx.storeId} and l.file_id = ${fileId} and v.product_id = ${productId} limit 1`);
    if (own.length === 0) throw new AppError("not_found", "digital_file_not_found");
    tx.send(sql`delete from variant_files l using variants v
      where l.store_id = ${tx.storeId} and l.file_id = ${fileId} and v.store_id = l.store_id and v.id = l.variant_id
        and v.product_id = ${productId} and not v.id = any(${list(variantIds)}::uuid[])`);
    tx.send(sql`insert into variant_files (store_id, variant_id, file_id)
      select ${tx.storeId}::uuid, variant_id, ${fileId}::uuid from unnest(${list(variantIds)}::uuid[]) variant_id
      on conflict do nothing`);
    markDigital(tx, productId);
  });
  if (variantIds.length === 0) await forget(ctx, fileId);
}

/** Says how often and how long what is bought of a product from now on may be downloaded. Throws `product_not_found`. */
export async function putDownloadTerms(ctx: StoreContext, input: DownloadTermsInput): Promise<void> {
  authorize(ctx, "catalogue.putDownloadTerms");
  const { productId, downloads, days } = DownloadTermsInput.parse(input);
  await ctx.write(async (tx) => {
    await demandVariants(tx, productId, []);
    tx.send(sql`insert into download_terms (store_id, product_id, downloads, days)
      values (${tx.storeId}, ${productId}, ${downloads}, ${days})
      on conflict (store_id, product_id) do update set downloads = excluded.downloads, days = excluded.days`);
  });
}

const uploadDays = 7;

/** Forgets uploads that nobody goes on with, and files that no variant has any more. Answers as `sweep` does. */
export async function sweepDigitalFiles(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "catalogue.sweepDigitalFiles");
  const [left, [more]] = await ctx.read(
    sql<{
      id: string;
    }>`select d.id from digital_files d where d.store_id = ${ctx.storeId} and d.state = 'uploading'
      and d.created_at < app_now() - ${uploadDays}::int * interval '1 day' limit 100`,
    sql<{
      seconds: number;
    }>`select extract(epoch from min(d.created_at) + ${uploadDays}::int * interval '1 day' - app_now())::int as seconds
      from digital_files d where d.store_id = ${ctx.storeId} and d.state = 'uploading' having count(*) > 0`,
  );
  for (const { id } of left) {
    await ctx.write(async (tx) => {
      tx.send(sql`delete from variant_files where store_id = ${tx.storeId} and file_id = ${id}`);
    });
    await forget(ctx, id);
  }
  return more ? Math.max(60, more.seconds) : null;
}
