import { resolve } from "node:path";
import { dataDir } from "@hutong/db";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";

let disk: Disk | null = null;

/** Where files are kept: `HUTONG_DATA_DIR/files`, made when first used. */
export function fileDisk(): Disk {
  disk ??= new Disk(new FSDriver({ location: resolve(dataDir, "files"), visibility: "private" }));
  return disk;
}
