import { resolve } from "node:path";
import { dataDir } from "@hutong/db";
import { bucket } from "../env.ts";
import { DiskStore } from "./disk-store.ts";
import { S3Store } from "./s3-store.ts";

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

/** The platform's files: in the bucket that the environment names, else in `HUTONG_DATA_DIR/files`. */
export function fileStore(): FileStore {
  store ??= bucket ? new S3Store(bucket) : new DiskStore(resolve(dataDir, "files"));
  return store;
}
