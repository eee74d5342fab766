import { setTimeout as wait } from "node:timers/promises";
import { Buyer, type PayForm, Unexpected } from "../shop/buyer.ts";
import type { ProofStore } from "../shop/open-store.ts";

/** What a buyer holds in hand after the shop acknowledged the order: the form it was paid with, and its page. */
export interface Acknowledged {
  readonly buyer: number;
  readonly form: PayForm;
  readonly orderRef: string;
}

export interface Shopping {
  readonly store: ProofStore;
  readonly port: number;
  /** Every fourth buyer pays on the bank's page; the others' bank answers at once. */
  readonly count: number;
  readonly atATime: number;
  readonly signal: AbortSignal;
  onAcknowledged(count: number): void;
}

export interface Journal {
  readonly acknowledged: readonly Acknowledged[];
  /** How often no answer, or an excuse, had a buyer try the same again. */
  readonly retries: number;
}

const patienceMs = 120_000;
const pauseMs = 150;

/** The shop said no to a buyer, which no retry can change. */
class Refused extends Error {}

// No answer at all, or a server's excuse: the same is tried again. Anything else ends the proof.
function isExcuse(error: unknown): boolean {
  if (error instanceof Unexpected) return error.status >= 500;
  return !(error instanceof Refused);
}

/** Lets buyers shop, each pressing the same buttons again until the shop has answered, and keeps their journal. */
export async function shop(shopping: Shopping): Promise<Journal> {
  const { store, port, signal } = shopping;
  const acknowledged: Acknowledged[] = [];
  let retries = 0;
  let next = 0;

  async function persist<Result>(what: string, step: () => Promise<Result | null>): Promise<Result> {
    const until = Date.now() + patienceMs;
    let last = "nothing";
    for (;;) {
      signal.throwIfAborted();
      try {
        const result = await step();
        if (result !== null) return result;
        last = "not yet";
      } catch (error) {
        if (!isExcuse(error)) throw error;
        retries += 1;
        last = (error as Error).message;
      }
      if (Date.now() > until) throw new Error(`a buyer lost patience while ${what}: ${last}`);
      await wait(pauseMs);
    }
  }

  // As a browser does: press pay on the bank's page, and go back to the shop where the bank sends one.
  async function payAtBank(buyer: Buyer, url: string): Promise<string> {
    const page = new URL(url);
    const form = new URLSearchParams({ code: page.searchParams.get("code") ?? "", verb: "pay" });
    const back = await persist("paying at the bank", async () => {
      const answer = await fetch(url, {
        method: "POST",
        body: form,
        redirect: "manual",
        signal: AbortSignal.timeout(15_000),
      });
      await answer.arrayBuffer();
      if (answer.status >= 500) throw new Error(`the bank answered ${answer.status}`);
      return answer.headers.get("location");
    });
    await persist("coming back", () => buyer.comeBack(back));
    return back;
  }

  // A payment page that could not be opened leaves one waiting; going back and pressing pay again opens it.
  async function finish(buyer: Buyer, form: PayForm): Promise<string> {
    let hasPaid = false;
    // Whoever did not save first hears of their checkout by the address that they come back to, or wait at.
    let checkout = form.fields.checkout;
    const hear = (address: string) => {
      checkout ??= /\/checkout\/([\w-]+)\//.exec(address)?.[1];
    };
    return await persist("waiting for the order", async () => {
      const paid = hasPaid ? null : await buyer.pay(form);
      if (paid?.kind === "placed") return paid.orderRef;
      if (paid?.kind === "refused") throw new Refused(`buyer ${buyer.number} was refused: ${paid.code}`);
      if (paid?.url.includes("/test-bank/")) {
        hear(await payAtBank(buyer, paid.url));
        hasPaid = true;
      }
      if (paid) hear(paid.url);
      return checkout ? await buyer.waited(checkout) : null;
    });
  }

  async function buy(number: number): Promise<void> {
    const buyer = new Buyer(store.host, port, number);
    const account = number % 4 === 3 ? store.accounts.byPage : store.accounts.atOnce;
    const variants = Object.values(store.variants);
    const variant = variants[number % variants.length]!;
    // Every other one pays from the first page.
    const form = await persist("preparing", () =>
      number % 2 === 0 ? buyer.prepare(variant, account) : buyer.fillIn(variant, account),
    );
    const orderRef = await finish(buyer, form);
    buyer.leave();
    acknowledged.push({ buyer: number, form, orderRef });
    shopping.onAcknowledged(acknowledged.length);
  }

  const line = async () => {
    while (next < shopping.count) {
      next += 1;
      await buy(next);
    }
  };
  await Promise.all(Array.from({ length: shopping.atATime }, line));
  return { acknowledged, retries };
}
