import { z } from "zod";

export { largestFile, type PictureWidth } from "./sizes.ts";

/** What files are kept as, and the endings of their names. */
export const contentTypes = {
  "image/svg+xml": "svg",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
} as const;
export type ContentType = keyof typeof contentTypes;

export const PutFileInput = z.object({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) });
export type PutFileInput = z.infer<typeof PutFileInput>;

/** Where a picture's subject is, in per cent of its width and height from the upper left. */
export const FocusInput = z.object({ x: z.int().min(0).max(100), y: z.int().min(0).max(100) });
export type FocusInput = z.infer<typeof FocusInput>;
