import type { TotalsInput } from "./cart.ts";
import type { Trial } from "./random-cart.ts";

function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, other) => other !== index);
}

function dropLine(trial: Trial, index: number): Trial {
  const { id } = trial.cart.lines[index]!;
  return {
    ...trial,
    cart: { ...trial.cart, lines: without(trial.cart.lines, index) },
    refunds: trial.refunds.map((refund) => ({
      ...refund,
      lines: refund.lines.filter((line) => line.id !== id),
    })),
  };
}

/** Trials that are a little simpler, the large steps first. */
function* simpler(trial: Trial): Generator<Trial> {
  const { cart, refunds, prices } = trial;
  const withCart = (change: Partial<TotalsInput>): Trial => ({ ...trial, cart: { ...cart, ...change } });
  if (cart.lines.length > 1) for (const index of cart.lines.keys()) yield dropLine(trial, index);
  for (const index of prices.keys()) yield { ...trial, prices: without(prices, index) };
  for (const index of cart.discounts.keys()) yield withCart({ discounts: without(cart.discounts, index) });
  for (const index of cart.tenders.keys()) yield withCart({ tenders: without(cart.tenders, index) });
  for (const index of refunds.keys()) yield { ...trial, refunds: without(refunds, index) };
  if (trial.endsInPieces) yield { ...trial, endsInPieces: false };
  if (cart.shipping) yield withCart({ shipping: null });
  if (cart.shipping?.freeAbove != null) yield withCart({ shipping: { ...cart.shipping, freeAbove: null } });
  for (const [index, line] of cart.lines.entries()) {
    const replaced = (change: Partial<typeof line>) =>
      withCart({ lines: cart.lines.map((one, other) => (other === index ? { ...one, ...change } : one)) });
    for (const position of line.taxes.keys()) yield replaced({ taxes: without(line.taxes, position) });
    if (line.quantity > 1) {
      yield replaced({ quantity: 1 });
      yield replaced({ quantity: line.quantity - 1 });
    }
  }
  for (const [index, discount] of cart.discounts.entries()) {
    const replaced = (change: Partial<typeof discount>) =>
      withCart({
        discounts: cart.discounts.map((one, other) => (other === index ? { ...one, ...change } : one)),
      });
    if (discount.minimum) yield replaced({ minimum: null });
    if (discount.lines !== "all") yield replaced({ lines: "all" });
    for (const position of discount.combines.keys()) {
      yield replaced({ combines: without(discount.combines, position) });
    }
  }
}

/** The simplest trial found from this one by steps that each still fail. */
export function shrink(trial: Trial, fails: (trial: Trial) => boolean): Trial {
  let smallest = trial;
  search: for (let steps = 0; steps < 500; steps += 1) {
    for (const next of simpler(smallest)) {
      if (!fails(next)) continue;
      smallest = next;
      continue search;
    }
    break;
  }
  return smallest;
}
