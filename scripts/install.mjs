// Brings node_modules in line with package-lock.json. Runs on any Node >= 20.9 with nothing installed.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { markerFor, treeAgrees } from "./install-marker.mjs";
import { checkParts } from "./install-parts.mjs";
import { lock } from "./lock.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, "node_modules", ".hutong-install");
const stillEveryMs = 15_000;

export async function ensureInstalled() {
  refuseOldNode();
  if (isInstalled()) return;
  const { release } = await lock(join(root, ".data", "install.lock"), {
    onWait: (holder) => say(`another process (${holder?.pid ?? "?"}) is installing; waiting for it`),
  });
  try {
    // Whoever held the lock before us may have done the work.
    if (!isInstalled()) await install();
  } finally {
    release();
  }
}

async function install() {
  const began = Date.now();
  if (!handInstalled()) {
    say("installing dependencies (npm ci); the first time takes a minute or two");
    await npmCi();
  }
  const problems = checkParts(root);
  if (problems.length > 0)
    throw new Error(`${problems.join("\n")}\nTry again with: rm -rf node_modules && npm start`);
  writeFileSync(marker, `${wantedMarker()}\n`);
  const seconds = (Date.now() - began) / 1000;
  if (seconds > 1) say(`dependencies are installed (${seconds.toFixed(0)} s)`);
}

function isInstalled() {
  return existsSync(marker) && readFileSync(marker, "utf8").trim() === wantedMarker();
}

function wantedMarker() {
  return markerFor(readFileSync(join(root, "package-lock.json"), "utf8"));
}

function handInstalled() {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  return treeAgrees(readJson(join(root, "package-lock.json")), readJson(hidden));
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function npmCi() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--progress=true"];
  // Under `npm start` npm names itself; its JavaScript is run directly, so that no other npm on PATH answers.
  const self = process.env.npm_execpath ?? "";
  const isNpm = basename(self) === "npm-cli.js" && existsSync(self);
  const command = isNpm ? process.execPath : "npm";
  const child = spawn(command, isNpm ? [self, ...args] : args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: !isNpm && process.platform === "win32",
    // A build of ours may say NODE_ENV=production; the tools are needed all the same.
    env: { ...process.env, NODE_ENV: "development", npm_config_omit: "", npm_config_include: "dev" },
  });
  const began = Date.now();
  const still = setInterval(
    () => say(`still installing, ${Math.round((Date.now() - began) / 1000)} s`),
    stillEveryMs,
  );
  const stop = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, stop);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ci ended with ${signal ?? code}; the lines above say why.`));
    });
  }).finally(() => {
    clearInterval(still);
    for (const signal of signals) process.off(signal, stop);
  });
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new Error(`Hutong needs Node 20.9 or newer to start; this is ${process.version}.`);
}

// On standard error: what the entry prints on standard output may be read by a program.
function say(text) {
  process.stderr.write(`hutong: ${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureInstalled().catch((error) => {
    say(error.message);
    process.exitCode = 1;
  });
}
