import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { firstPort } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { exportProducts } from "@hutong/transfer";
import type { Answer } from "../report.ts";
import { withStore } from "../with-cell.ts";

/** `products export`: Shopify's format with the newer headers, or JSONL, to a file or to standard output. */
export async function exportFile(options: { store: string; to?: string; format: string }): Promise<Answer> {
  const { format } = options;
  if (format !== "csv" && format !== "jsonl")
    throw new AppError("invalid", "format_unknown", { params: { format } });
  return withStore(options.store, async (ctx) => {
    const origin = `http://${options.store}.localhost:${firstPort + 1}`;
    const pieces = exportProducts(ctx, { origin, format });
    if (options.to) {
      await pipeline(pieces, createWriteStream(options.to));
      return { data: { file: options.to }, lines: [`written to ${options.to}`] };
    }
    let text = "";
    for await (const piece of pieces) text += piece;
    return { data: { [format]: text }, lines: [text.replace(/\r?\n$/, "")] };
  });
}
