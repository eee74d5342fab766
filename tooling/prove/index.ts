import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stopSignal } from "../start/signals.ts";
import { freePortRow } from "../test/free-port.ts";
import { findPgbouncer } from "../test/pgbouncer.ts";
import type { Figure, Proof } from "./proof.ts";

const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
  chaos: async () => (await import("./chaos/index.ts")).chaos,
  crash: async () => (await import("./crash/index.ts")).crash,
  import: async () => (await import("./import/index.ts")).importProof,
  isolation: async () => (await import("./isolation/index.ts")).isolation,
  money: async () => (await import("./money/index.ts")).money,
  oversell: async () => (await import("./oversell/index.ts")).oversell,
  reconcile: async () => (await import("./reconcile/index.ts")).reconcile,
  scale: async () => (await import("./scale/index.ts")).scale,
  search: async () => (await import("./search/index.ts")).search,
  "slow-provider": async () => (await import("./slow-provider/index.ts")).slowProvider,
  weight: async () => (await import("./weight/index.ts")).weight,
};
const names = Object.keys(proofs).join(", ");
const usage = `usage: npm run prove -- NAME [--small] [--pool] [--provider ID] [--carts FILE] [--set FILE] [--seed N] [--json FILE] [--help]
  NAME     one of ${names}
  --small  as CI runs it: fewer rounds, and time limits are printed but decide nothing
  --pool   the application's role goes through PgBouncer: transaction mode, two connections
  --provider  in chaos and slow-provider, who is played: wechat-pay (when nothing is said), alipay or stripe
  --carts  in money, the carts to try instead of random ones: one JSON object a line
  --set    in search, products and judged queries to try instead of our own: one JSON object a line
  --seed   in money, a number that random carts come from (when nothing is said, 1)
  --json   writes the figures, one JSON object a line
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: "boolean", default: false },
    pool: { type: "boolean", default: false },
    provider: { type: "string", default: "wechat-pay" },
    carts: { type: "string" },
    set: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const [name] = positionals;
const load = name ? proofs[name] : undefined;
if (!load) {
  process.stdout.write(usage);
  process.exit(values.help && !name ? 0 : 1);
}

const stop = stopSignal();
const dataDir = mkdtempSync(join(tmpdir(), "hutong-prove-"));
// The database's user passes through.
chmodSync(dataDir, 0o755);
// Read when our packages are loaded, so it is settled before any of them is.
process.env.HUTONG_MASTER_KEY ??= randomBytes(32).toString("base64");
process.env.HUTONG_DATA_DIR = dataDir;
// Made up stores name pictures that are nowhere.
process.env.HUTONG_FETCH_PICTURES = "off";
process.env.HUTONG_PORT = String(await freePortRow(5));

try {
  process.exitCode = await prove(await load());
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  showLogs();
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

// The folder goes with the run, so what the platform had to say is said now.
function showLogs(): void {
  const folder = join(dataDir, "logs");
  const files = [
    join(dataDir, "platform.log"),
    ...(existsSync(folder) ? readdirSync(folder).map((one) => join(folder, one)) : []),
  ];
  for (const file of files.filter((one) => existsSync(one))) {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-5);
    process.stdout.write(`\n${file} ends with:\n${lines.map((line) => line.slice(0, 300)).join("\n")}\n`);
  }
}

async function prove(proof: Proof): Promise<number> {
  if (values.help) {
    process.stdout.write(`${usage}\n${proof.name}: ${proof.claim}\n\n${proof.figures}\n`);
    return 0;
  }
  const pgbouncer = values.pool ? findPgbouncer() : null;
  if (values.pool && !pgbouncer) throw new Error("There is no PgBouncer here.");
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is no whole number.`);
  const file = values.json;
  if (file) writeFileSync(file, "");
  const record = (figure: Figure) => {
    if (file) appendFileSync(file, `${JSON.stringify(figure)}\n`);
  };
  const from = performance.now();
  const say = (line: string) => {
    const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(6);
    process.stdout.write(`${seconds} s  ${line}\n`);
  };
  say(`${proof.name}: ${proof.claim}`);
  const verdict = await proof.run({
    isSmall: values.small,
    provider: values.provider,
    carts: values.carts ?? null,
    set: values.set ?? null,
    seed,
    pgbouncer,
    signal: stop.signal,
    say,
    record,
  });
  record({ name: `${proof.name}.verdict`, holds: verdict.holds, says: verdict.says });
  say(`${verdict.holds ? "holds" : "DOES NOT HOLD"}: ${verdict.says}`);
  return verdict.holds ? 0 : 1;
}
