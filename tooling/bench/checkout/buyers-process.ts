// Buyers in a process of their own. One argument, a file: { shop, variants, buyers, seconds }. Prints one line of JSON.
import { readFileSync } from "node:fs";
import { Latencies } from "../load/latencies.ts";
import { Buyer, type Shop } from "./buyer.ts";

export interface BuyersOrder {
  readonly shop: Shop;
  /** Bought in turn. */
  readonly variants: readonly string[];
  readonly buyers: number;
  readonly seconds: number;
}

export interface BuyersAnswer {
  readonly checkouts: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Largest of any one checkout. */
  readonly statements: number;
  readonly transactions: number;
}

const { shop, variants, buyers, seconds } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as BuyersOrder;
const latencies = new Latencies();
const from = performance.now();
const until = from + seconds * 1000;
let next = 0;
let statements = 0;
let transactions = 0;

async function buyInTurn(): Promise<void> {
  const buyer = new Buyer(shop);
  while (performance.now() < until) {
    const startedAt = performance.now();
    const spent = await buyer.checkOut(variants[next++ % variants.length]!);
    latencies.add(performance.now() - startedAt);
    statements = Math.max(statements, spent.statements);
    transactions = Math.max(transactions, spent.transactions);
  }
  buyer.close();
}

await Promise.all(Array.from({ length: buyers }, buyInTurn));
const answer: BuyersAnswer = {
  checkouts: latencies.count,
  seconds: (performance.now() - from) / 1000,
  p50Ms: latencies.percentile(50),
  p99Ms: latencies.percentile(99),
  statements,
  transactions,
};
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exit(0);
