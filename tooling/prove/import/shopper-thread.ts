// Whole checkouts, one after the other, on a thread of their own: nothing that the proof does meanwhile is taken for the shop's doing.
// Begins at once, ends when it hears anything, and answers the milliseconds of each.
import { parentPort, workerData } from "node:worker_threads";
import { Buyer } from "../shop/buyer.ts";

export interface ShopperOrder {
  readonly host: string;
  readonly port: number;
  readonly variantId: string;
  readonly account: string;
  /** Number of the first guest; each has one of their own. */
  readonly from: number;
}

const { host, port, variantId, account, from } = workerData as ShopperOrder;
let isOver = false;
parentPort!.once("message", () => {
  isOver = true;
});
const times: number[] = [];
for (let number = from; !isOver; number += 1) {
  const buyer = new Buyer(host, port, number);
  const started = performance.now();
  const paid = await buyer.pay(await buyer.prepare(variantId, account));
  times.push(performance.now() - started);
  buyer.leave();
  if (paid.kind !== "placed") throw new Error(`the other store answered ${JSON.stringify(paid)}`);
}
parentPort!.postMessage(times);
