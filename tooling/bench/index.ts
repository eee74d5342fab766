// npm run bench -- [--only NAME[,NAME]] [--json FILE] [--seconds N] [--rounds N] [--stores N] [--data DIR]
//   [--postgres NAME=VALUE]…
// `--data` keeps the filled platform for the next run, which then counts and measures with all stores only.
import { parseArgs } from "node:util";
import { stopSignal } from "../start/signals.ts";
import { type Case, casesFor } from "./cases.ts";
import { table, writeJson } from "./report.ts";
import type { CaseResult } from "./row.ts";
import { type Bench, benchFolder } from "./surroundings.ts";

const stop = stopSignal();
const undo: Bench["undo"] = [];
const began = performance.now();

function say(text: string): void {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
}

function settings(): { cases: Case[]; json: string | undefined; bench: Bench } {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      json: { type: "string" },
      seconds: { type: "string", default: "5" },
      rounds: { type: "string", default: "5" },
      stores: { type: "string", default: "1000" },
      data: { type: "string" },
      postgres: { type: "string", multiple: true, default: [] },
    },
  });
  const roundSeconds = Math.max(Number(values.seconds) || 5, 1);
  const rounds = Math.max(Math.round(Number(values.rounds) || 5), 1);
  const warmSeconds = Math.min(roundSeconds, 3);
  const stores = Math.max(Math.round(Number(values.stores) || 1_000), 66);
  const { folder, remove } = benchFolder(values.data);
  undo.push(() => void remove());
  const postgres = Object.fromEntries(values.postgres.map((one) => one.split(/=(.*)/s).slice(0, 2)));
  const bench: Bench = {
    folder,
    signal: stop.signal,
    roundSeconds,
    warmSeconds,
    rounds,
    stores,
    postgres,
    undo,
    say,
  };
  return { cases: casesFor(values.only?.split(",") ?? []), json: values.json, bench };
}

let failed = false;
try {
  const { cases, json, bench } = settings();
  const results: CaseResult[] = [];
  for (const one of cases) {
    say(`measuring ${one.names.join(", ")}`);
    const result = await one.run(bench, one.names);
    results.push(result);
    process.stdout.write(`${table(result)}\n`);
  }
  if (json) writeJson(json, results);
} catch (error) {
  failed = true;
  if (!stop.signal.aborted)
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
for (const back of undo.toReversed()) await back();
process.exit(failed ? 1 : 0);
