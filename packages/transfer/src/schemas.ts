import { z } from "zod";

/** Most bytes of a part of an upload, and of a whole file. */
export const largestPart = 4 * 1024 * 1024;
export const largestImport = 1024 * 1024 * 1024;

export const CreateImportInput = z.object({
  fileName: z.string().trim().min(1).max(255),
  bytes: z.int().min(0),
  isDryRun: z.boolean(),
});
export type CreateImportInput = z.input<typeof CreateImportInput>;

export const ImportIdInput = z.object({ id: z.string().max(100) });
export type ImportIdInput = z.input<typeof ImportIdInput>;

export const ListImportNotesInput = ImportIdInput.extend({
  /** Notes behind this number. */
  after: z.int().min(-1).default(-1),
  limit: z.int().min(1).max(5_000).default(100),
});
export type ListImportNotesInput = z.input<typeof ListImportNotesInput>;
