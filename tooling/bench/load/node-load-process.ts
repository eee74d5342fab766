import { readFileSync } from "node:fs";
import { HttpSocket } from "./http-socket.ts";
import { Latencies } from "./latencies.ts";
import type { LoadAnswer, PageLoad } from "./page-load.ts";

const load = JSON.parse(process.argv[2]!) as PageLoad;
const asks = readFileSync(load.listFile, "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [host, path] = line.split(" ");
    return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  });
const latencies = new Latencies();
const from = performance.now();
const until = from + load.seconds * 1000;
let next = 0;
let bytes = 0;
let failed = 0;

async function one(): Promise<void> {
  const socket = new HttpSocket(load.port);
  while (performance.now() < until) {
    const startedAt = performance.now();
    const answer = await socket.ask(asks[next++ % asks.length]!);
    latencies.add(performance.now() - startedAt);
    bytes += answer.headBytes + answer.body.byteLength;
    if (answer.status >= 400) failed += 1;
  }
  socket.close();
}

await Promise.all(Array.from({ length: load.connections }, one));
const answer: LoadAnswer = {
  requests: latencies.count,
  seconds: (performance.now() - from) / 1000,
  bytes,
  failed,
  p50Ms: latencies.percentile(50),
  p99Ms: latencies.percentile(99),
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
