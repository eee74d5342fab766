import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../../test/free-port.ts";
import { addressList } from "../load/page-load.ts";
import { pageRound } from "../load/page-round.ts";
import { type ServerProcess, startServer } from "../processes.ts";
import type { CaseResult, Round, Row } from "../row.ts";
import { type Bench, cleanEnv } from "../surroundings.ts";
import { takeTurns } from "../take-turns.ts";
import { buildNext, nextApp, nextBin } from "./build-next.ts";

const host = "demo.localhost";
const connections = 16;
const rawServer = fileURLToPath(new URL("../raw-server.ts", import.meta.url));
const honoServer = fileURLToPath(new URL("./hono-server.mjs", import.meta.url));

/** Contenders by name, and the path at which each server draws the page. */
const contenders = {
  "renderers.raw": ["raw", "/"],
  "renderers.hono.fixed": ["hono", "/fixed"],
  "renderers.hono.react": ["hono", "/rendered"],
  "renderers.next.cached": ["next", "/cached"],
  "renderers.next.cached-by-host": ["next", "/by-host"],
  "renderers.next.rendered": ["next", "/rendered"],
  "renderers.next.handler": ["next", "/handler"],
} as const;
type Name = keyof typeof contenders;

async function read(port: number, path: string): Promise<Response & { size: number; html: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { host, "accept-encoding": "identity" },
  });
  const html = await response.text();
  if (response.status !== 200 || !html.includes("Product 24, made by hand"))
    throw new Error(`${path} answered ${response.status}, and not the page of the trial`);
  return Object.assign(response, { size: Buffer.byteLength(html), html });
}

async function startAll(bench: Bench): Promise<Record<"raw" | "hono" | "next", ServerProcess>> {
  const start = async (name: string, args: (port: number) => string[], readyPath: string) => {
    const port = await freePort();
    const at = { port, readyPath, logs: bench.folder, env: cleanEnv(), signal: bench.signal };
    const server = await startServer(name, args(port), at);
    bench.undo.push(() => server.stop());
    return server;
  };
  const hono = await start("hono", (port) => [honoServer, String(port)], "/fixed");
  const page = await read(hono.port, "/fixed");
  const file = join(bench.folder, "renderers.json");
  const headers = { "content-type": "text/html; charset=utf-8", "content-length": String(page.size) };
  writeFileSync(
    file,
    JSON.stringify({ status: 200, headers, body: Buffer.from(page.html).toString("base64") }),
  );
  const raw = await start("raw", (port) => [rawServer, String(port), file], "/");
  const next = await start("next", (port) => [nextBin, "start", "-p", String(port), nextApp], "/cached");
  return { raw, hono, next };
}

/** The same page from several servers, each one process, 16 connections. */
export async function measureRenderers(bench: Bench): Promise<CaseResult> {
  await buildNext(bench);
  const servers = await startAll(bench);
  const sizes = new Map<Name, number>();
  const rounds: Partial<Record<Name, (seconds: number) => Promise<Round>>> = {};
  for (const [name, [server, path]] of Object.entries(contenders) as [Name, (typeof contenders)[Name]][]) {
    const { port, pid } = servers[server];
    const { size } = await read(port, path);
    sizes.set(name, size);
    const { file: listFile, remove } = addressList([{ host, path }]);
    bench.undo.push(remove);
    rounds[name] = (seconds) =>
      pageRound({ port, listFile, connections, seconds }, size, [pid], bench.signal);
  }
  const measured = await takeTurns(bench, rounds as Record<Name, (seconds: number) => Promise<Round>>);
  const raw = measured["renderers.raw"].perSecond;
  const rows = Object.entries(measured).map(
    ([name, { perSecond, p50Ms, p99Ms, cpuMs }]): Row => ({
      name,
      perSecond,
      p50Ms,
      p99Ms,
      ofRaw: name === "renderers.raw" ? null : perSecond / raw,
      cpuMs,
      statements: null,
      transactions: null,
    }),
  );
  const notes = [...sizes].map(([name, size]) => `${name}: ${size} bytes of HTML`);
  return { rows, notes };
}
