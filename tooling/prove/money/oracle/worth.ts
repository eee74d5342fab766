import type { Discount, Value } from "../cart.ts";
import { allocateBy, least, percentOf } from "./amount.ts";
import { type Goods, isReached, over, targetsOf } from "./goods.ts";

type Of<Kind extends Value["kind"]> = Extract<Value, { kind: Kind }>;

/** Section 4, `tiers`: `base` is G or N, `units` the targets' units. */
function tiersWorth({ of, tiers }: Of<"tiers">, base: bigint, units: bigint): bigint {
  const measured = of === "amount" ? base : units;
  let best: Of<"tiers">["tiers"][number] | null = null;
  for (const tier of tiers) {
    if (BigInt(tier.from) <= measured && (!best || tier.from > best.from)) best = tier;
  }
  if (!best) return 0n;
  return "amount" in best
    ? least(BigInt(best.amount), base)
    : percentOf(base, best.basisPoints).roundHalfUp();
}

/** Section 4, `steps`: `base` is G or N. */
function stepsWorth({ every, amount, most }: Of<"steps">, base: bigint): bigint {
  const worth = (base / BigInt(every)) * BigInt(amount);
  return least(most === null ? worth : least(worth, BigInt(most)), base);
}

/** Section 4, "Buy some, get some": what each line is reduced by. */
function buyGetWorth(goods: Goods, { buy, get, most }: Of<"buy-get">): bigint[] {
  const buyLines = targetsOf(goods, buy.lines);
  const cheapestFirst = targetsOf(goods, get.lines).sort((a, b) => {
    const difference = goods.unitPrices[a]! - goods.unitPrices[b]!;
    return difference < 0n ? -1 : difference > 0n ? 1 : a - b;
  });
  const setAside = (uses: bigint): bigint[] => {
    const units = goods.lines.map(() => 0n);
    let wanted = uses * BigInt(get.quantity);
    for (const index of cheapestFirst) {
      units[index] = least(wanted, goods.quantities[index]!);
      wanted -= units[index];
    }
    return units;
  };
  const isPossible = (uses: bigint): boolean => {
    if (uses * BigInt(get.quantity) > over(cheapestFirst, goods.quantities)) return false;
    const left = over(buyLines, goods.quantities) - over(buyLines, setAside(uses));
    return left >= uses * BigInt(buy.quantity);
  };
  // With more uses more is set aside and more has to be left, so the possible ones have no gaps.
  let possible = 0n;
  let impossible = over(cheapestFirst, goods.quantities) + 1n;
  while (impossible - possible > 1n) {
    const middle = (possible + impossible) / 2n;
    if (isPossible(middle)) possible = middle;
    else impossible = middle;
  }
  const uses = most === null ? possible : least(possible, BigInt(most));
  return setAside(uses).map(
    (units, index) => units * percentOf(goods.unitPrices[index]!, get.basisPoints).roundHalfUp(),
  );
}

/** Section 4, class `product`: what a discount would take off each line, were it alone. */
export function productWorth(goods: Goods, discount: Discount): bigint[] {
  const nothing = goods.lines.map(() => 0n);
  const targets = targetsOf(goods, discount.lines);
  if (!isReached(goods, discount, targets, goods.gross)) return nothing;
  const { value } = discount;
  const isTarget = new Set(targets);
  const onEach = (worth: (index: number) => bigint) =>
    nothing.map((none, index) => (isTarget.has(index) ? worth(index) : none));
  const base = over(targets, goods.gross);
  const together = (worth: bigint) =>
    allocateBy(
      worth,
      onEach((index) => goods.gross[index]!),
    );
  switch (value.kind) {
    case "percentage":
      return onEach((index) => percentOf(goods.gross[index]!, value.basisPoints).roundHalfUp());
    case "amount":
      return onEach(
        (index) => least(BigInt(value.amount), goods.unitPrices[index]!) * goods.quantities[index]!,
      );
    case "once":
      return together(least(BigInt(value.amount), base));
    case "tiers":
      return together(tiersWorth(value, base, over(targets, goods.quantities)));
    case "steps":
      return together(stepsWorth(value, base));
    case "buy-get":
      return buyGetWorth(goods, value);
  }
}

/** Section 4, class `order`: what a discount is worth on the nets. */
export function orderWorth(goods: Goods, discount: Discount, nets: readonly bigint[]): bigint {
  const targets = targetsOf(goods, discount.lines);
  if (!isReached(goods, discount, targets, nets)) return 0n;
  const { value } = discount;
  const base = over(targets, nets);
  switch (value.kind) {
    case "percentage":
      return percentOf(base, value.basisPoints).roundHalfUp();
    case "amount":
      return least(BigInt(value.amount), base);
    case "tiers":
      return tiersWorth(value, base, over(targets, goods.quantities));
    case "steps":
      return stepsWorth(value, base);
    default:
      throw new RangeError(`no order discount is of kind ${value.kind}`);
  }
}

/** Section 4, class `shipping`: what a discount is worth on the shipping price S of section 7; `price` is the shipping's own. */
export function shippingWorth(
  goods: Goods,
  discount: Discount,
  rests: readonly bigint[],
  price: number,
  base: bigint,
): bigint {
  const targets = targetsOf(goods, discount.lines);
  if (!isReached(goods, discount, targets, rests)) return 0n;
  const { value, mostPrice = null } = discount;
  if (mostPrice !== null && price > mostPrice) return 0n;
  switch (value.kind) {
    case "percentage":
      return percentOf(base, value.basisPoints).roundHalfUp();
    case "amount":
      return least(BigInt(value.amount), base);
    default:
      throw new RangeError(`no shipping discount is of kind ${value.kind}`);
  }
}

/** Whether a product discount takes something off each line by itself (section 4, last paragraph). */
export function isSimple({ value }: Discount): boolean {
  return value.kind === "percentage" || value.kind === "amount";
}
