import { type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import type { ProductFile } from "../product-file.ts";
import { type Claim, ImportLost } from "./claim.ts";
import type { Survey } from "./import-rows.ts";

const mostNamed = 50;

/** Writes down what the file is, the first time; later runs must find the same. Throws `file_changed`, `ImportLost`. */
export async function keepSurvey(
  ctx: StoreContext,
  { row, runner }: Claim,
  file: ProductFile,
): Promise<void> {
  const { format, encoding, rows, products } = file;
  const survey: Survey = {
    format,
    encoding,
    rows,
    products,
    ignoredColumns: file.ignoredColumns.slice(0, mostNamed).map((name) => name.slice(0, 100)),
  };
  if (row.survey) {
    if (row.survey.products !== products || row.survey.rows !== rows)
      throw new AppError("precondition", "file_changed");
    return;
  }
  const kept = await ctx.write((tx) =>
    tx.run(sql`update imports set survey = ${survey}::jsonb
      where store_id = ${tx.storeId} and id = ${row.id} and runner = ${runner} and state = ${row.state} returning id`),
  );
  if (kept.length === 0) throw new ImportLost("cancelled while its file was read");
}
