import { describe, expect, it } from "vitest";
import { type ListPrice, listsInEffect, nextChange, type PriceList } from "./price-list.ts";
import { readPriceText, writePriceText } from "./price-text.ts";
import { priceVariant, quantityBreaks } from "./price-variant.ts";

const market = { currency: "EUR", shopCurrency: "CNY", rate: "0.13", adjustment: 0, step: 1, under: 0 };
const list = (id: string, rest: Partial<PriceList> = {}): PriceList => ({
  ...{ id, name: id, kind: "market", groupId: null, startsAt: null, endsAt: null, basisPoints: null },
  ...{ hasPrices: true, ...rest },
});
const price = (listId: string, amount: number, from = 1): ListPrice => ({
  ...{ listId, variantId: "tin", from, price: amount, basisPoints: null },
});
const off = (listId: string, basisPoints: number, from = 1): ListPrice => ({
  ...{ listId, variantId: "tin", from, price: null, basisPoints },
});
// 100 yuan are 13 euros.
const tin = { id: "tin", amount: 10_000, compareAt: null, quantity: 1 };
const sale = list("sale", { kind: "sale", basisPoints: 1000 });
const trade = list("trade", { kind: "group", groupId: "g", basisPoints: 2000 });

describe("priceVariant", () => {
  it.each([
    ["converted", {}, [], [], { amount: 1300, list: 1300, by: "list", priceList: null, compareAt: null }],
    ["its former price too", { compareAt: 20_000 }, [], [], { amount: 1300, compareAt: 2600 }],
    [
      "fixed",
      { compareAt: 20_000 },
      [list("a")],
      [price("a", 1500)],
      { amount: 1500, by: "fixed", compareAt: null },
    ],
    [
      "fixed above",
      {},
      [list("a"), sale],
      [price("a", 1500)],
      { amount: 1350, list: 1500, by: "sale", compareAt: 1500 },
    ],
    [
      "the first of two fixed",
      {},
      [list("a"), list("b")],
      [price("b", 1), price("a", 1500)],
      { amount: 1500 },
    ],
    ["a sale in percent", {}, [sale], [], { amount: 1170, by: "sale", priceList: "sale" }],
    ["what a sale names", {}, [sale], [price("sale", 1250)], { amount: 1250, by: "sale", compareAt: 1300 }],
    [
      "no sale above the list",
      {},
      [sale],
      [price("sale", 1400)],
      { amount: 1300, by: "list", compareAt: null },
    ],
    [
      "the smaller of sale and group",
      {},
      [sale, trade],
      [],
      { amount: 1040, by: "group", priceList: "trade" },
    ],
    [
      "a break",
      { quantity: 10 },
      [list("a")],
      [price("a", 1200, 10), off("a", 5000, 11)],
      { amount: 1200, by: "break" },
    ],
    ["no break yet", { quantity: 9 }, [list("a")], [price("a", 1200, 10)], { amount: 1300, by: "list" }],
    [
      "the largest break, of the first list",
      { quantity: 20 },
      [list("a"), list("b")],
      [off("b", 9000, 20), off("a", 2500, 20)],
      { amount: 975, by: "break", priceList: "a" },
    ],
    ["another's price", {}, [list("a")], [{ ...price("a", 1), variantId: "bag" }], { amount: 1300 }],
  ])("%s", (_, change, lists, prices, expected) => {
    expect(priceVariant(market, { ...tin, ...change }, lists, prices)).toMatchObject(expected);
  });

  it("shows the breaks that are any", () => {
    const prices = [price("a", 1250, 3), price("a", 1299, 5), price("a", 1100, 10)];
    expect(quantityBreaks(market, tin, [list("a")], prices)).toEqual([
      { from: 3, price: 1250 },
      { from: 10, price: 1100 },
    ]);
  });
});

it("knows which lists hold, and when that changes", () => {
  const now = new Date("2026-11-28T10:00:00Z");
  const lists = [
    list("ahead", { kind: "sale", startsAt: "2026-11-28T11:00:00Z" }),
    list("open", { kind: "sale", startsAt: "2026-11-28T10:00:00+00:00", endsAt: "2026-11-28T10:00:01Z" }),
    list("over", { kind: "sale", endsAt: "2026-11-28T10:00:00Z" }),
    trade,
  ];
  const ids = (groupId: string | null) => listsInEffect(lists, { now, groupId }).map(({ id }) => id);
  expect(ids(null)).toEqual(["open"]);
  expect(ids("g")).toEqual(["open", "trade"]);
  expect(nextChange(lists, now)).toEqual(new Date("2026-11-28T10:00:01Z"));
  expect(nextChange([trade], now)).toBeNull();
});

describe("a pasted price list", () => {
  it("is read in the ways that sheets write it, and written so that it is read again", () => {
    const lines = readPriceText(
      "SKU\tfrom\tprice\nA-1\t12.50\n# ours\n\nA-1；10；１１\r\nB, 5, -12.5%\nC, 20 %",
      "EUR",
    );
    expect(lines.map(({ line: _, ...rest }) => rest)).toEqual([
      { key: "A-1", from: 1, price: 1250, basisPoints: null },
      { key: "A-1", from: 10, price: 1100, basisPoints: null },
      { key: "B", from: 5, price: null, basisPoints: 1250 },
      { key: "C", from: 1, price: null, basisPoints: 2000 },
    ]);
    expect(readPriceText(writePriceText(lines, "EUR"), "EUR").map(({ key, from }) => [key, from])).toEqual(
      lines.map(({ key, from }) => [key, from]),
    );
  });

  it.each([
    ["A", "price_line_unread", 1],
    ["A, 1\nB, 1, 2, 3", "price_line_unread", 2],
    ["A, 0, 5", "price_line_quantity", 1],
    ["A, 10000, 5", "price_line_quantity", 1],
    ["A, 5\nA, 1, 6", "price_line_twice", 2],
    ["A, 101%", "price_line_percent", 1],
    ["A, x", "price_invalid", 1],
    ["A, 1.005", "price_too_precise", 1],
    ["A, -1", "price_negative", 1],
  ])("%o is refused: %s", (text, code, line) => {
    expect(() => readPriceText(text, "EUR")).toThrow(
      expect.objectContaining({ fields: { prices: code }, params: expect.objectContaining({ line }) }),
    );
  });
});
