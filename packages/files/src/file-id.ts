import type { Id } from "@hutong/kernel";

/** A UUID (version 8) of a SHA-256 in hex, so that what is the same is one row. */
export function fileIdOf(sha256: string): Id<"file"> {
  const variant = ((Number.parseInt(sha256[16]!, 16) & 0x3) | 0x8).toString(16);
  const hex = `${sha256.slice(0, 12)}8${sha256.slice(13, 16)}${variant}${sha256.slice(17, 32)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<"file">;
}
