import { describe, expect, it } from "vitest";
import { type Fault, loadBroken } from "./broken-oracle.ts";
import { CartLine, type Pricing } from "./cart.ts";
import { compare, explain } from "./compare.ts";
import { oracle } from "./oracle/index.ts";
import { randomTrial, type Trial } from "./random-cart.ts";
import { shrink } from "./shrink.ts";

const carts = 4000;

const faults: Record<string, Fault> = {
  "rounds down": {
    file: "fraction.ts",
    right: "2n * this.over + this.under, 2n",
    wrong: "2n * this.over, 2n",
  },
  "rounds a half down": {
    file: "fraction.ts",
    right: "2n * this.over + this.under, 2n * this.under)",
    wrong: "2n * this.over + this.under - 1n, 2n * this.under)",
  },
  "gives what an allocation leaves to the later of equal parts": {
    file: "oracle/amount.ts",
    right: "a.index - b.index",
    wrong: "b.index - a.index",
  },
  "gives what an allocation leaves to the first parts": {
    file: "oracle/amount.ts",
    right: "b.fraction.compare(a.fraction) || a.index - b.index",
    wrong: "a.index - b.index",
  },
  "has answers that are too large": {
    file: "oracle/amount.ts",
    right: "2n ** 53n - 1n",
    wrong: "2n ** 63n - 1n",
  },
  "takes the later of equal breaks": {
    file: "oracle/unit-price.ts",
    right: "one.from > best.from",
    wrong: "one.from >= best.from",
  },
  "rounds a price before its step": {
    file: "oracle/unit-price.ts",
    right: "exact.dividedBy(Fraction.of(step))",
    wrong: "Fraction.of(exact.roundHalfUp(), step)",
  },
  "sells a free thing for 1": {
    file: "oracle/unit-price.ts",
    right: "base.amount === 0 || factor === 0",
    wrong: "factor === 0",
  },
  "takes the later of equal tiers": {
    file: "oracle/worth.ts",
    right: "tier.from > best.from",
    wrong: "tier.from >= best.from",
  },
  "measures an order minimum on gross": {
    file: "oracle/worth.ts",
    right: "targets, nets)) return 0n",
    wrong: "targets, goods.gross)) return 0n",
  },
  "wants more than the minimum": {
    file: "oracle/goods.ts",
    right: "amounts) >= BigInt(minimum.amount)",
    wrong: "amounts) > BigInt(minimum.amount)",
  },
  "gives the later of equal units": { file: "oracle/worth.ts", right: ": a - b;", wrong: ": b - a;" },
  "counts a unit as bought and got": {
    file: "oracle/worth.ts",
    right: " - over(buyLines, setAside(uses))",
    wrong: "",
  },
  "reduces a line by the later of equal discounts": {
    file: "oracle/reductions.ts",
    right: "worth[line]! > worths[best]![line]!",
    wrong: "worth[line]! >= worths[best]![line]!",
  },
  "lets what spans lines be one of many": {
    file: "oracle/selection.ts",
    right: 'one !== "product" || isSimple(discount)',
    wrong: "isSimple(discount) || true",
  },
  "asks one class less for many": {
    file: "oracle/selection.ts",
    right: "set.every((other) => discount.combines.includes(other))",
    wrong: "set.every((other) => other === one || discount.combines.includes(other))",
  },
  "takes more discounts at the same cost": {
    file: "oracle/selection.ts",
    right: "return a.positions.length < b.positions.length",
    wrong: "return a.positions.length > b.positions.length",
  },
  "takes later positions at the same cost": {
    file: "oracle/selection.ts",
    right: "return position < b.positions[index]!",
    wrong: "return position > b.positions[index]!",
  },
  "forgets the shipping in the cost": {
    file: "oracle/selection.ts",
    right: "sum(order.left) + shipped.left",
    wrong: "sum(order.left)",
  },
  "measures order discounts on what is left": {
    file: "oracle/reductions.ts",
    right: "orderWorth(goods, discount, nets)",
    wrong: "orderWorth(goods, discount, left)",
  },
  "ships free above, not at, the amount": {
    file: "oracle/reductions.ts",
    right: "sum(rests) >= BigInt(shipping.freeAbove)",
    wrong: "sum(rests) > BigInt(shipping.freeAbove)",
  },
  "does not tax shipping": {
    file: "oracle/tax.ts",
    right: "if (!shipping) return parts;",
    wrong: "return parts;",
  },
  "shares shipping by gross": {
    file: "oracle/tax.ts",
    right: "sum(rests) > 0n ? rests",
    wrong: "rests.length < 0 ? rests",
  },
  "rounds tax by line where it is by order": {
    file: "oracle/tax.ts",
    right: 'rounding === "line"',
    wrong: "rounding !== null",
  },
  "reckons several taxes inside one by one": {
    file: "oracle/tax.ts",
    right: "10_000 + together",
    wrong: "10_000 + tax.basisPoints",
  },
  "removes more tax than there is": {
    file: "oracle/tax.ts",
    right: "excess <= 0n",
    wrong: "excess > -1n || excess <= 0n",
  },
  "pays with the last tender first": {
    file: "oracle/totals.ts",
    right: "const paid = tenders.map(",
    wrong: "const paid = tenders.toReversed().map(",
  },
  "divides the shop's total by rests": {
    file: "oracle/totals.ts",
    right: "[...linePayables, shippingPayable])",
    wrong: "[...rests, shippingPayable])",
  },
  "gives back rounded parts": {
    file: "oracle/refund.ts",
    right: "Fraction.of(whole * (before + now), all).floor() - Fraction.of(whole * before, all).floor()",
    wrong: "Fraction.of(whole * now, all).roundHalfUp()",
  },
  "gives back the first tender first": {
    file: "oracle/refund.ts",
    right: "answer.tenders.toReversed()",
    wrong: "answer.tenders",
  },
  "gives back taxes together": {
    file: "oracle/refund.ts",
    right: "sum(line.taxes.map((tax) => share(BigInt(tax.amount), quantity, k, j)))",
    wrong: "share(sumOf(line.taxes), quantity, k, j)",
  },
  "gives back shipping without its tax": {
    file: "oracle/refund.ts",
    right: "s + taxed : s",
    wrong: "s : s",
  },
  "gives back one unit too many": {
    file: "oracle/refund.ts",
    right: "k + j > quantity",
    wrong: "k + j > quantity + 1n",
  },
};

