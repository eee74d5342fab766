import type { Cell } from "../../../packages/db/src/cell.ts";

interface Plan {
  readonly "Node Type": string;
  readonly "Parent Relationship"?: string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Index Cond"?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Plan[];
}

/** A step of a plan that reads all rows of a table, or all that one store has in it. */
export interface Scan {
  /** The table, or the index where the plan names no table. */
  readonly of: string;
  readonly extent: "table" | "store";
  readonly how: string;
}

// These hand rows on as they come, so a LIMIT above them ends the reading below.
const streaming = new Set(["Limit", "Nested Loop", "Subquery Scan", "Result", "LockRows", "WindowAgg"]);

function extentOf(plan: Plan, isCutShort: boolean): Scan["extent"] | null {
  const type = plan["Node Type"];
  if (type === "Seq Scan") return "table";
  if (!/^(Index|Index Only|Bitmap Index) Scan$/.test(type)) return null;
  const condition = plan["Index Cond"];
  if (condition === undefined) return isCutShort ? null : "table";
  const columns = [...condition.matchAll(/(\w+) (?:=|<|>|<=|>=) /g)].map(([, column]) => column);
  const isStoreAlone = columns.length > 0 && columns.every((column) => column === "store_id");
  return isStoreAlone && !isCutShort ? "store" : null;
}

function scansIn(plan: Plan, isCutShort: boolean): Scan[] {
  const type = plan["Node Type"];
  const isPassedOn = type === "Limit" || (isCutShort && streaming.has(type));
  const below = (plan.Plans ?? []).flatMap((child) => {
    // The inner side of a join runs again for every row of the outer one.
    const isFirst = child["Parent Relationship"] === "Outer" || child["Parent Relationship"] === "Subquery";
    return scansIn(child, isPassedOn && isFirst);
  });
  const extent = extentOf(plan, isCutShort);
  if (!extent) return below;
  const of = plan["Relation Name"] ?? plan["Index Name"] ?? "";
  const filter = plan.Filter ? `, then ${plan.Filter}` : "";
  return [{ of, extent, how: `${type} ${plan["Index Name"] ?? ""}${filter}` }, ...below];
}

/** What a plan reads without a condition that narrows it; `plan` is the root of one, as EXPLAIN's JSON has it. */
export function wideScans(plan: object): Scan[] {
  return scansIn(plan as Plan, false);
}

/**
 * What the generic plan of a statement reads without a condition that narrows it, as the application's role gets
 * it with a store open (`storeId` null: without one, as platform tables are read). Nothing is executed.
 */
export async function explainScans(cell: Cell, storeId: string | null, text: string): Promise<Scan[]> {
  const connection = await cell.lease();
  try {
    // By the simple protocol: it takes a text with parameters and no values.
    await connection.sendText(storeId ? `begin; set local app.store_id = '${storeId}'` : "begin");
    const { rows } = await connection.sendText(`explain (generic_plan, format json) ${text}`);
    const [row] = rows as { "QUERY PLAN": [{ Plan: Plan }] }[];
    return scansIn(row!["QUERY PLAN"][0].Plan, false);
  } finally {
    await connection.sendText("rollback");
    cell.release(connection);
  }
}
