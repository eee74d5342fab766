import { authorize, list, type StoreContext, sql } from "@hutong/db";
import { putPart } from "@hutong/files";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import { type DigitalFileRow, demandVariants, lockDigitalFile, markDigital } from "./file-rows.ts";
import {
  CreateDigitalFileInput,
  largestDigitalFile,
  largestDigitalPart,
  mostDigitalFiles,
  usualTerms,
} from "./schemas.ts";

/**
 * Begins a file that buyers of some of a product's variants may download: its bytes follow in parts (`addDigitalFilePart`). Throws
 * `file_empty`, `digital_file_too_large`, `too_many_digital_files`, `product_not_found` or `unknown_variant`.
 */
export async function createDigitalFile(
  ctx: StoreContext,
  input: CreateDigitalFileInput,
): Promise<{ readonly id: Id<"digital-file"> }> {
  authorize(ctx, "catalogue.createDigitalFile");
  const { productId, name, bytes, variantIds } = CreateDigitalFileInput.parse(input);
  if (bytes === 0) throw new AppError("invalid", "file_empty");
  if (bytes > largestDigitalFile)
    throw new AppError("invalid", "digital_file_too_large", {
      params: { most: largestDigitalFile / 1024 ** 3 },
    });
  const id = newId<"digital-file">();
  await ctx.write(async (tx) => {
    await demandVariants(tx, productId, variantIds);
    const [row] = await tx.run(sql<{ count: number }>`
      select count(distinct l.file_id)::int as count from variants v
      join variant_files l on l.store_id = v.store_id and l.variant_id = v.id
      where v.store_id = ${tx.storeId} and v.product_id = ${productId}`);
    if ((row?.count ?? 0) >= mostDigitalFiles)
      throw new AppError("conflict", "too_many_digital_files", { params: { most: mostDigitalFiles } });
    tx.send(sql`insert into digital_files (store_id, id, name, bytes, parts, state, created_at)
      values (${tx.storeId}, ${id}, ${cleanText(name)}, ${bytes}, '[]'::jsonb, 'uploading', app_now())`);
    tx.send(sql`insert into variant_files (store_id, variant_id, file_id)
      select ${tx.storeId}::uuid, variant_id, ${id}::uuid from unnest(${list(variantIds)}::uuid[]) variant_id
      on conflict do nothing`);
    tx.send(sql`insert into download_terms (store_id, product_id, downloads, days)
      values (${tx.storeId}, ${productId}, ${usualTerms.downloads}, ${usualTerms.days}) on conflict do nothing`);
    tx.remind("sweep", 86_400);
  });
  return { id };
}

// The row as it stands, without a lock: parts are written before anybody waits for them.
async function readRow(ctx: StoreContext, id: string): Promise<DigitalFileRow> {
  const [[row]] = isId(id)
    ? await ctx.read(sql<DigitalFileRow>`select id, name, bytes, parts, state from digital_files
        where store_id = ${ctx.storeId} and id = ${id}`)
    : [[]];
  if (!row) throw new AppError("not_found", "digital_file_not_found");
  return row;
}

const sizeOf = (parts: DigitalFileRow["parts"]) => parts.reduce((sum, part) => sum + part.bytes, 0);

/**
 * Takes the next part of a file; with the last one it is there for its buyers. A part that was taken already may come again.
 * Answers how many bytes are there. Throws `digital_file_not_found`, `part_too_large`, `part_out_of_turn`, or `file_changed` when it is
 * more, or another, than was announced.
 */
export async function addDigitalFilePart(
  ctx: StoreContext,
  { id, number, bytes }: { readonly id: string; readonly number: number; readonly bytes: Uint8Array },
): Promise<{ readonly received: number; readonly isWhole: boolean }> {
  authorize(ctx, "catalogue.addDigitalFilePart");
  if (bytes.byteLength === 0 || bytes.byteLength > largestDigitalPart)
    throw new AppError("invalid", "part_too_large");
  const before = await readRow(ctx, id);
  const received = sizeOf(before.parts);
  if (number < before.parts.length) return { received, isWhole: before.state === "ready" };
  if (number > before.parts.length) throw new AppError("conflict", "part_out_of_turn");
  if (received + bytes.byteLength > before.bytes) throw new AppError("precondition", "file_changed");
  const part = await putPart(ctx, { shelf: "downloads", folder: before.id, number, bytes });
  return await ctx.write(async (tx) => {
    const now = await lockDigitalFile(tx, id);
    const isKnown = now.parts.length > number;
    // The same part twice at once: the one that was first has told of it.
    if (isKnown && now.parts[number]?.sha256 !== part.sha256)
      throw new AppError("precondition", "file_changed");
    const parts = isKnown ? now.parts : [...now.parts, part];
    const isWhole = sizeOf(parts) === now.bytes;
    tx.send(sql`update digital_files set parts = ${parts}::jsonb, state = ${isWhole ? "ready" : "uploading"}
      where store_id = ${tx.storeId} and id = ${now.id}`);
    if (isWhole) {
      const products = await tx.run(sql<{ id: string }>`
        select distinct v.product_id as id from variant_files l join variants v on v.store_id = l.store_id and v.id = l.variant_id
        where l.store_id = ${tx.storeId} and l.file_id = ${now.id}`);
      for (const product of products) markDigital(tx, product.id);
    }
    return { received: sizeOf(parts), isWhole };
  });
}