/** The first carts that show a fault. */
function found(pricing: Pricing, wanted: number): Trial[] {
  const trials: Trial[] = [];
  for (let number = 0; number < carts && trials.length < wanted; number += 1) {
    const trial = randomTrial(7, number);
    if (compare(trial, pricing).faults.length > 0) trials.push(trial);
  }
  return trials;
}

describe("compare", () => {
  it("finds nothing wrong with the oracle itself, and what the page promises holds", () => {
    const comparisons = Array.from({ length: 600 }, (_, number) => compare(randomTrial(7, number), oracle));
    expect(comparisons.flatMap((one) => one.faults)).toEqual([]);
    expect(
      comparisons.some(({ totals }) => "refused" in totals && totals.refused === "total_too_large"),
    ).toBe(true);
    expect(comparisons.reduce((all, one) => all + one.refunds, 0)).toBeGreaterThan(600);
  });

  it.each(Object.entries(faults))(`finds within ${carts} carts who %s`, async (_, fault) => {
    expect(found(await loadBroken(fault), 1)).toHaveLength(1);
  });

  it("checks what the page promises even where both sides agree", () => {
    const wrong = {
      ...oracle,
      refund: (...asked: Parameters<typeof oracle.refund>) => ({ ...oracle.refund(...asked), shop: 0 }),
    };
    const shown = Array.from(
      { length: 50 },
      (_, number) => compare(randomTrial(7, number), wrong).faults,
    ).flat();
    expect(shown).toContain("does not hold: given back in the shop's currency = its total");
  });
});

describe("shrink", () => {
  it("leaves a cart that a person can read, and that --carts can", async () => {
    const broken = await loadBroken(faults["measures an order minimum on gross"]!);
    const fails = (trial: Trial) => compare(trial, broken).faults.length > 0;
    const smalls = found(broken, 3).map((trial) => shrink(trial, fails));
    const small = smalls.sort((a, b) => a.cart.lines.length - b.cart.lines.length)[0]!;
    expect(small.cart.lines).toHaveLength(1);
    expect(small.cart.discounts).toHaveLength(2);
    expect(small.cart.shipping).toBeNull();
    const { faults: shown } = compare(small, broken);
    const text = explain(small, shown);
    expect(text).toContain("the oracle says");
    const json = text.split("\n").find((line) => line.startsWith("  cart "))!;
    const { refunds = [], ...cart } = CartLine.parse(JSON.parse(json.slice("  cart ".length)));
    expect(compare({ prices: [], cart, refunds, endsInPieces: false }, broken).faults).toEqual(shown);
  });
});

describe("randomTrial", () => {
  it("answers the same cart each time, another for another seed", () => {
    expect(randomTrial(3, 17)).toEqual(randomTrial(3, 17));
    expect(randomTrial(3, 17)).not.toEqual(randomTrial(4, 17));
    expect(randomTrial(3, 17)).not.toEqual(randomTrial(3, 18));
  });
});
