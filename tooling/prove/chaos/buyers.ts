import { setTimeout as wait } from "node:timers/promises";
import { Buyer, type PayForm, Unexpected } from "../shop/buyer.ts";
import type { PaidStore } from "./far-end.ts";
import { mannerOf } from "./phones.ts";

const patienceMs = 180_000;
const pauseMs = 150;
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

export interface Buying {
  readonly stores: readonly PaidStore[];
  readonly port: number;
  readonly count: number;
  readonly atATime: number;
  readonly signal: AbortSignal;
  onOrdered(count: number): void;
}

/** Lets buyers order, each pressing the same button again until the shop has answered; answers how often that was. */
export async function letBuy(buying: Buying): Promise<{ retries: number }> {
  const { stores, port, signal } = buying;
  let next = 0;
  let ordered = 0;
  let retries = 0;

  async function persist<Result>(what: string, step: () => Promise<Result>): Promise<Result> {
    const until = Date.now() + patienceMs;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await step();
      } catch (error) {
        if (error instanceof Unexpected && error.status < 500) throw error;
        if (Date.now() > until) throw new Error(`lost patience while ${what}: ${(error as Error).message}`);
        retries += 1;
        await wait(pauseMs);
      }
    }
  }

  async function pay(buyer: Buyer, form: PayForm): Promise<void> {
    const paid = await persist("paying", () => buyer.pay(form));
    if (paid.kind === "refused") throw new Error(`buyer ${buyer.number} was refused: ${paid.code}`);
  }

  // Where the provider gave no answer, the page that waits says so and offers to try again; people do.
  async function untilShown(buyer: Buyer, form: PayForm): Promise<void> {
    const path = `/checkout/${form.fields.checkout}`;
    await persist("being shown how to pay", async () => {
      const page = await buyer.browser.get(`${path}/waiting`);
      if (page.status !== 200 || !page.body.includes('data-code="provider_silent"')) return;
      await buyer.browser.post(`${path}/again`, {});
      throw new Error("the provider is silent");
    });
  }

  // From another screen: a second attempt for the same checkout.
  async function payElsewhere(buyer: Buyer, form: PayForm): Promise<void> {
    await persist("paying elsewhere", async () => {
      const path = `/checkout/${form.fields.checkout}/again`;
      const answer = await buyer.browser.post(path, {}, { "user-agent": phone });
      if (answer.status >= 400) throw new Unexpected("paying elsewhere", answer);
    });
  }

  // The page that waits asks the shop, and its button has the shop ask the provider.
  async function ask(buyer: Buyer, form: PayForm): Promise<void> {
    await persist("asking", async () => {
      const answer = await buyer.browser.post(`/checkout/${form.fields.checkout}/ask`, {});
      if (answer.status >= 400) throw new Unexpected("asking", answer);
    });
  }

  async function buy(number: number): Promise<void> {
    const store = stores[number % stores.length]!;
    const buyer = new Buyer(store.host, port, number);
    const variants = Object.values(store.variants);
    const variant = variants[number % variants.length]!;
    const form = await persist("preparing", () => buyer.prepare(variant, store.account.id));
    await pay(buyer, form);
    await untilShown(buyer, form);
    const manner = mannerOf(number);
    if (manner === "pays-twice") await payElsewhere(buyer, form);
    if (number % 10 === 1) await ask(buyer, form);
    buyer.leave();
    ordered += 1;
    buying.onOrdered(ordered);
  }

  const line = async () => {
    while (next < buying.count) {
      next += 1;
      await buy(next);
    }
  };
  await Promise.all(Array.from({ length: buying.atATime }, line));
  return { retries };
}
