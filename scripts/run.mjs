// node scripts/run.mjs ENTRY ...args: runs a TypeScript entry of this repository with the pinned Node.
import { handOver } from "./hand-over.mjs";

const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  process.stderr.write("usage: node scripts/run.mjs ENTRY [arguments]\n");
  process.exit(1);
}
// As the worker (tooling/start/services.ts): what commands make lives for a batch, and an import stays as small as it began.
const isCommand = entry.startsWith("apps/cli/");
await handOver(entry, args, isCommand ? ["--max-semi-space-size=8", "--heap-growing-percent=100"] : []);
