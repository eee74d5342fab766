import { analyzeFilled } from "@hutong/db/statistics";
import { asOwner } from "./owner.ts";

/** Tells the planner how large tables are after an import or a seed, instead of waiting for autovacuum to notice. */
export async function refreshStatistics(): Promise<void> {
  await asOwner(analyzeFilled);
}
