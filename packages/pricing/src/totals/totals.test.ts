import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Discount, DiscountClass, TotalsInput } from "./input.ts";
import { type RefundRequest, refund } from "./refund.ts";
import { totals } from "./totals.ts";
import { unitPrice } from "./unit-price.ts";

const vat = [{ id: "vat", basisPoints: 1300 }];
const base: TotalsInput = {
  version: 2,
  currency: "CNY",
  shop: { currency: "CNY", rate: "1" },
  tax: { mode: "included", rounding: "line" },
  lines: [
    { id: "tea", quantity: 2, unitPrice: 16800, taxes: vat },
    { id: "cup", quantity: 1, unitPrice: 9900, taxes: vat },
  ],
  shipping: { price: 1200, freeAbove: null, taxes: "as-goods" },
  discounts: [],
  tenders: [],
};
const every: readonly DiscountClass[] = ["product", "order", "shipping"];

function off(id: string, rest: Partial<Discount> & Pick<Discount, "class" | "value">): Discount {
  return { id, lines: "all", minimum: null, combines: [], ...rest } as Discount;
}
const percent = (basisPoints: number) => ({ kind: "percentage", basisPoints }) as const;
const names = (input: TotalsInput) => totals(input).discounts.map(({ id, amount }) => `${id} ${amount}`);

describe("totals", () => {
  it("adds lines and shipping, with the tax inside", () => {
    const answer = totals(base);
    expect(answer).toMatchObject({
      subtotal: 43500,
      discount: 0,
      shippingTotal: 1200,
      total: 44700,
      due: 44700,
    });
    expect(answer.lines.map(({ taxes }) => taxes)).toEqual([
      [{ id: "vat", amount: 3865 }],
      [{ id: "vat", amount: 1139 }],
    ]);
  });

  it("puts tax on top, rounded by line or once for the order", () => {
    const lines = ["a", "b", "c"].map((id) => ({
      id,
      quantity: 1,
      unitPrice: 4,
      taxes: [{ id: "t", basisPoints: 1000 }],
    }));
    const of = (rounding: "line" | "order") =>
      totals({ ...base, lines, shipping: null, tax: { mode: "added", rounding } });
    expect([of("line").tax, of("order").tax, of("order").total]).toEqual([0, 1, 13]);
    expect(of("order").lines.map(({ payable }) => payable)).toEqual([5, 4, 4]);
  });

  it("frees an exempt customer of the tax that is in the prices", () => {
    const answer = totals({ ...base, tax: { mode: "removed", rounding: "line" } });
    expect(answer).toMatchObject({ tax: 0, removed: 3865 + 1139 + 107 + 31, total: 44700 - 5142 });
  });

  it("takes 10 off every 100, as far as it may", () => {
    const value = { kind: "steps", every: 10000, amount: 1000, most: 3000 } as const;
    const answer = totals({ ...base, discounts: [off("满减", { class: "order", value })] });
    expect(answer).toMatchObject({ discount: 3000, total: 41700 });
    expect(answer.lines.map(({ rest }) => rest)).toEqual([31283, 9217]);
  });

  it("gives the cheapest away for every two that are bought", () => {
    const value = {
      kind: "buy-get",
      buy: { lines: "all", quantity: 2 },
      get: { lines: "all", quantity: 1, basisPoints: 10000 },
      most: null,
    } as const;
    expect(names({ ...base, discounts: [off("3 for 2", { class: "product", value })] })).toEqual([
      "3 for 2 9900",
    ]);
  });

  it("takes what costs the customer least of what may stand together", () => {
    const a = off("tenth", { class: "product", value: percent(1000), combines: ["order"] });
    const b = off("fifth of tea", { class: "product", value: percent(2000), lines: ["tea"] });
    const c = off("5 yuan", {
      class: "order",
      value: { kind: "amount", amount: 500 },
      combines: ["product"],
    });
    // A tenth of all is 4350, a fifth of the tea 6720: alone the second is better; with the 5 yuan the first comes to 4850.
    expect(names({ ...base, discounts: [a, b, c] })).toEqual(["fifth of tea 6720"]);
    const d = off("30 yuan", {
      class: "order",
      value: { kind: "amount", amount: 3000 },
      combines: ["product"],
    });
    expect(names({ ...base, discounts: [a, b, c, d] })).toEqual(["tenth 4350", "30 yuan 3000"]);
  });

  it("lets each line have the best of several, and a threshold count what they left", () => {
    const cut = (id: string, lines: string[], bp: number) =>
      off(id, { class: "product", value: percent(bp), lines, combines: every });
    const some = [cut("a", ["tea"], 1000), cut("b", ["tea", "cup"], 500)];
    expect(names({ ...base, discounts: some })).toEqual(["a 3360", "b 495"]);
    const free = off("free", {
      class: "shipping",
      value: percent(10000),
      combines: every,
      minimum: { amount: 39645 },
    });
    expect(totals({ ...base, discounts: [...some, free] }).shippingTotal).toBe(0);
  });

  it("pays from gift cards first", () => {
    const tenders = [
      { id: "card", balance: 10000 },
      { id: "empty", balance: 0 },
      { id: "credit", balance: 90000 },
    ];
    expect(totals({ ...base, tenders })).toMatchObject({
      tenders: [
        { id: "card", amount: 10000 },
        { id: "credit", amount: 34700 },
      ],
      due: 0,
    });
  });

  it("refuses what no whole number holds", () => {
    const lines = [{ id: "a", quantity: 2 ** 30, unitPrice: 2 ** 30, taxes: [] }];
    expect(() => totals({ ...base, lines })).toThrow(expect.objectContaining({ code: "total_too_large" }));
  });
});

