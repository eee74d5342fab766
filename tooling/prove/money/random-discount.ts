import { type Discount, type DiscountClass, discountClasses, type Line, type Value } from "./cart.ts";
import type { Random } from "./random.ts";
import { randomAmount, randomBasisPoints } from "./random-price.ts";

function randomTargets(random: Random, ids: readonly string[], whole: number): Discount["lines"] {
  if (random.percent(whole)) return "all";
  const some = random.shuffled(random.some(ids, random.pick([30, 60, 90])));
  return random.percent(15) ? [...some, "not-in-the-cart"] : some;
}

/** Near what the targets come to, equal to it often: that is enough for a minimum. */
function near(random: Random, amount: number): number {
  const part = random.pick([1, 1, 1, 0.9, 0.5, 0.25, 1 / 3]);
  const found = Math.floor(amount * part) + random.pick([-1, 0, 0, 0, 1]);
  return Math.min(Math.max(found, 0), Number.MAX_SAFE_INTEGER);
}

interface Measure {
  readonly gross: number;
  readonly units: number;
}

function randomTiers(random: Random, { gross, units }: Measure): Value {
  const of = random.pick(["amount", "quantity"] as const);
  const tiers = Array.from({ length: random.between(1, 4) }, () => {
    const from = random.percent(25) ? randomAmount(random) : near(random, of === "amount" ? gross : units);
    return random.percent(50)
      ? { from, amount: randomAmount(random) }
      : { from, basisPoints: randomBasisPoints(random) };
  });
  // The same `from` twice: the earlier one counts.
  if (random.percent(20)) tiers.push({ from: tiers[0]!.from, amount: randomAmount(random) });
  return { kind: "tiers", of, tiers };
}

function randomSteps(random: Random, { gross }: Measure): Value {
  return {
    kind: "steps",
    every: Math.max(1, random.percent(50) ? near(random, gross) : randomAmount(random)),
    amount: randomAmount(random),
    most: random.percent(40) ? randomAmount(random) : null,
  };
}

function randomBuyGet(random: Random, ids: readonly string[]): Value {
  const count = () => random.pick([1, 1, 1, 2, 2, 3, 5]);
  return {
    kind: "buy-get",
    buy: { lines: randomTargets(random, ids, 40), quantity: count() },
    get: {
      lines: randomTargets(random, ids, 40),
      quantity: count(),
      basisPoints: random.percent(50) ? 10_000 : randomBasisPoints(random),
    },
    most: random.percent(40) ? random.below(4) : null,
  };
}

function randomValue(random: Random, one: DiscountClass, ids: readonly string[], measure: Measure): Value {
  const simple = random.percent(one === "shipping" ? 100 : 55);
  if (simple && random.percent(60)) return { kind: "percentage", basisPoints: randomBasisPoints(random) };
  if (simple)
    return {
      kind: "amount",
      amount: random.percent(20) ? near(random, measure.gross) : randomAmount(random),
    };
  const span = random.below(one === "product" ? 4 : 2);
  if (span === 0) return randomTiers(random, measure);
  if (span === 1) return randomSteps(random, measure);
  if (span === 2)
    return { kind: "once", amount: random.percent(20) ? near(random, measure.gross) : randomAmount(random) };
  return randomBuyGet(random, ids);
}

/** A discount of any class and kind for a cart of these lines. */
export function randomDiscount(
  random: Random,
  id: string,
  lines: readonly Line[],
  shippingPrice: number,
): Discount {
  const ids = lines.map((line) => line.id);
  const one = random.pick(["product", "product", "order", "order", "shipping"] as const);
  const wanted = randomTargets(random, ids, one === "product" ? 35 : 60);
  const targets = lines.filter((line) => wanted === "all" || wanted.includes(line.id));
  const measure = {
    gross: targets.reduce((all, line) => all + line.quantity * line.unitPrice, 0),
    units: targets.reduce((all, line) => all + line.quantity, 0),
  };
  const value = randomValue(random, one, ids, measure);
  const minimum = random.percent(65)
    ? null
    : random.percent(60)
      ? { amount: near(random, measure.gross) }
      : { quantity: near(random, measure.units) };
  return {
    id,
    class: one,
    value,
    lines: value.kind === "buy-get" ? "all" : wanted,
    minimum,
    combines: random.some(random.shuffled(discountClasses), random.pick([0, 60, 85, 100, 100, 100])),
    ...(one === "shipping" && random.percent(50)
      ? { mostPrice: random.percent(30) ? null : near(random, shippingPrice) }
      : {}),
  };
}
