import { handOver } from "./hand-over.mjs";

await handOver("tooling/start/index.ts", process.argv.slice(2));
