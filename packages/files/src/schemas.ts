import { z } from "zod";

export const contentTypes = {
  "image/svg+xml": "svg",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
} as const;

export const ContentType = z.enum(Object.keys(contentTypes) as [keyof typeof contentTypes]);
export type ContentType = z.infer<typeof ContentType>;

/** Largest file taken, in bytes (20 MB). */
export const largestFile = 20 * 1024 * 1024;

export const PutFileInput = z.object({
  bytes: z.instanceof(Uint8Array),
  contentType: ContentType,
});
export type PutFileInput = z.infer<typeof PutFileInput>;
