import type { Line, PriceInput, RefundRequest, Tax, TotalsInput } from "./cart.ts";
import { oracle } from "./oracle/index.ts";
import { Random } from "./random.ts";
import { randomDiscount } from "./random-discount.ts";
import {
  currencies,
  hugeAmount,
  randomAmount,
  randomMarket,
  randomPrice,
  randomQuantity,
  rates,
} from "./random-price.ts";

/** A cart to try, the prices its units came from, and refunds to ask for one after the other. */
export interface Trial {
  readonly prices: readonly PriceInput[];
  readonly cart: TotalsInput;
  readonly refunds: readonly RefundRequest[];
  /** What is left after the refunds is given back line by line, the last first, and not at once. */
  readonly endsInPieces: boolean;
}

// Numbers as texts too: they sort otherwise as keys of an object. And names that every object has.
function randomIds(random: Random, count: number): string[] {
  const style = random.below(4);
  const ids = Array.from({ length: count }, (_, index) => {
    if (style === 0) return String(count - index);
    if (style === 1) return `${random.pick(["a", "b", "c"])}${index}`;
    return `x${index}`;
  });
  if (random.percent(2)) ids[0] = random.pick(["constructor", "__proto__", "商品"]);
  return style === 3 ? random.shuffled(ids) : ids;
}

interface Kind {
  /** Amounts near 2^53. */
  readonly isHuge: boolean;
  /** Several steep taxes of small parts: rounded, they come to more than the part. */
  readonly isSteep: boolean;
}

function randomTaxes(random: Random, areSteep: boolean): Tax[] {
  const count = areSteep ? random.between(3, 5) : random.pick([0, 1, 1, 1, 2, 2, 3, 4]);
  return randomIds(random, count).map((id) => ({
    id: `t${id}`.slice(random.below(2)),
    basisPoints: areSteep
      ? random.pick([10_000, 10_000, 9999, 5000])
      : random.percent(85)
        ? random.pick([0, 1, 333, 500, 725, 825, 887.5, 997.5, 1000, 1300, 1900, 2000, 2500])
        : random.pick([5000, 9999, 10_000, random.between(0, 1_000_000) / 100]),
  }));
}

function randomLines(
  random: Random,
  taxes: readonly Tax[],
  { isHuge, isSteep }: Kind,
  priceOf: () => number | null,
): Line[] {
  const count = random.percent(99) ? random.pick([1, 1, 2, 2, 3, 3, 4, 5, 6]) : random.between(7, 40);
  // Few prices, so that lines are often equal.
  const isCheap = isSteep || random.percent(10);
  const pool = Array.from({ length: random.between(1, 3) }, () =>
    isCheap ? random.below(8) : randomAmount(random),
  );
  const share = isSteep ? 100 : random.pick([0, 50, 80, 100, 100, 100]);
  return randomIds(random, count).map((id) => ({
    id,
    quantity: randomQuantity(random),
    unitPrice:
      isHuge && random.percent(40)
        ? hugeAmount(random)
        : (priceOf() ?? (random.percent(isCheap ? 95 : 60) ? random.pick(pool) : randomAmount(random))),
    taxes: random.shuffled(random.some(taxes, share)),
  }));
}

function randomShipping(
  random: Random,
  taxes: readonly Tax[],
  gross: number,
  isHuge: boolean,
): TotalsInput["shipping"] {
  if (random.percent(20)) return null;
  return {
    price: isHuge && random.percent(20) ? hugeAmount(random) : randomAmount(random),
    freeAbove: random.percent(65)
      ? null
      : Math.min(
          Number.MAX_SAFE_INTEGER,
          Math.floor(gross * random.pick([1, 1, 0.9, 0.75, 0.5, 1.1])) + random.below(2),
        ),
    taxes: random.percent(50) ? "as-goods" : random.shuffled(random.some(taxes, 60)),
  };
}

