import { createClock } from "../../../packages/kernel/src/index.ts";
import { findProvider, type StatementLine } from "../../../packages/payment-providers/src/index.ts";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { ask } from "../shop/open-store.ts";
import type { PaidStore } from "./far-end.ts";

const dayMs = 86_400_000;

/** A bill is there in the morning after its day, so at every hour that of the day before yesterday. */
export const billsAfterMs = 2 * dayMs;

/** What bills are read of. */
interface Period {
  /** Milliseconds, of the first day. */
  readonly from: number;
  /** How far the clock was moved. */
  readonly offsetMs: number;
  readonly zoneHours: number;
}

/** All lines of the far end's own bills for a store, from the first day to the day before `now`. */
async function bills({ account }: PaidStore, period: Period): Promise<StatementLine[]> {
  const { from, offsetMs, zoneHours } = period;
  const dayOf = (at: number) => new Date(at + zoneHours * 3_600_000).toISOString().slice(0, 10);
  const provider = findProvider(account.provider)!;
  const clock = createClock(offsetMs);
  const connected = provider.connect(provider.credentials.parse(account.credentials), {
    accountId: account.id,
    apiOrigin: "http://127.0.0.1:9",
    notifyUrl: "http://127.0.0.1:9/",
    memory: new Map(),
    clock,
    fetch,
    areSimulatorsAllowed: true,
  });
  const lines: StatementLine[] = [];
  const until = clock.now().getTime() - billsAfterMs;
  for (let day = from; dayOf(day) <= dayOf(until); day += dayMs) {
    const statement = await connected.statement!(dayOf(day));
    if (statement.kind === "not-ready") throw new Error(`the bill of ${dayOf(day)} is not ready`);
    if (statement.kind === "ready") for await (const line of statement.lines) lines.push(line);
  }
  return lines;
}

interface Held {
  readonly payments: { id: string; attempt: string; amount: number; use: string; order: string | null }[];
  readonly refunds: { key: string; attempt: string; amount: number }[];
  readonly clearing: number;
}

async function held(platform: Platform, { storeId, account: { id } }: PaidStore): Promise<Held> {
  const account = `store_id = '${storeId}' and account_id = '${id}'`;
  const [row] = await ask<Held>(
    platform,
    `select
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.provider_payment_id, 'attempt', p.attempt_id, 'amount', p.amount, 'use', p.use,
        'order', (select o.id from orders o where o.store_id = p.store_id and o.checkout_id::text = t.reference_id and o.paid = p.amount))), '[]')
        from payments p join payment_attempts t on t.store_id = p.store_id and t.id = p.attempt_id where p.${account.replace("account_id", "p.account_id")}) as payments,
      (select coalesce(jsonb_agg(jsonb_build_object('key', r.request_key, 'attempt', p.attempt_id, 'amount', r.amount)), '[]')
        from refunds r join payments p on p.store_id = r.store_id and p.id = r.payment_id
        where p.${account.replace("account_id", "p.account_id")} and r.state = 'succeeded') as refunds,
      (select coalesce(sum(amount), 0)::float8 from ledger_entries where store_id = '${storeId}'
        and account = 'clearing:${id}' and kind in ('capture', 'refund')) as clearing`,
  );
  return row!;
}

/**
 * Each payment of the far end's bills is in our books once, with its amount, and is an order or was given back in full; our
 * books hold no other; the ledger's clearing account is the bills' sum to the last fen.
 */
export async function checkBills(
  platform: Platform,
  store: PaidStore,
  period: Period,
  tally: Tally,
): Promise<{ payments: number; orders: number; refunds: number }> {
  const lines = await bills(store, period);
  const ours = await held(platform, store);
  const payments = new Map(ours.payments.map((one) => [one.id, one]));
  const refunds = new Map(ours.refunds.map((one) => [`${one.attempt} ${one.key}`, one]));
  tally.check(payments.size === ours.payments.length, `${store.handle}: a payment stands twice in our books`);
  let sum = 0;
  for (const line of lines) {
    const isPayment = line.kind === "payment";
    const found = isPayment
      ? payments.get(line.paymentId)
      : refunds.get(`${line.attemptId} ${line.requestKey}`);
    sum += isPayment ? line.amount.amount : -line.amount.amount;
    tally.check(
      found?.amount === line.amount.amount && found.attempt === line.attemptId,
      `${line.kind} ${line.refundId ?? line.paymentId} of the bill is ${JSON.stringify(found)} with us`,
    );
  }
  const billed = (kind: StatementLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  tally.check(
    billed("payment") === payments.size,
    `${billed("payment")} payments in the bill, ${payments.size} with us`,
  );
  tally.check(
    billed("refund") === refunds.size,
    `${billed("refund")} refunds in the bill, ${refunds.size} with us`,
  );
  tally.check(sum === ours.clearing, `the ledger says ${ours.clearing}, the bills ${sum}`);
  const orders = new Set<string>();
  const givenBack = new Map(ours.refunds.map((one) => [one.attempt, one.amount]));
  for (const payment of ours.payments) {
    const isOrder = payment.use === "applied" && payment.order !== null && !orders.has(payment.order);
    if (isOrder) orders.add(payment.order!);
    const isBack = payment.use === "surplus" && givenBack.get(payment.attempt) === payment.amount;
    tally.check(
      isOrder !== isBack,
      `payment ${payment.id} (${payment.use}) is ${isOrder ? "both" : "neither"} order and refund`,
    );
  }
  return { payments: payments.size, orders: orders.size, refunds: refunds.size };
}
