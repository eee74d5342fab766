import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import { Buyer, type Paid, type PayForm } from "../shop/buyer.ts";
import { ask, type ProofStore } from "../shop/open-store.ts";

export interface Rush {
  readonly placed: number;
  readonly soldOut: number;
  /** From the first "pay" sent to the last answer. */
  readonly ms: number;
  /** CPU that the shop and its database used meanwhile, milliseconds. */
  readonly storefrontCpuMs: number;
  readonly postgresCpuMs: number;
}

export type Outcome = Paid | { readonly kind: "failed"; readonly error: Error };

export interface Waiting {
  readonly buyer: Buyer;
  readonly form: PayForm;
}

// Forms are filled a few at a time: only the pressing is to be at once.
const preparing = 8;

/** So many buyers with filled forms. */
export async function prepareAll(
  platform: Platform,
  store: ProofStore,
  variantId: string,
  account: string,
  count: number,
): Promise<Waiting[]> {
  const ready: Waiting[] = [];
  let next = 0;
  const line = async () => {
    while (next < count) {
      next += 1;
      const buyer = new Buyer(store.host, platform.ports.storefront, next);
      ready.push({ buyer, form: await buyer.prepare(variantId, account) });
    }
  };
  await Promise.all(Array.from({ length: preparing }, line));
  return ready;
}

/** All press "pay" at the same moment, and leave. */
export async function press(waiting: readonly Waiting[]): Promise<Outcome[]> {
  const outcomes = await Promise.all(
    waiting.map(({ buyer, form }) =>
      buyer.pay(form).catch((error: Error) => ({ kind: "failed" as const, error })),
    ),
  );
  for (const { buyer } of waiting) buyer.leave();
  return outcomes;
}

export const isSoldOut = (one: Outcome): boolean => one.kind === "refused" && one.code === "sold_out";

/** `count` buyers with filled forms press "pay" at the same moment; how it went for each is checked. */
export async function rush(
  platform: Platform,
  store: ProofStore,
  sku: string,
  account: string,
  { count, units }: { count: number; units: number },
  tally: Tally,
): Promise<Rush> {
  const variantId = store.variants[sku]!;
  const waiting = await prepareAll(platform, store, variantId, account, count);
  const cpu = () => [platform.cpuMs("storefront") ?? 0, platform.cpuMs("postgres") ?? 0] as const;
  const [storefront, postgres] = cpu();
  const from = performance.now();
  const outcomes = await press(waiting);
  const ms = performance.now() - from;
  const [storefrontAfter, postgresAfter] = cpu();
  const won = outcomes.filter((one) => one.kind === "placed" || one.kind === "redirect");
  const soldOut = outcomes.filter(isSoldOut);
  const others = outcomes.filter((one) => ![...won, ...soldOut].includes(one));
  tally.check(won.length === units, `${sku}: ${won.length} of ${count} buyers got one of ${units} units`);
  tally.check(
    soldOut.length === count - units,
    `${sku}: ${soldOut.length} were told "sold out", not ${count - units}`,
  );
  tally.check(others.length === 0, `${sku}: ${others.length} other answers, such as ${told(others[0])}`);
  return {
    placed: won.length,
    soldOut: soldOut.length,
    ms,
    storefrontCpuMs: storefrontAfter - storefront,
    postgresCpuMs: postgresAfter - postgres,
  };
}

/** What an answer that nobody expected said. */
export function told(outcome: Outcome | undefined): string {
  return outcome?.kind === "failed" ? outcome.error.message : JSON.stringify(outcome ?? null);
}

export interface Stock {
  readonly available: number;
  readonly reserved: number;
  readonly committed: number;
}

/** The stock row of a SKU, and how many orders have it. */
export async function stockOf(
  platform: Platform,
  store: ProofStore,
  sku: string,
): Promise<Stock & { orders: number }> {
  const [row] = await ask<Stock & { orders: number }>(
    platform,
    `select s.available, s.reserved, s.committed,
      (select count(distinct l.order_id)::int from order_lines l where l.store_id = s.store_id and l.variant_id = s.variant_id) as orders
    from stock s where s.store_id = '${store.storeId}' and s.variant_id = '${store.variants[sku]}'`,
  );
  return row!;
}
