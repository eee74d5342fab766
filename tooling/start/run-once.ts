import { spawn } from "node:child_process";
import { basename } from "node:path";
import { endGroup } from "./end-group.ts";
import { root } from "./env.ts";
import { lastLines } from "./output.ts";

export interface RunOnce {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Runs a command to its end and answers its standard output; a failure carries the last lines it said. */
export async function runOnce(
  name: string,
  command: string,
  args: string[],
  { env, signal }: RunOnce,
): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(command, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let out = "";
  let all = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk;
    all += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    all += chunk;
  });
  const abort = () => void endGroup(child);
  signal.addEventListener("abort", abort, { once: true });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit, by) => resolve(exit ?? by));
  });
  signal.removeEventListener("abort", abort);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`${name} failed (${code}):\n${lastLines(all, 40)}`);
  return out;
}

export function runNode(name: string, args: string[], how: RunOnce): Promise<string> {
  return runOnce(name, process.execPath, args, how);
}

/** Under `npm start` npm names itself; otherwise the one on PATH answers. */
export function runNpm(name: string, args: string[], how: RunOnce): Promise<string> {
  const self = process.env.npm_execpath ?? "";
  return basename(self) === "npm-cli.js"
    ? runNode(name, [self, ...args], how)
    : runOnce(name, "npm", args, how);
}
