import type { StoreContext } from "@hutong/db";
import { readPart } from "@hutong/files";
import { AppError } from "@hutong/kernel";
import type { Source } from "../decode.ts";
import type { ImportRow } from "./import-rows.ts";

/** An import's file, each part held against its hash before a byte of it is believed. Throws `file_changed`. */
export function sourceOf(ctx: StoreContext, { id, parts, bytes }: ImportRow): Source {
  return async function* () {
    if (parts.reduce((sum, part) => sum + part.bytes, 0) !== bytes)
      throw new AppError("precondition", "file_changed");
    for (const [number, { sha256 }] of parts.entries()) {
      yield await readPart(ctx, { folder: id, number, sha256 });
    }
  };
}
