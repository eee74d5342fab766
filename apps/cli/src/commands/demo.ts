import { demoOwner, seedDemo } from "../demo/seed.ts";
import type { Answer } from "../report.ts";
import { refreshStatistics } from "../statistics.ts";
import { withCell } from "../with-cell.ts";

/** `demo seed`: both demo stores, once. */
export async function seed(): Promise<Answer> {
  const { seeded } = await withCell(seedDemo);
  if (seeded.length > 0) await refreshStatistics();
  const what = seeded.length > 0 ? `made ${seeded.join(" and ")}` : "the demo stores are already there";
  return {
    data: { seeded: seeded.length > 0, stores: seeded, owner: demoOwner },
    lines: [what, `sign in as ${demoOwner.email} with ${demoOwner.password}`],
  };
}
