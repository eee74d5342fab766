import { resolve } from "node:path";
import { dataDir } from "@hutong/db";
import { DiskStore } from "./disk-store.ts";

/** Where files are kept, by their path. What is written under a path appears whole or not at all. */
export interface FileStore {
  /** Null when there is none. */
  read(path: string): Promise<Uint8Array | null>;
  has(path: string): Promise<boolean>;
  write(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Removes what stands in a folder. */
  removeAll(folder: string): Promise<void>;
}

let store: FileStore | null = null;

/** The platform's files: `HUTONG_DATA_DIR/files`, made when first used. */
export function fileStore(): FileStore {
  store ??= new DiskStore(resolve(dataDir, "files"));
  return store;
}
