import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { AppError } from "@hutong/kernel";

/** A stored file: its path inside the folder of files, with forward slashes. */
export interface StoredFile {
  readonly path: string;
  readonly sha256: string;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** A copy appears whole or not at all. */
async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const partial = `${to}.partial`;
  await copyFile(from, partial);
  await rename(partial, to);
}

/** Copies all files of a folder and answers each with its hash. A folder that is not there holds none. */
export async function* copyOut(from: string, to: string): AsyncGenerator<StoredFile> {
  if (!existsSync(from)) return;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(".partial")) continue;
    const source = join(entry.parentPath, entry.name);
    const path = relative(from, source).split(sep).join("/");
    // Sizes of pictures are made anew when they are asked for.
    if (path.includes("/made/")) continue;
    await copyWhole(source, join(to, path));
    yield { path, sha256: await hashOf(join(to, path)) };
  }
}

/** Copies one file back, unless it is there. Throws `backup_damaged` when it is not the one that was kept. */
export async function copyBack(from: string, to: string, file: StoredFile): Promise<void> {
  const isOutside = file.path.split("/").some((part) => part === ".." || part === "");
  const source = join(from, file.path);
  if (isOutside || !existsSync(source) || (await hashOf(source)) !== file.sha256)
    throw new AppError("precondition", "backup_damaged", { params: { file: file.path } });
  const target = join(to, file.path);
  if (!existsSync(target)) await copyWhole(source, target);
}
