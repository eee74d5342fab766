import type { Entry } from "./far-end.ts";
import { dayMs, type World } from "./world.ts";

/** What both sides know of a busy day, entered into WeChat Pay's books and into ours by the same rule. */
export interface Agreed {
  /** A hexadecimal digit by which the days' numbers differ. */
  readonly series: string;
  readonly number: number;
  readonly count: number;
}

/** One movement in fifty is given back in part. */
export const refundEvery = 50;
const feeOf = (fen: number) => Math.round((fen * 6) / 1000);
const hex = (i: number) => i.toString(16).padStart(12, "0");
export const transactionOf = (series: string, i: number) =>
  `42000${series.charCodeAt(0)}${String(i).padStart(20, "0")}`;
export const refundOf = (series: string, i: number) =>
  `50300${series.charCodeAt(0)}${String(i).padStart(20, "0")}`;
export const refundKey = (series: string, i: number) => `agreed-${series}-${i}`;
export const amountOf = (i: number) => 1000 + ((i * 37) % 50_000);
export const refundAmount = (i: number) => Math.floor(amountOf(i) / 2);
export const attemptNumber = (series: string, i: number) => `0193000${series}00007000a000${hex(i)}`;

function entryOf({ series, number, count }: Agreed, world: World, i: number): Entry {
  const paidAt = Math.floor(world.startOf(number) + (i * dayMs) / count);
  const refund = {
    outRefundNo: refundKey(series, i),
    refundId: refundOf(series, i),
    amount: refundAmount(i),
    createdAt: Math.min(paidAt + 60_000, world.startOf(number + 1) - 1),
  };
  return {
    outTradeNo: attemptNumber(series, i),
    transactionId: transactionOf(series, i),
    total: amountOf(i),
    paidAt,
    refunds: i % refundEvery === 0 ? [refund] : [],
  };
}

/** What the agreed part of a bill comes to, in fen. */
export function sumsOf({ count }: Pick<Agreed, "count">): {
  payments: number;
  refunds: number;
  fees: number;
  lines: number;
} {
  const sums = { payments: 0, refunds: 0, fees: 0, lines: 0 };
  for (let i = 0; i < count; i++) {
    sums.payments += amountOf(i);
    sums.fees += feeOf(amountOf(i));
    sums.lines += 1;
    if (i % refundEvery !== 0) continue;
    sums.refunds += refundAmount(i);
    sums.fees -= feeOf(refundAmount(i));
    sums.lines += 1;
  }
  return sums;
}

// We learn of a payment a minute after it was made, so that the last ones stand in our next day.
async function enterOurs(world: World, { series, number, count }: Agreed): Promise<void> {
  const { owner } = world.database;
  const id = (kind: string) => `('0193${kind}${series}-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid`;
  const store = `'${world.shop.storeId}'::uuid`;
  const account = `'${world.account}'::uuid`;
  const at = `to_timestamp(${world.startOf(number) / 1000 + 60} + i * ${dayMs / 1000 / count}::float8)`;
  const amount = "(1000 + (i * 37) % 50000)::bigint";
  const number20 = (prefix: string) => `'${prefix}${series.charCodeAt(0)}' || lpad(i::text, 20, '0')`;
  const rows = `generate_series(0, ${count - 1}) i`;
  const given = `${rows} where i % ${refundEvery} = 0`;
  const ledger = (
    kind: string,
    reference: string,
    debit: string,
    credit: string,
    sum: string,
    from: string,
  ) => `
    insert into ledger_entries (store_id, id, transaction_id, account, amount, currency, kind, reference_kind, reference_id, at)
    select ${store}, gen_random_uuid(), t.id, s.account, s.amount, 'CNY', '${kind}', '${kind === "capture" ? "payment" : "refund"}', t.reference, t.at
    from (select gen_random_uuid() as id, ${reference}::text as reference, ${at} as at, ${sum} as sum from ${from} offset 0) t
    cross join lateral (values ('${debit}', t.sum), ('${credit}', -t.sum)) s(account, amount)`;
  await owner.unsafe(`
    insert into payment_attempts (store_id, id, account_id, provider, purpose, reference_id, amount, currency, state, request, queries, expires_at, created_at, updated_at)
    select ${store}, ${id("000")}, ${account}, 'wechat-pay', 'checkout', gen_random_uuid(), ${amount}, 'CNY', 'paid', '{}', 0, ${at}, ${at}, ${at} from ${rows};
    insert into payments (store_id, id, attempt_id, account_id, provider_payment_id, amount, refunded, currency, use, captured_at)
    select ${store}, ${id("001")}, ${id("000")}, ${account}, ${number20("42000")}, ${amount},
      case when i % ${refundEvery} = 0 then ${amount} / 2 else 0 end, 'CNY', 'applied', ${at} from ${rows};
    insert into refunds (store_id, id, payment_id, request_key, amount, currency, reason, state, provider_refund_id, created_at, updated_at)
    select ${store}, ${id("002")}, ${id("001")}, 'agreed-${series}-' || i, ${amount} / 2, 'CNY', 'asked', 'succeeded', ${number20("50300")}, ${at}, ${at} from ${given};
    ${ledger("capture", id("001"), `clearing:${world.account}`, "sales", amount, rows)};
    ${ledger("refund", id("002"), "refunds", `clearing:${world.account}`, `${amount} / 2`, given)};
    analyze payments, payment_attempts, refunds, ledger_entries`);
}

/** Enters a busy day on both sides, but for the orders that WeChat Pay shall not know, or know otherwise. */
export async function enterAgreed(
  world: World,
  agreed: Agreed,
  change: (entry: Entry, i: number) => Entry | null = (entry) => entry,
): Promise<void> {
  await enterOurs(world, agreed);
  let entries: Entry[] = [];
  for (let i = 0; i < agreed.count; i++) {
    const entry = change(entryOf(agreed, world, i), i);
    if (entry) entries.push(entry);
    if (entries.length < 10_000) continue;
    await world.far.enter(world.mchid, entries);
    entries = [];
  }
  await world.far.enter(world.mchid, entries);
}