describe("a unit's price", () => {
  const input = {
    base: { amount: 1999, currency: "USD" },
    market: { currency: "JPY", rate: "151.37", adjustment: 500, step: 100, under: 2 },
    fixed: null,
    sale: null,
    group: null,
    breaks: [],
    quantity: 1,
  };
  it("is converted, adjusted and rounded as the market likes it", () => {
    // 19.99 · 151.37 · 1.05 = 3177.18…
    expect(unitPrice(input)).toBe(3198);
  });
  it("is the smallest that there is", () => {
    const breaks = [
      { from: 3, basisPoints: 1000 },
      { from: 10, price: 2500 },
    ];
    const at = (quantity: number) => unitPrice({ ...input, breaks, sale: 3100, quantity });
    expect([at(1), at(3), at(10)]).toEqual([3100, 2878, 2500]);
  });
});

describe("giving back", () => {
  const paid: TotalsInput = {
    ...base,
    tax: { mode: "added", rounding: "order" },
    lines: base.lines.map((line) => ({ ...line, quantity: line.quantity + 4 })),
    discounts: [off("a", { class: "order", value: { kind: "amount", amount: 7777 } })],
    tenders: [{ id: "card", balance: 5001 }],
    shop: { currency: "JPY", rate: "20.73" },
  };

  it("gives back everything that was paid, whatever the parts", () => {
    const answer = totals(paid);
    const order = fc.shuffledSubarray(
      ["tea", "tea", "tea", "tea", "tea", "tea", "cup", "cup", "cup", "cup", "cup", "s", "s"],
      {
        minLength: 13,
      },
    );
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 1200 }), (parts, first) => {
        const shares = [first, 1200 - first];
        const before: RefundRequest[] = [];
        const sums = { amount: 0, tax: 0, payment: 0, card: 0, shop: 0 };
        for (const part of parts) {
          const request: RefundRequest =
            part === "s"
              ? { lines: [], shipping: shares.pop()! }
              : { lines: [{ id: part, quantity: 1 }], shipping: 0 };
          const one = refund(answer, paid, before, request);
          before.push(request);
          sums.amount += one.amount;
          sums.tax += one.tax;
          sums.payment += one.toPayment;
          sums.card += one.toTenders[0]?.amount ?? 0;
          sums.shop += one.shop;
        }
        const { total, tax, due, shopTotal } = answer;
        expect(sums).toEqual({ amount: total, tax, payment: due, card: 5001, shop: shopTotal });
      }),
    );
  });

  it("refuses more than is left", () => {
    const answer = totals(paid);
    const units = (quantity: number) => ({ lines: [{ id: "cup", quantity }], shipping: 0 });
    expect(() => refund(answer, paid, [units(3)], units(3))).toThrow(
      expect.objectContaining({ code: "refund_too_many" }),
    );
    const shipping = () =>
      refund(answer, paid, [{ lines: [], shipping: 1000 }], { lines: [], shipping: 201 });
    expect(shipping).toThrow(expect.objectContaining({ code: "refund_too_large" }));
  });
});
