import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { freePort } from "../../test/free-port.ts";
import { type ServerProcess, startServer } from "../processes.ts";
import { type Bench, cleanEnv } from "../surroundings.ts";

const name = "bare_order_path";
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Starts the bare order path on a database of its own beside the platform's, on the same server and disk. */
export async function startBarePath(bench: Bench, databaseUrl: string): Promise<ServerProcess> {
  const owner = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`drop database if exists ${name} with (force)`);
  await owner.unsafe(`create database ${name}`);
  await owner.end();
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const bare = postgres(url.toString(), { max: 1, onnotice: () => {} });
  await bare.unsafe(readFileSync(here("./bare-order.sql"), "utf8"));
  await bare.end();
  const port = await freePort();
  const at = { port, readyPath: "/", logs: bench.folder, env: cleanEnv(), signal: bench.signal };
  const server = await startServer(
    "bare",
    [here("./bare-order-server.ts"), String(port), url.toString()],
    at,
  );
  bench.undo.push(() => server.stop());
  return server;
}
