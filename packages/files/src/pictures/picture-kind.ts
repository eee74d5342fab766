import { AppError } from "@hutong/kernel";

/** What pictures are read; what they are kept as is `PictureType`. */
export type PictureKind = "jpeg" | "png" | "gif" | "webp" | "avif" | "svg";

const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString("latin1");

// ISO base media: "ftyp", the major brand and those it is compatible with (ISO/IEC 14496-12, 4.3).
function brandOf(bytes: Uint8Array): "avif" | "heic" | null {
  if (latin(bytes, 4, 8) !== "ftyp") return null;
  const brands = latin(bytes, 8, 64);
  if (/avi[fs]/.test(brands)) return "avif";
  return /hei[cxms]|hev[cx]|mif1|msf1/.test(brands) ? "heic" : null;
}

/**
 * What a picture is by its bytes; its name and what the sender says count for nothing. Throws `file_not_an_image`, and
 * `picture_heic` for what telephones take and no browser shows.
 */
export function pictureKind(bytes: Uint8Array): PictureKind {
  const head = latin(bytes, 0, 12);
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (/^GIF8[79]a/.test(head)) return "gif";
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return "webp";
  const brand = brandOf(bytes);
  if (brand === "heic") throw new AppError("invalid", "picture_heic");
  if (brand === "avif") return "avif";
  // A drawing is a text that begins with a tag; whether it is one is judged by `safeSvg`.
  if (/^(?:\xef\xbb\xbf)?\s*</.test(latin(bytes, 0, 256))) return "svg";
  throw new AppError("invalid", "file_not_an_image");
}
