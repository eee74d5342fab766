import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { productFile, rowsEach } from "../../prove/import/product-rows.ts";
import { withCpu } from "../cpu.ts";
import { measuredPlatform } from "../platform/measured-platform.ts";
import type { CaseResult, Row } from "../row.ts";
import type { Bench } from "../surroundings.ts";

export const importNames = ["catalogue.import.copy", "catalogue.import", "catalogue.import.again"] as const;

const products = 100_000;
const rows = products * rowsEach;
const cli = "apps/cli/src/index.ts";

interface Timed {
  readonly ms: number;
  readonly cpuMs: number | null;
}

/** The same rows as text into a table without a key: what the database needs to be handed them at all. */
async function copy(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const [header] = productFile(0);
    const columns = String(header)
      .trim()
      .split(",")
      .map((_, index) => `c${index} text`);
    await sql.unsafe(`drop table if exists copied; create table copied (${columns.join(", ")})`);
    const into = await sql.unsafe("copy copied from stdin with (format csv, header)").writable();
    await pipeline(Readable.from(productFile(products)), into);
    const [{ count } = { count: 0 }] = await sql`select count(*)::int as count from copied`;
    if (count !== rows) throw new Error(`COPY took ${count} rows of ${rows}`);
    await sql`drop table copied`;
  } finally {
    await sql.end();
  }
}

/** A file of 100,000 products and 500,000 rows into an empty store, by the operator's command, beside COPY of its rows. */
export async function measureImport(bench: Bench): Promise<CaseResult> {
  const platform = await measuredPlatform(bench);
  const file = join(bench.folder, "import.csv");
  await pipeline(Readable.from(productFile(products)), createWriteStream(file));
  // The command is a child of ours; while it runs, we ourselves only wait.
  const timed = async (work: () => Promise<unknown>): Promise<Timed> => {
    const from = performance.now();
    const { cpuMs } = await withCpu([...platform.pids(), process.pid], work);
    return { ms: performance.now() - from, cpuMs };
  };
  bench.say("copying 500,000 rows");
  const raw = await timed(() => copy(platform.databaseUrl));
  const handle = `import-${Date.now().toString(36)}`;
  await platform.run("Opening a store", [
    ...[cli, "store", "create", "--handle", handle, "--owner", "import@example.com", "--currency", "CNY"],
    ...["--language", "en", "--country", "CN", "--test"],
  ]);
  const take = async (): Promise<Timed & { said: Record<string, unknown> }> => {
    let said = "";
    const time = await timed(async () => {
      said = await platform.run("The import", [cli, "products", "import", file, "--store", handle, "--json"]);
    });
    return { ...time, said: JSON.parse(said.trim().split("\n").at(-1)!) as Record<string, unknown> };
  };
  bench.say("importing them");
  const first = await take();
  if ((first.said.counts as { created?: number }).created !== products)
    throw new Error(`the import says ${JSON.stringify(first.said.counts)}`);
  bench.say("importing them again");
  const again = await take();
  if (again.said.isUnchanged !== true) throw new Error("the same file again changed something");
  const row = (name: string, { ms, cpuMs }: Timed): Row => ({
    name,
    perSecond: rows / (ms / 1000),
    p50Ms: ms / rows,
    p99Ms: ms / rows,
    ofRaw: name === "catalogue.import.copy" ? null : raw.ms / ms,
    cpuMs: cpuMs === null ? null : cpuMs / rows,
    statements: null,
    transactions: null,
  });
  return {
    rows: [
      row("catalogue.import.copy", raw),
      row("catalogue.import", first),
      row("catalogue.import.again", again),
    ],
    notes: [
      `${products} products in ${rows} rows; operations are rows, and times are those of one row on average`,
      "of raw: against COPY of the same rows as text into a table without a key",
      "by the operator's command, its start and the keeping of the file included",
    ],
  };
}
