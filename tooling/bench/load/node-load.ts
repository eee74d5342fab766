import { fileURLToPath } from "node:url";
import { runNodeFile } from "../processes.ts";
import type { LoadAnswer, PageLoad } from "./page-load.ts";

const entry = fileURLToPath(new URL("./node-load-process.ts", import.meta.url));

/** Where there is no wrk: the same load from a Node process of its own, which takes more CPU for itself. */
export async function nodeLoad(load: PageLoad, signal: AbortSignal): Promise<LoadAnswer> {
  const said = await runNodeFile("The load", [entry, JSON.stringify(load)], { env: process.env, signal });
  return JSON.parse(said.trim().split("\n").at(-1)!) as LoadAnswer;
}
