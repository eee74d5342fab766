import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../start/env.ts";
import { runNodeFile } from "../processes.ts";
import { type Bench, cleanEnv } from "../surroundings.ts";

export const nextApp = fileURLToPath(new URL("./next-app", import.meta.url));
export const nextBin = join(root, "node_modules/next/dist/bin/next");

function fingerprint(): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/next/package.json")));
  for (const file of globSync("{*,app/**/*}.{js,mjs}", { cwd: nextApp }).sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(nextApp, file)));
  return hash.digest("hex");
}

/** Builds the Next application of the trial for production, unless it was built as it stands. */
export async function buildNext(bench: Bench): Promise<void> {
  const stamp = join(nextApp, ".next", ".hutong-build");
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  bench.say("building the Next application of the trial");
  const env = { ...cleanEnv(), NEXT_TELEMETRY_DISABLED: "1" };
  await runNodeFile("Next's build", [nextBin, "build", nextApp], { env, signal: bench.signal });
  writeFileSync(stamp, wanted);
}
