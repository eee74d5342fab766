import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** From the environment, or from the data folder, where the first start writes one. Base64 of 32 bytes. */
export function masterKey(fromEnv: string | null, dataDir: string): { key: string; isNew: boolean } {
  const file = join(dataDir, "master.key");
  const isNew = fromEnv === null && !existsSync(file);
  if (isNew) writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  const key = fromEnv ?? readFileSync(file, "utf8").trim();
  if (Buffer.from(key, "base64").length === 32) return { key, isNew };
  throw new Error(`${fromEnv ? "HUTONG_MASTER_KEY" : file} must be 32 bytes in base64.`);
}
