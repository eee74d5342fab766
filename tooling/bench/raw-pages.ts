import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../test/free-port.ts";
import type { FetchedPage } from "./fetch-page.ts";
import { type ServerProcess, startServer } from "./processes.ts";
import { type Bench, cleanEnv } from "./surroundings.ts";

const entry = fileURLToPath(new URL("./raw-server.ts", import.meta.url));
// Node writes these by itself, for raw as for ours.
const written = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

/** The limit that a page is measured against: node:http sending the same head and body. */
export async function startRaw(bench: Bench, name: string, page: FetchedPage): Promise<ServerProcess> {
  const headers = Object.fromEntries([...page.headers].filter(([header]) => !written.has(header)));
  headers["content-length"] = String(page.body.byteLength);
  const file = join(bench.folder, `raw-${name}.json`);
  writeFileSync(file, JSON.stringify({ status: page.status, headers, body: page.body.toString("base64") }));
  const port = await freePort();
  const at = { port, readyPath: "/", logs: bench.folder, env: cleanEnv(), signal: bench.signal };
  const server = await startServer(`raw-${name}`, [entry, String(port), file], at);
  bench.undo.push(() => server.stop());
  return server;
}
