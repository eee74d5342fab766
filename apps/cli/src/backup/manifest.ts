import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@hutong/kernel";
import { z } from "zod";

const Part = z.object({ file: z.string(), rows: z.int(), sha256: z.string() });

/** What a backup holds; written last, so that a folder without one is not a backup. Hashes are of the plain text. */
export const Manifest = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  /** Names the master key that opens the stores' keys; the key itself is not in the backup. */
  masterKeyId: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(Part.extend({ name: z.string(), columns: z.array(z.string()), isOfStores: z.boolean() })),
  /** Jobs that the queue had not done yet. */
  jobs: Part,
  /** The files of the stores, with their hashes. */
  files: Part,
});
export type Manifest = z.infer<typeof Manifest>;
export type Part = z.infer<typeof Part>;

const name = "manifest.json";

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, name), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Reads a backup's manifest. Throws `backup_not_found`. */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
  } catch (error) {
    throw new AppError("not_found", "backup_not_found", { params: { folder }, cause: error });
  }
}
