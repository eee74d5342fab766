import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "../../scripts/lock.mjs";
import { root } from "./env.ts";
import { fingerprint } from "./fingerprint.ts";
import { say, step } from "./progress.ts";
import { type RunOnce, runNpm } from "./run-once.ts";

export interface Build {
  app: "storefront" | "dashboard";
  /** The fingerprint of what was built is kept in it. */
  output: string;
}

export const storefrontBuild: Build = { app: "storefront", output: "apps/storefront/dist" };
export const dashboardBuild: Build = { app: "dashboard", output: "apps/dashboard/.next" };

/** Builds what has changed since it was last built; answers whether it did. */
export async function buildIfStale({ app, output }: Build, how: RunOnce): Promise<boolean> {
  const stamp = join(root, output, ".hutong-build");
  const wanted = fingerprint(root, app);
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isFresh()) {
    say(`the ${app} is built`);
    return false;
  }
  const { release } = await lock(join(root, ".data", `build-${app}.lock`), {
    onWait: (holder) => say(`waiting for process ${holder?.pid ?? "?"}, which builds the ${app}`),
  });
  try {
    if (isFresh()) return true;
    // Gone before the build begins, so that one which breaks off leaves none.
    rmSync(stamp, { force: true });
    const env = { ...how.env, NODE_ENV: "production" as const };
    await step(`building the ${app}`, () =>
      runNpm(`the ${app}'s build`, ["run", "build", "-w", `@hutong/${app}`], { ...how, env }),
    );
    writeFileSync(stamp, wanted);
    return true;
  } finally {
    release();
  }
}
