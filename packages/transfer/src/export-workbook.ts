import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { getStore } from "@hutong/stores";
import { rowsOf } from "./export-csv.ts";
import type { ExportOptions } from "./export-products.ts";
import { exportRows } from "./export-rows.ts";
import { type FileField, fileFields } from "./file-fields.ts";
import { sheetEnd, sheetRow, sheetStart, workbookParts } from "./workbook/sheet-xml.ts";
import { writeZip } from "./workbook/write-zip.ts";

// Excel's limits: "Excel specifications and limits", support.microsoft.com; the sheet also has to stay below 4 GB.
const mostRows = 1_048_575;
const longestCell = 32_767;
const largestSheet = 4_000_000_000;
const rowShare = 2_500;

/**
 * Writes all products of a store as a workbook (XLSX), in pieces, with the columns and in the order of CSV; the same products are the
 * same bytes. Throws before the first piece what no workbook can hold: `export_cell_too_long` with the product, or `export_too_large`.
 */
export async function exportWorkbook(
  ctx: StoreContext,
  { origin }: Pick<ExportOptions, "origin">,
): Promise<AsyncGenerator<Uint8Array>> {
  authorize(ctx, "transfer.exportWorkbook");
  const { currency } = await getStore(ctx);
  const fields = await fileFields(ctx);
  await assertFits(ctx, fields.length > 0 ? await sizeOfValues(ctx) : 0);
  return writeZip(workbookParts(sheetPieces(ctx, origin, currency, fields), currency));
}

async function* sheetPieces(
  ctx: StoreContext,
  origin: string,
  currency: string,
  fields: readonly FileField[],
): AsyncGenerator<string> {
  yield sheetStart(fields);
  let line = 1;
  const extent = { hasTranslations: false, hasFields: fields.length > 0 };
  for await (const products of exportRows(ctx, origin, extent)) {
    let piece = "";
    for (const product of products) {
      for (const cells of rowsOf(product, currency, fields)) {
        line += 1;
        piece += sheetRow(line, cells);
      }
    }
    yield piece;
  }
  yield sheetEnd;
}

/** Bytes of what is in the store's own fields of products. Throws `export_cell_too_long`. */
async function sizeOfValues(ctx: StoreContext): Promise<number> {
  const [[sum], [long]] = await ctx.read(
    sql<{ bytes: number }>`select coalesce(sum(octet_length(value)), 0)::float8 as bytes from metafields
      where store_id = ${ctx.storeId} and owner_type = 'PRODUCT'`,
    sql<{ handle: string }>`select p.handle from metafields m
      join products p on p.store_id = m.store_id and p.id = m.owner_id
      where m.store_id = ${ctx.storeId} and m.owner_type = 'PRODUCT' and octet_length(m.value) > ${longestCell}::int
        and length(m.value) + regexp_count(m.value, ${"[\\U00010000-\\U0010ffff]"}) > ${longestCell}::int limit 1`,
  );
  if (long) {
    const params = { handle: long.handle, field: "metafields", most: longestCell };
    throw new AppError("precondition", "export_cell_too_long", { params });
  }
  return sum?.bytes ?? 0;
}

async function assertFits(ctx: StoreContext, bytesOfValues: number): Promise<void> {
  const [[counted], [long]] = await ctx.read(
    sql<{ rows: number; bytes: number }>`select
        (select coalesce(sum(greatest(v.count, m.count)), 0)::int from
          (select product_id, count(*) from variants where store_id = ${ctx.storeId} group by product_id) v
          full join (select product_id, count(*) from product_media where store_id = ${ctx.storeId} group by product_id) m
            using (product_id)) as rows,
        (select coalesce(sum(octet_length(description_html)), 0)::float8 from products
          where store_id = ${ctx.storeId}) as bytes`,
    // Cells are counted in UTF-16: what is beyond the first plane counts twice.
    sql<{ handle: string; field: string }>`select handle, field from products,
        lateral (values ('descriptionHtml', description_html),
          ('tags', case when jsonb_array_length(tags) > 100 then
            (select string_agg(tag, ', ') from jsonb_array_elements_text(tags) tag) else '' end)) t(field, text)
      where store_id = ${ctx.storeId} and octet_length(text) > ${longestCell}::int
        and length(text) + regexp_count(text, ${"[\\U00010000-\\U0010ffff]"}) > ${longestCell}::int limit 1`,
  );
  const { rows = 0, bytes = 0 } = counted ?? {};
  if (rows > mostRows || bytes + bytesOfValues + rows * rowShare > largestSheet)
    throw new AppError("precondition", "export_too_large", { params: { rows, most: mostRows } });
  if (long) {
    const params = { ...long, most: longestCell };
    throw new AppError("precondition", "export_cell_too_long", { params });
  }
}
