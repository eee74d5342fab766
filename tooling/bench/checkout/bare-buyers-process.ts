// Load for the bare order path. One argument, a file: { port, buyers, seconds, stocks }. Prints one line of JSON.

import { readFileSync } from "node:fs";
import { HttpSocket } from "../load/http-socket.ts";
import { Latencies } from "../load/latencies.ts";
import type { BuyersAnswer } from "./buyers-process.ts";

export interface BareOrder {
  readonly port: number;
  readonly buyers: number;
  readonly seconds: number;
  /** How many stock rows are bought from in turn. */
  readonly stocks: number;
}

const { port, buyers, seconds, stocks } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as BareOrder;
const latencies = new Latencies();
const from = performance.now();
const until = from + seconds * 1000;
let next = 0;

async function buyInTurn(): Promise<void> {
  const socket = new HttpSocket(port);
  while (performance.now() < until) {
    const startedAt = performance.now();
    const body = `stock=${(next++ % stocks) + 1}&email=jane%40example.com`;
    const head = `POST / HTTP/1.1\r\nHost: bare\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    const answer = await socket.ask(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
    if (answer.status !== 201 || !/"number":"\d+"/.test(answer.body.toString()))
      throw new Error(`the bare order path answered ${answer.status}`);
    latencies.add(performance.now() - startedAt);
  }
  socket.close();
}

await Promise.all(Array.from({ length: buyers }, buyInTurn));
const answer: BuyersAnswer = {
  checkouts: latencies.count,
  seconds: (performance.now() - from) / 1000,
  p50Ms: latencies.percentile(50),
  p99Ms: latencies.percentile(99),
  statements: 1,
  transactions: 1,
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit(0);
