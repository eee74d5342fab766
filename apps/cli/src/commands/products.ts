import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { firstPort } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { exportProducts, exportWorkbook } from "@hutong/transfer";
import type { Answer } from "../report.ts";
import { withStore } from "../with-cell.ts";

/** `products export`: Shopify's format with the newer headers as CSV or XLSX, or JSONL, to a file or (text) to standard output. */
export async function exportFile(options: { store: string; to?: string; format: string }): Promise<Answer> {
  const { format } = options;
  if (format !== "csv" && format !== "jsonl" && format !== "xlsx")
    throw new AppError("invalid", "format_unknown", { params: { format } });
  if (format === "xlsx" && !options.to) throw new AppError("invalid", "workbook_needs_file");
  return withStore(options.store, async (ctx) => {
    const origin = `http://${options.store}.localhost:${firstPort + 1}`;
    const writeTo = async (to: string, pieces: AsyncIterable<string | Uint8Array>) => {
      await pipeline(pieces, createWriteStream(to));
      return { data: { file: to }, lines: [`written to ${to}`] };
    };
    if (format === "xlsx") return writeTo(options.to!, await exportWorkbook(ctx, { origin }));
    const pieces = exportProducts(ctx, { origin, format });
    if (options.to) return writeTo(options.to, pieces);
    let text = "";
    for await (const piece of pieces) text += piece;
    return { data: { [format]: text }, lines: [text.replace(/\r?\n$/, "")] };
  });
}
