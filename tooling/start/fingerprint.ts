import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const generated = ["node_modules", "dist", ".next", ".turbo"];

/** Of everything that can change what building an application makes: it, all packages, the dependencies. */
export function fingerprint(root: string, app: string): string {
  const hash = createHash("sha256").update(process.version);
  const files = [`apps/${app}/**/*`, "packages/*/package.json", "packages/*/src/**/*"].flatMap((pattern) =>
    globSync(pattern, { cwd: root, withFileTypes: true, exclude: (entry) => generated.includes(entry.name) }),
  );
  const paths = files
    .filter((entry) => entry.isFile() && !isAside(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of [...paths, join(root, "package-lock.json"), join(root, "tsconfig.json")]) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function isAside(name: string): boolean {
  return /\.test\.tsx?$|\.md$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(name);
}
