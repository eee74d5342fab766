import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const superuser = "postgres";
export const databaseName = "hutong";

export function passwordFile(dataDir: string): string {
  return join(dataDir, "superuser-password");
}

/** The owner is the user initdb runs as, which has to read it. */
export function ensurePassword(dataDir: string, owner: { uid?: number; gid?: number }): void {
  const file = passwordFile(dataDir);
  if (existsSync(file)) return;
  writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(file, owner.uid, owner.gid);
}

/** Where the embedded server of this data folder is reached, whether it runs or not. */
export function embeddedDatabaseUrl({
  dataDir,
  port,
  database = databaseName,
}: {
  dataDir: string;
  port: number;
  database?: string;
}): string {
  const password = readFileSync(passwordFile(dataDir), "utf8").trim();
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}
