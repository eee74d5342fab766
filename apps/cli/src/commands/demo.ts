import { connectDemo, readDemoAccounts } from "../demo/connect-demo.ts";
import { demoOwner, seedDemo } from "../demo/seed.ts";
import { readJson } from "../read-json.ts";
import type { Answer } from "../report.ts";
import { refreshStatistics } from "../statistics.ts";
import { withCell } from "../with-cell.ts";

/** `demo seed`: both demo stores, once, and their accounts at the simulators of a JSON file (as `readDemoAccounts` takes them). */
export async function seed(options: { payments?: string }): Promise<Answer> {
  const wanted = options.payments ? readDemoAccounts(await readJson(options.payments)) : [];
  const { seeded, accounts } = await withCell(async (cell) => ({
    ...(await seedDemo(cell)),
    accounts: await connectDemo(cell, wanted),
  }));
  if (seeded.length > 0) await refreshStatistics();
  const what = seeded.length > 0 ? `made ${seeded.join(" and ")}` : "the demo stores are already there";
  return {
    data: { seeded: seeded.length > 0, stores: seeded, accounts, owner: demoOwner },
    lines: [
      what,
      ...accounts.map(({ store, provider }) => `${store} is paid by a simulated ${provider}`),
      `sign in as ${demoOwner.email} with ${demoOwner.password}`,
    ],
  };
}
