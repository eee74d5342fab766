import { createReadStream, createWriteStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { firstPort } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { exportProducts, type ImportReport, importProducts, type RefusedRow } from "@hutong/transfer";
import { operatorLocale } from "../env.ts";
import type { Answer } from "../report.ts";
import { refreshStatistics } from "../statistics.ts";
import { withStore } from "../with-cell.ts";
import { sentenceOf } from "../words.ts";

async function assertReadable(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw new AppError("not_found", "file_not_found", { params: { file }, cause: error });
  }
}

/** From how many written products on the planner's statistics are worth refreshing. */
const manyProducts = 200;

/** `products import FILE`: one file in Shopify's product format. */
export async function importFile(
  file: string,
  options: { store: string; dryRun?: boolean },
): Promise<Answer> {
  await assertReadable(file);
  const report = await withStore(options.store, (ctx) =>
    importProducts(ctx, () => createReadStream(file), { isDryRun: options.dryRun ?? false }),
  );
  const { created, updated } = report.products;
  if (!report.isDryRun && created + updated >= manyProducts) await refreshStatistics();
  const locale = operatorLocale();
  const refused = report.refused.map((row) => ({
    ...row,
    message: sentenceOf(row.code, row.params, locale),
  }));
  return { data: { ...report, refused }, lines: linesOf({ ...report, refused }) };
}

type Report = Omit<ImportReport, "refused"> & {
  readonly refused: readonly (RefusedRow & { message: string })[];
};

function linesOf({ products, pictures, refused, ...report }: Report): string[] {
  const { created, updated, unchanged } = products;
  return [
    ...(report.isDryRun ? ["dry run: nothing was written"] : []),
    `${report.rows} rows: ${created} products created, ${updated} updated, ${unchanged} unchanged, ${products.refused} refused`,
    `stock changed for ${report.stockChanged} variants`,
    `${pictures.recorded + pictures.known} picture addresses, ${pictures.recorded} of them new; ${pictures.pending} not fetched: only their addresses are kept`,
    ...pictures.invalid.map(({ line, address }) => `line ${line}: not an address of a picture: ${address}`),
    ...(report.ignoredColumns.length > 0 ? [`columns left out: ${report.ignoredColumns.join(", ")}`] : []),
    ...refused.map(
      ({ line, handle, column, code, message }) =>
        `line ${line}${column ? `, ${column}` : ""}${handle ? ` (${handle})` : ""}: ${message} [${code}]`,
    ),
    ...(report.isUnchanged ? ["nothing has changed"] : []),
  ];
}

/** `products export`: the same format with the newer headers, to a file or to standard output. */
export async function exportFile(options: { store: string; to?: string }): Promise<Answer> {
  return withStore(options.store, async (ctx) => {
    const pieces = exportProducts(ctx, { origin: `http://${options.store}.localhost:${firstPort + 1}` });
    if (options.to) {
      await pipeline(pieces, createWriteStream(options.to));
      return { data: { file: options.to }, lines: [`written to ${options.to}`] };
    }
    let csv = "";
    for await (const piece of pieces) csv += piece;
    return { data: { csv }, lines: [csv.replace(/\r\n$/, "")] };
  });
}
