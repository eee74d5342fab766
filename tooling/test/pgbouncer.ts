import { existsSync } from "node:fs";
import { aptInstall } from "./apt.ts";

const places = [
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
  "/usr/local/bin/pgbouncer",
];

/** Null where it is neither installed nor installable. */
export function findPgbouncer(): string | null {
  const find = () => [process.env.PGBOUNCER_PATH ?? "", ...places].find((path) => existsSync(path)) ?? null;
  return find() ?? (aptInstall(["pgbouncer"]) ? find() : null);
}
