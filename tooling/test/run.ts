import { spawn } from "node:child_process";
import { root } from "../start/env.ts";

const endWithParent = new URL("../start/child.mjs", import.meta.url).href;

export interface Surroundings {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Takes what is printed, where others print at the same time; absent: the terminal does. */
  print?: (text: string) => void;
}

/** Runs a JavaScript or TypeScript file with our terminal and answers its exit code; null when it was stopped. */
export function runFile(args: string[], { env, signal, print }: Surroundings): Promise<number | null> {
  const output = print ? "pipe" : "inherit";
  const child = spawn(process.execPath, ["--import", endWithParent, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", output, output, "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", print!);
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  return new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once(print ? "close" : "exit", resolve);
  }).finally(() => signal.removeEventListener("abort", stop));
}
