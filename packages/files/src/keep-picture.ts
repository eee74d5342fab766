import { createHash } from "node:crypto";
import { AppError, type StoreId } from "@hutong/kernel";
import { pictureKind } from "./pictures/picture-kind.ts";
import { clean } from "./pictures/picture-maker.ts";
import { safeSvg } from "./pictures/safe-svg.ts";
import { type ContentType, contentTypes, largestFile } from "./schemas.ts";
import { fileStore } from "./store/file-store.ts";

/** A picture that was judged and whose bytes are kept; no row knows of it yet. */
export interface KeptPicture {
  readonly path: string;
  readonly contentType: ContentType;
  readonly bytes: number;
  readonly sha256: string;
  /** Pixels; null for a drawing that does not say. */
  readonly width: number | null;
  readonly height: number | null;
}

interface Judged {
  readonly bytes: Uint8Array;
  readonly contentType: ContentType;
  readonly width: number | null;
  readonly height: number | null;
}

const mostUnits = 100_000;

// What its view box says: only the ratio counts.
function drawingOf(bytes: Uint8Array): Judged {
  const svg = safeSvg(new TextDecoder().decode(bytes));
  const [, width, height] =
    /<svg\b[^>]*\sviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']/.exec(svg) ?? [];
  const [w, h] = [Math.round(Number(width)), Math.round(Number(height))];
  const isSized = w >= 1 && h >= 1 && w <= mostUnits && h <= mostUnits;
  const size = isSized ? { width: w, height: h } : { width: null, height: null };
  return { bytes: Buffer.from(svg), contentType: "image/svg+xml", ...size };
}

/**
 * Judges a picture by its content and keeps it made safe: bitmaps decoded and encoded anew, drawings by `safeSvg`. Bitmaps
 * take a moment: never inside a write. Throws `file_too_large`, `file_not_an_image`, `svg_unsafe`, `picture_heic`,
 * `picture_damaged`, `picture_bomb`, `picture_too_many_pixels`, `picture_too_many_frames`, `picture_too_slow`.
 */
export async function keepPicture(storeId: StoreId, given: Uint8Array): Promise<KeptPicture> {
  if (given.byteLength > largestFile)
    throw new AppError("invalid", "file_too_large", { params: { most: largestFile } });
  const kind = pictureKind(given);
  const { bytes, contentType, width, height } =
    kind === "svg" ? drawingOf(given) : await clean(storeId, given, kind);
  const sha256 = createHash("sha256").update(contentType).update("\0").update(bytes).digest("hex");
  const path = `store/${storeId}/${sha256.slice(0, 32)}.${contentTypes[contentType]}`;
  // The bytes first: a row always has its file, a file without a row harms nobody.
  if (!(await fileStore().has(path))) await fileStore().write(path, bytes, contentType);
  return { path, contentType, bytes: bytes.byteLength, sha256, width, height };
}
