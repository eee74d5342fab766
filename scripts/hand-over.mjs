// Installs what is missing, then runs an entry with the pinned Node and becomes invisible: its stdio,
// signals and exit code are ours.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, root } from "./install.mjs";
import { nodeBinary } from "./install-parts.mjs";

const endWithParent = pathToFileURL(join(root, "tooling", "start", "child.mjs")).href;
const envFile = join(root, ".env");
const nodeArguments = ["--import", endWithParent, ...(existsSync(envFile) ? [`--env-file=${envFile}`] : [])];

/** @param {readonly string[]} [flags] Node's own */
export async function handOver(entry, args, flags = []) {
  try {
    await ensureInstalled();
  } catch (error) {
    process.stderr.write(`hutong: ${error.message}\n`);
    process.exit(1);
  }
  const child = spawn(nodeBinary(root), [...nodeArguments, ...flags, join(root, entry), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
    process.on(signal, () => child.kill(signal));
  watchNpm(() => child.kill("SIGTERM"));
  child.once("error", (error) => {
    process.stderr.write(`hutong: ${error.message}\n`);
    process.exit(1);
  });
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

// npm passes SIGTERM on to its own child alone, hence the `exec` in package.json: without it that is a shell,
// and we would run on. A killed npm passes nothing on; then its place as our parent is empty.
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    onGone();
  }, 1_000);
  look.unref();
}
