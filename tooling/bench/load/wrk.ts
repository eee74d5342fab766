import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runCommand } from "../processes.ts";
import type { LoadAnswer, PageLoad } from "./page-load.ts";

const script = fileURLToPath(new URL("./pages.lua", import.meta.url));
const places = ["/usr/bin/wrk", "/usr/local/bin/wrk", "/opt/homebrew/bin/wrk"];

/** Debian's wrk, where it is installed. */
export function findWrk(): string | null {
  return places.find((place) => existsSync(place)) ?? null;
}

/** One thread of wrk, which asks for the listed addresses in turn. */
export async function wrkLoad(wrk: string, load: PageLoad, signal: AbortSignal): Promise<LoadAnswer> {
  const target = `http://127.0.0.1:${load.port}/`;
  const seconds = `${Math.ceil(load.seconds)}s`;
  const args = ["-t1", `-c${load.connections}`, `-d${seconds}`, "-s", script, target, "--", load.listFile];
  const said = await runCommand("wrk", wrk, args, { env: process.env, signal });
  return JSON.parse(said.trim().split("\n").at(-1)!) as LoadAnswer;
}
