import { z } from "zod";

/** Most bytes of a file that customers download, and of a part of its upload. */
export const largestDigitalFile = 2 * 1024 ** 3;
export const largestDigitalPart = 4 * 1024 * 1024;
/** Most files of a product. */
export const mostDigitalFiles = 50;
/** What holds for a product whose merchant said nothing: downloads of each file, and days from the payment on. */
export const usualTerms = { downloads: 5, days: 30 } as const;

const variantIds = z.array(z.uuid()).max(2_048);

export const CreateDigitalFileInput = z.object({
  productId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  bytes: z.int().min(0),
  variantIds: variantIds.min(1),
});
export type CreateDigitalFileInput = z.input<typeof CreateDigitalFileInput>;

/** Which variants have a file; with none it is taken away from the product. */
export const AssignDigitalFileInput = z.object({ productId: z.uuid(), fileId: z.uuid(), variantIds });
export type AssignDigitalFileInput = z.input<typeof AssignDigitalFileInput>;

export const DownloadTermsInput = z.object({
  productId: z.uuid(),
  downloads: z.int().min(1).max(1_000),
  days: z.int().min(1).max(3_650),
});
export type DownloadTermsInput = z.input<typeof DownloadTermsInput>;
