import { spawn } from "node:child_process";
import { root } from "../start/env.ts";

const endWithParent = new URL("../start/child.mjs", import.meta.url).href;

export interface Surroundings {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Runs a JavaScript or TypeScript file with our terminal and answers its exit code; null when it was stopped. */
export function runFile(args: string[], { env, signal }: Surroundings): Promise<number | null> {
  const child = spawn(process.execPath, ["--import", endWithParent, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = () => child.kill("SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  return new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  }).finally(() => signal.removeEventListener("abort", stop));
}