function randomTenders(random: Random, gross: number): TotalsInput["tenders"] {
  const count = random.percent(50) ? 0 : random.pick([1, 1, 2, 3, 5]);
  return randomIds(random, count).map((id) => ({
    id,
    balance: random.percent(40)
      ? randomAmount(random)
      : Math.min(Number.MAX_SAFE_INTEGER, Math.floor(gross * random.pick([0.1, 1 / 3, 0.5, 1, 2]))),
  }));
}

/** Discounts of any kind, now and then the same under two ids, also for other lines: then they are equal on some. */
function randomDiscounts(
  random: Random,
  lines: readonly Line[],
  shipping: TotalsInput["shipping"],
): TotalsInput["discounts"] {
  const count = random.percent(99) ? random.pick([0, 1, 1, 2, 2, 3, 3, 4, 5, 6]) : random.between(7, 25);
  const discounts: TotalsInput["discounts"] = [];
  for (const id of randomIds(random, count)) {
    const one = randomDiscount(random, id, lines, shipping?.price ?? 0);
    const last = discounts.at(-1);
    if (!last || random.percent(82)) discounts.push(one);
    else if (last.value.kind === "buy-get" || random.percent(40)) discounts.push({ ...last, id });
    else discounts.push({ ...last, id, lines: one.lines });
  }
  return discounts;
}

/** Parts in any order, now and then more than there is: then it has to be refused. */
function randomRefunds(random: Random, { lines, shipping }: TotalsInput): RefundRequest[] {
  const count = random.percent(45) ? 0 : random.pick([1, 1, 2, 3, 5]);
  const left = new Map(lines.map(({ id, quantity }) => [id, quantity]));
  return Array.from({ length: count }, () => {
    const some = random.shuffled(random.some(lines, random.pick([0, 40, 90])));
    const parts = some.map(({ id }) => {
      const most = left.get(id)!;
      const quantity = random.percent(3) ? most + 1 : random.between(Math.min(1, most), most);
      if (quantity <= most) left.set(id, most - quantity);
      return { id, quantity };
    });
    const price = shipping?.price ?? 0;
    const part = random.percent(50) ? 0 : Math.floor(price / random.pick([1, 2, 3, 7]));
    return {
      lines: parts.filter(({ quantity }) => quantity > 0),
      shipping: random.percent(3) ? Math.min(price + 1, Number.MAX_SAFE_INTEGER) : part,
    };
  });
}

/** The cart with this number among those of a seed: the same each time. */
export function randomTrial(seed: number, number: number): Trial {
  const random = new Random(seed, number);
  const isHuge = random.percent(2);
  const isSteep = !isHuge && random.percent(4);
  const currency = random.pick(currencies);
  const shop = { currency: random.pick(currencies), rate: random.pick(rates) };
  const market = !isSteep && random.percent(35) ? randomMarket(random, currency) : null;
  const prices: PriceInput[] = [];
  const priceOf = (): number | null => {
    if (!market) return null;
    const input = randomPrice(random, market, shop.currency, isHuge);
    prices.push(input);
    try {
      return oracle.unitPrice(input);
    } catch {
      // Too large: the comparison sees it again.
      return null;
    }
  };
  const taxes = randomTaxes(random, isSteep);
  const lines = randomLines(random, taxes, { isHuge, isSteep }, priceOf);
  const gross = Math.min(
    Number.MAX_SAFE_INTEGER,
    lines.reduce((all, line) => all + line.quantity * line.unitPrice, 0),
  );
  const shipping = randomShipping(random, taxes, gross, isHuge);
  const cart: TotalsInput = {
    version: 2,
    currency,
    shop,
    tax: {
      mode: isSteep ? "removed" : random.pick(["included", "added", "removed"] as const),
      rounding: random.pick(["line", "order"] as const),
    },
    lines,
    shipping,
    discounts: randomDiscounts(random, lines, shipping),
    tenders: randomTenders(random, gross),
  };
  return { prices, cart, refunds: randomRefunds(random, cart), endsInPieces: random.percent(50) };
}
