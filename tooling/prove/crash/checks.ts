import { setTimeout as wait } from "node:timers/promises";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { Buyer } from "../shop/buyer.ts";
import { ask, type ProofStore } from "../shop/open-store.ts";
import type { Acknowledged } from "./journal.ts";

const quietWithinMs = 60_000;

/**
 * Waits until the worker has nothing left that is due: outboxes handed over, refunds made, and attempts known, but for those
 * that wait for a provider which does not answer where `areAttemptsLeft` allows it.
 */
export async function untilQuiet(platform: Platform, tally: Tally, areAttemptsLeft = false): Promise<void> {
  const until = Date.now() + quietWithinMs;
  for (;;) {
    const [left] = await ask<{ outbox: number; refunds: number; attempts: number; jobs: number }>(
      platform,
      `select (select count(*)::int from outbox) as outbox, (select count(*)::int from refunds where state = 'pending') as refunds,
        (select count(*)::int from payment_attempts where state in ('pending', 'action_required') and query_at is not null) as attempts,
        (select count(*)::int from graphile_worker.jobs where attempts < max_attempts) as jobs`,
    );
    const { attempts, ...rest } = left!;
    const isQuiet = Object.values(rest).every((n) => n === 0) && (areAttemptsLeft || attempts === 0);
    if (isQuiet || Date.now() > until) {
      tally.check(isQuiet, `the worker did not come to an end: ${JSON.stringify(left)}`);
      return;
    }
    await wait(200);
  }
}

/** Every acknowledged checkout has exactly one order, which its page and a repeated "pay" both show. */
export async function checkAcknowledged(
  platform: Platform,
  store: ProofStore,
  acknowledged: readonly Acknowledged[],
  tally: Tally,
): Promise<void> {
  const buyer = new Buyer(store.host, platform.ports.storefront, 0);
  const numbers = new Set<string>();
  for (const { form, orderRef, buyer: number } of acknowledged) {
    const shown = await buyer.orderNumber(orderRef);
    tally.check(shown !== null, `the order page of buyer ${number} is gone`);
    if (shown) numbers.add(shown);
    const again = await buyer.pay(form);
    tally.check(
      again.kind === "placed" && again.orderRef === orderRef,
      `buyer ${number} paid again with the same key and got ${JSON.stringify(again)} instead of ${orderRef}`,
    );
  }
  tally.check(
    numbers.size === acknowledged.length,
    `${acknowledged.length} orders have ${numbers.size} numbers`,
  );
  buyer.leave();
}

/** The books of the store: as many orders as were acknowledged, all numbers without gaps, a ledger of zero. */
export async function checkBooks(
  platform: Platform,
  store: ProofStore,
  count: number,
  tally: Tally,
): Promise<void> {
  const mine = `store_id = '${store.storeId}'`;
  const [books] = await ask<Record<string, number>>(
    platform,
    `select (select count(*)::int from orders where ${mine}) as orders,
      (select count(distinct checkout_id)::int from orders where ${mine}) as checkouts,
      (select max(number) - 1000 - count(*) from orders where ${mine})::int as number_gaps,
      (select order_number - 1000 from store_counters where ${mine})::int as counted,
      (select event_number from store_counters where ${mine})::int as event_number,
      (select count(*)::int from events where ${mine}) as events,
      (select coalesce(sum(abs(s)), 0)::int from (select sum(amount) as s from ledger_entries where ${mine}
        group by transaction_id, currency) t) as ledger,
      (select count(*)::int from (select 1 from payments p join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id
        where p.${mine} and p.use = 'applied' group by t.reference_id having count(*) > 1) t) as paid_twice`,
  );
  const found = books!;
  tally.check(found.orders === count, `${found.orders} orders for ${count} acknowledged checkouts`);
  tally.check(found.checkouts === found.orders, `${found.orders} orders of ${found.checkouts} checkouts`);
  tally.check(found.number_gaps === 0 && found.counted === count, "order numbers have gaps");
  tally.check(
    found.events === found.event_number,
    `${found.events} events, the last is ${found.event_number}`,
  );
  tally.check(found.ledger === 0, `the ledger is off by ${found.ledger}`);
  tally.check(found.paid_twice === 0, `${found.paid_twice} checkouts have two payments applied`);
}

/** `hutong verify`; its findings become the fault. */
export async function checkVerify(platform: Platform, tally: Tally): Promise<void> {
  const verified = await platform.hutong<{ isClean: boolean }>("verify").then(
    ({ isClean }) => (isClean ? "clean" : "not clean"),
    (error: Error) => error.message,
  );
  tally.check(verified === "clean", `hutong verify: ${verified}`);
}
