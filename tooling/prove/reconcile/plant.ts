import type { DifferenceKind } from "../../../packages/payments/src/index.ts";
import { amountOf, attemptNumber, refundAmount, refundEvery, refundOf, transactionOf } from "./agreed.ts";
import type { Entry } from "./far-end.ts";
import type { World } from "./world.ts";

/** A difference that was planted: what it is to be found as, how it is to end, and by how much it may set the sums apart. */
export interface Plant {
  readonly kind: DifferenceKind;
  readonly subject: string;
  readonly state: "open" | "healed" | "noted";
  /** What the bill says beyond the ledger when all is done, in fen, by currency. */
  readonly gap: Readonly<Record<string, number>>;
}

/** The agreed day among whose payments the differences are. */
export const series = "b";

/** Which of the agreed payments each kind spoils: the `n`th of `each`; refunded ones and plain ones are told apart. */
function places(each: number) {
  const refunded = (from: number) => Array.from({ length: each }, (_, n) => (from * each + n) * refundEvery);
  const plain = (from: number) => Array.from({ length: each }, (_, n) => (from * each + n) * refundEvery + 7);
  return {
    unsettled: refunded(0),
    refundMissing: refunded(1),
    refundUnrecorded: refunded(2),
    missing: plain(0),
    amount: plain(1),
    currency: plain(2),
    repeated: plain(3),
  };
}

/** WeChat Pay's side of the differences among agreed payments. */
export function spoil(each: number): (entry: Entry, i: number) => Entry | null {
  const at = places(each);
  const [missing, refundMissing] = [new Set(at.missing), new Set(at.refundMissing)];
  return (entry, i) => {
    if (missing.has(i)) return null;
    return refundMissing.has(i) ? { ...entry, refunds: [] } : entry;
  };
}

/** Our side of them, and WeChat Pay's once more for what stands in its bill twice. */
export async function plantAmongAgreed(world: World, number: number, each: number): Promise<Plant[]> {
  const { owner } = world.database;
  const at = places(each);
  const ids = (kind: string, list: readonly number[]) =>
    list.map((i) => `0193${kind}${series}-0000-7000-a000-${i.toString(16).padStart(12, "0")}`);
  const refunds = [...ids("002", at.unsettled), ...ids("002", at.refundUnrecorded)];
  await owner`delete from ledger_entries where reference_kind = 'refund' and reference_id = any(${refunds})`;
  await owner`update refunds set state = 'pending', provider_refund_id = null where id = any(${ids("002", at.unsettled)})`;
  await owner`delete from refunds where id = any(${ids("002", at.refundUnrecorded)})`;
  await owner`update payments set refunded = 0 where id = any(${[...ids("001", at.unsettled), ...ids("001", at.refundUnrecorded)]})`;
  await owner`update payments set amount = amount - 1 where id = any(${ids("001", at.amount)})`;
  await owner`update ledger_entries set amount = amount - sign(amount) where reference_id = any(${ids("001", at.amount)})`;
  await owner`update payments set currency = 'HKD' where id = any(${ids("001", at.currency)})`;
  await owner`update ledger_entries set currency = 'HKD' where reference_id = any(${ids("001", at.currency)})`;
  await world.far.enter(
    world.mchid,
    at.repeated.map((i) => ({
      outTradeNo: attemptNumber(series, i),
      transactionId: transactionOf(series, i),
      total: amountOf(i),
      paidAt: world.startOf(number) + 3_600_000,
    })),
  );
  const payment = (i: number) => `payment:${transactionOf(series, i)}`;
  const refund = (i: number) => `refund:${refundOf(series, i)} of ${transactionOf(series, i)}`;
  const plant = (
    kind: DifferenceKind,
    subject: string,
    state: Plant["state"],
    gap: Plant["gap"] = {},
  ): Plant => ({
    ...{ kind, subject, state, gap },
  });
  const refundId = (i: number) => `refund:${ids("002", [i])[0]}`;
  return [
    ...at.unsettled.map((i) => plant("refund_unsettled", refund(i), "healed")),
    ...at.refundUnrecorded.map((i) => plant("refund_unrecorded", refund(i), "healed")),
    ...at.refundMissing.map((i) => plant("refund_missing", refundId(i), "open", { CNY: refundAmount(i) })),
    ...at.missing.map((i) => plant("payment_missing", payment(i), "open", { CNY: -amountOf(i) })),
    ...at.amount.map((i) => plant("amount_mismatch", payment(i), "open", { CNY: 1 })),
    ...at.currency.map((i) =>
      plant("currency_mismatch", payment(i), "open", { CNY: amountOf(i), HKD: -amountOf(i) }),
    ),
    ...at.repeated.map((i) =>
      plant("line_repeated", payment(i), "open", { CNY: amountOf(i) - feeOf(amountOf(i)) }),
    ),
  ];
}

const feeOf = (fen: number) => Math.round((fen * 6) / 1000);

/** Payments at WeChat Pay that nobody told us of, payments of what was paid otherwise, and sales at the merchant's till. */
export async function plantUntold(world: World, number: number, each: number): Promise<Plant[]> {
  const attempts: { attemptId: string; kind: DifferenceKind }[] = [];
  for (let n = 0; n < each; n++) {
    const unrecorded = await world.order();
    await world.far.control("pay", { code: unrecorded.code });
    attempts.push({ attemptId: unrecorded.attemptId, kind: "payment_unrecorded" });
    const twice = await world.order();
    await world.payElsewhere(twice.checkout);
    await world.far.control("pay", { code: twice.code });
    attempts.push({ attemptId: twice.attemptId, kind: "payment_duplicate" });
  }
  const { orders } = await world.far.control<{ orders: { outTradeNo: string; transactionId: string }[] }>(
    "books",
    {},
  );
  const numbers = new Map(orders.map((one) => [one.outTradeNo, one.transactionId]));
  const tills = Array.from({ length: each }, (_, n) => ({
    outTradeNo: `TILL-${n}`,
    transactionId: `42009${String(n).padStart(23, "0")}`,
    total: 5000 + n,
    paidAt: world.startOf(number) + n * 1000,
  }));
  await world.far.enter(world.mchid, tills);
  return [
    ...attempts.map(({ attemptId, kind }) => ({
      kind,
      subject: `payment:${numbers.get(attemptId.replaceAll("-", ""))}`,
      state: "healed" as const,
      gap: {},
    })),
    ...tills.map(({ transactionId }) => ({
      kind: "payment_elsewhere" as const,
      subject: `payment:${transactionId}`,
      state: "noted" as const,
      gap: {},
    })),
  ];
}
