import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { FileStore } from "./file-store.ts";

const isMissing = (error: unknown) =>
  ["ENOENT", "ENOTDIR", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "");

/** Files in a folder of this machine, readable by nobody else. */
export class DiskStore implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #at(path: string): string {
    const file = join(this.#folder, path);
    const inside = relative(this.#folder, file);
    if (inside === "" || inside.startsWith("..") || path.includes("\0"))
      throw new TypeError("no path of ours");
    return file;
  }

  async read(path: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#at(path));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async has(path: string): Promise<boolean> {
    try {
      await access(this.#at(path));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const file = this.#at(path);
    // The ending that a backup passes over.
    const partial = `${file}.${randomUUID()}.partial`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, bytes, { mode: 0o600 });
    await rename(partial, file);
  }

  async removeAll(folder: string): Promise<void> {
    await rm(this.#at(folder), { recursive: true, force: true });
  }
}
