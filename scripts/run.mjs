// node scripts/run.mjs ENTRY ...args: runs a TypeScript entry of this repository with the pinned Node.
import { handOver } from "./hand-over.mjs";

const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  process.stderr.write("usage: node scripts/run.mjs ENTRY [arguments]\n");
  process.exit(1);
}
await handOver(entry, args);
