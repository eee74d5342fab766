import { existsSync, readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedDatabaseUrl, startEmbeddedPostgres } from "@hutong/db/embedded";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What keeps a command from reaching a platform at all. */
export class NoPlatform extends Error {}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    const end = (is: boolean) => {
      socket.destroy();
      answer(is);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/** The operator's language, by the usual variables. */
export function operatorLocale(): "zh-CN" | "en" {
  return /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "")
    ? "zh-CN"
    : "en";
}

/**
 * Finds the platform as `npm start` leaves it: the master key in the data folder and the embedded PostgreSQL, which
 * is booted for the time of the command when it does not run. Variables that are set count for more. Must run
 * before anything reads the environment. Answers what to call in the end.
 */
export async function findPlatform(): Promise<() => Promise<void>> {
  const dataDir = resolve(root, process.env.HUTONG_DATA_DIR || ".data");
  process.env.HUTONG_DATA_DIR = dataDir;
  const keyFile = join(dataDir, "master.key");
  if (!process.env.HUTONG_MASTER_KEY) {
    if (!existsSync(keyFile)) throw new NoPlatform(`no HUTONG_MASTER_KEY and no ${keyFile}`);
    process.env.HUTONG_MASTER_KEY = readFileSync(keyFile, "utf8").trim();
  }
  if (process.env.DATABASE_URL) return async () => {};
  const port = Number(process.env.HUTONG_PORT || 3000) + 3;
  const folder = join(dataDir, "postgres");
  if (await listens(port)) {
    if (!existsSync(join(folder, "superuser-password")))
      throw new NoPlatform(`port ${port} belongs to something else (HUTONG_PORT is the first of the row)`);
    process.env.DATABASE_URL = embeddedDatabaseUrl({ dataDir: folder, port });
    return async () => {};
  }
  const server = await startEmbeddedPostgres({ dataDir: folder, port });
  process.env.DATABASE_URL = server.url;
  return () => server.stop();
}
