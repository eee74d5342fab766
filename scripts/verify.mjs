import { handOver } from "./hand-over.mjs";

await handOver("tooling/test/verify.ts", process.argv.slice(2));
