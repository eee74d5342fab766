// Decides whether node_modules is what package-lock.json asks for.
import { createHash } from "node:crypto";

/** What the marker must say: another lockfile, platform or processor is another installation. */
export function markerFor(lockText, platform = process.platform, arch = process.arch) {
  return createHash("sha256").update(`${platform} ${arch}\n`).update(lockText).digest("hex");
}

/**
 * Whether npm's own record of node_modules (its hidden lockfile) agrees with package-lock.json, so that a
 * tree which a person installed by hand is taken as it is. Optional packages of other platforms may lack.
 */
export function treeAgrees(lockfile, hidden) {
  const wanted = lockfile.packages ?? {};
  const found = hidden.packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const has = found[path];
    if (!has) {
      if (entry.optional || entry.devOptional || entry.peer) continue;
      return false;
    }
    if (has.version !== entry.version || has.integrity !== entry.integrity) return false;
  }
  return Object.keys(found).every((path) => path in wanted);
}
