import { handOver } from "./hand-over.mjs";

await handOver("tooling/test/index.ts", process.argv.slice(2));
