import { readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { wideScans } from "../plans/explain.ts";

interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Shared Hit Blocks"?: number;
  readonly "Shared Read Blocks"?: number;
  readonly Plans?: readonly Node[];
}

/** A statement as it was executed by the application's role. */
export interface Executed {
  readonly text: string;
  /** Steps of its plan with the tables and indexes they read. */
  readonly shape: string;
  /** Blocks of tables and indexes that it looked at. */
  readonly blocks: number;
  /** Steps that read all rows of a table, or all that one store has in it. */
  readonly scans: readonly {
    readonly of: string;
    readonly extent: "table" | "store";
    readonly how: string;
  }[];
}

/** Settings of the database's role under which the server's log tells each plan (auto_explain). */
export const tellingPlans: Readonly<Record<string, string>> = {
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_format": "json",
};

function shapeOf(node: Node): string {
  const of = [node["Relation Name"], node["Index Name"]].filter(Boolean).join(".");
  const below = (node.Plans ?? []).map(shapeOf);
  return `${node["Node Type"]}${of ? ` ${of}` : ""}${below.length > 0 ? `(${below.join(", ")})` : ""}`;
}

function read(log: string): Executed[] {
  const told = [...log.matchAll(/ plan:\n(\t?\{[\s\S]*?\n\t?\})\n/g)];
  return told.map(([, json]) => {
    const { "Query Text": text, Plan: plan } = JSON.parse(json!) as { "Query Text": string; Plan: Node };
    return {
      text,
      shape: shapeOf(plan),
      blocks: (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0),
      scans: wideScans(plan),
    };
  });
}

/** What the database executed during `work`, by its log. */
export async function plansDuring(log: string, work: () => Promise<unknown>): Promise<Executed[]> {
  const from = statSync(log).size;
  await work();
  let size = from;
  // The log is a file that backends write to themselves; it is whole once it grows no more.
  for (let still = 0; still < 3; ) {
    await wait(20);
    const now = statSync(log).size;
    still = now === size ? still + 1 : 0;
    size = now;
  }
  return read(readFileSync(log).subarray(from).toString());
}
