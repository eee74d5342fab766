// `store`: opens the measured shop with 1,000 products; `stores N`: opens N more beside it. Prints JSON.
import { cellOptions, openCell } from "@hutong/db";
import { analyzeFilled } from "@hutong/db/statistics";
import postgres from "postgres";
import { openBenchStore } from "./bench-store.ts";
import { openMoreStores } from "./more-stores.ts";

const [what, count] = process.argv.slice(2);
const cell = openCell({ ...cellOptions(), name: "hutong-bench" });
const made =
  what === "store" ? await openBenchStore(cell, "bench", 1_000) : await openMoreStores(cell, Number(count));
await cell.end();
// As after any import of this size: plans follow what the tables hold now.
const owner = postgres(process.env.DATABASE_URL!, { max: 1 });
await analyzeFilled(owner);
await owner.end();
process.stdout.write(`${JSON.stringify(made)}\n`);
