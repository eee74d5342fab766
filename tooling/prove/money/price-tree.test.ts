import { describe, expect, it } from "vitest";
import {
  type PriceNode,
  type PriceSource,
  priceTree,
  type Totals,
  type TotalsInput,
  totals,
} from "../../../packages/pricing/src/index.ts";
import { treeFaults } from "./price-tree.ts";
import { randomTrial } from "./random-cart.ts";

const seed = 11;

function* priced(count: number): Generator<{ input: TotalsInput; answer: Totals }> {
  for (let number = 0; number < count; number += 1) {
    const input = randomTrial(seed, number).cart as TotalsInput;
    let answer: Totals | null = null;
    try {
      answer = totals(input);
    } catch {
      // Too large: there is no answer to open.
    }
    if (answer) yield { input, answer };
  }
}

function* kindsOf(node: PriceNode): Generator<PriceSource["kind"]> {
  yield node.source.kind;
  for (const part of node.parts) yield* kindsOf(part);
}

describe("priceTree", () => {
  it("has every node the sum of its parts, over 8,000 random carts with every kind of reason", () => {
    const kinds = new Set<string>();
    const faults: unknown[] = [];
    let carts = 0;
    for (const { input, answer } of priced(8000)) {
      carts += 1;
      for (const fault of treeFaults(input, answer)) faults.push({ fault, input });
      const { root, inside } = priceTree({ input, answer });
      for (const one of [root, ...inside]) for (const kind of kindsOf(one)) kinds.add(kind);
    }
    expect(faults).toEqual([]);
    expect(carts).toBeGreaterThan(7500);
    expect([...kinds].sort()).toEqual(
      [
        ...["discount", "due", "line", "on_line", "on_shipping", "shipping", "shipping_free"],
        ...["shipping_price", "subtotal", "tax", "tax_removed", "tender", "total"],
      ].sort(),
    );
  });

  it("is found wrong where one cent of an answer is", () => {
    let wrong = 0;
    let tried = 0;
    for (const { input, answer } of priced(300)) {
      const [first, ...others] = answer.lines;
      const bent = [
        { ...answer, total: answer.total + 1 },
        { ...answer, due: answer.due + 1 },
        { ...answer, lines: [{ ...first!, gross: first!.gross + 1 }, ...others] },
        ...(answer.shipping
          ? [{ ...answer, shipping: { ...answer.shipping, rest: answer.shipping.rest + 1 } }]
          : []),
      ];
      tried += bent.length;
      wrong += bent.filter((one) => [...treeFaults(input, one)].length > 0).length;
    }
    expect(wrong).toBe(tried);
    expect(tried).toBeGreaterThan(1000);
  });

  it("opens a total of version 1, whose lines the quote alone can name", () => {
    const { root, inside } = priceTree({
      input: {
        version: 1,
        currency: "CNY",
        isTaxIncluded: true,
        taxBasisPoints: 1300,
        shipping: { price: 1200, freeAbove: 30_000 },
      },
      answer: {
        lines: [{ variantId: "v", total: 33_600 }],
        subtotal: 33_600,
        discount: 0,
        shipping: 0,
        tax: 3865,
        total: 33_600,
      },
      lines: [{ title: "Longjing", variantTitle: "50 g", quantity: 2, unitPrice: 16_800 }],
    });
    expect([...kindsOf(root)]).toEqual([
      ...["total", "subtotal", "line", "shipping", "shipping_price", "shipping_free"],
    ]);
    expect(root.parts.map(({ amount }) => amount)).toEqual([33_600, 0]);
    expect(root.parts[1]?.parts.map(({ amount }) => amount)).toEqual([1200, -1200]);
    expect(inside.map(({ amount }) => amount)).toEqual([3865]);
  });
});
