import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const apt = "/usr/bin/apt-get";

/** Installs Debian packages where we may: as root, where there is apt. Answers whether it worked. */
export function aptInstall(packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync(apt)) return false;
  process.stdout.write(`installing ${packages.join(", ")} (apt-get)\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args: string[]) =>
    spawnSync(apt, ["-q", ...args], { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  return run("update") && run("install", "-y", "--no-install-recommends", ...packages);
}
