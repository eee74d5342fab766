import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../../packages/db/src/embedded/index.ts";
import { freePort } from "../../test/free-port.ts";
import type { Platform } from "../platform/start-platform.ts";
import { prepareTemplate } from "../platform/template.ts";
import { type Proof, type ProofRun, Tally, type Verdict } from "../proof.ts";

const limitMs = 60_000;
/** Bytes by which the living memory may grow more over a bill ten times as large. */
const flatBytes = 16 * 1024 * 1024;
const inMB = (bytes: number) => Math.round(bytes / 104_857.6) / 10;

async function prove(run: ProofRun): Promise<Verdict> {
  // Read when the packages are loaded: notices go where nobody listens, so that only bills tell of what happened.
  Object.assign(process.env, { HUTONG_SIMULATORS: "1", HUTONG_API_ORIGIN: "http://127.0.0.1:9" });
  const dataDir = join(process.env.HUTONG_DATA_DIR!, "reconcile");
  mkdirSync(dataDir);
  const server = await startEmbeddedPostgres({
    dataDir,
    port: await freePort(),
  });
  try {
    const masterKey = Buffer.from(process.env.HUTONG_MASTER_KEY!, "base64");
    await prepareTemplate({ databaseUrl: server.url, masterKey, poolUrl: null } as Platform);
    const { reconcileTrial } = await import("./trial.ts");
    const tally = new Tally();
    const trial = await reconcileTrial(run, tally);
    const flat = trial.largeGrowth - trial.smallGrowth;
    if (!run.isSmall) tally.check(trial.ms <= limitMs, `it took ${trial.ms} ms`);
    tally.check(flat <= flatBytes, `memory grew by ${inMB(flat)} MB more over a bill ten times as large`);
    for (const fault of tally.faults.slice(0, 20)) run.say(`FAULT ${fault}`);
    return {
      holds: tally.faults.length === 0,
      says: `${trial.lines} lines in ${(trial.ms / 1000).toFixed(1)} s, memory +${inMB(trial.largeGrowth)} MB (a tenth of the lines: +${inMB(trial.smallGrowth)} MB); ${trial.planted} planted differences of ${trial.kinds} kinds found, ${trial.healed} healed, no false alarm, ledger = bill; ${tally.tried} checks, ${tally.faults.length} faults`,
    };
  } finally {
    await server.stop();
  }
}

export const reconcile: Proof = {
  name: "reconcile",
  claim:
    "a provider's bill and our ledger agree to the last fen, and where they do not, each difference is named or healed",
  figures: `One object a line:
  { name: "reconcile.bill", lines, ms, growthMB }
    ms from the first request to the provider to the bill compared; growthMB of living memory at its highest
  { name: "reconcile.differences", planted, kinds, healed }
  { name: "reconcile.verdict", holds, says }
Example:
  {"name":"reconcile.bill","lines":102055,"ms":31200,"growthMB":6.1}`,
  run: prove,
};
