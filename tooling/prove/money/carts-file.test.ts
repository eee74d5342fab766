import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCarts } from "./carts-file.ts";
import { cart, lines, off, vat } from "./example-cart.ts";
import { randomTrial } from "./random-cart.ts";

const folder = mkdtempSync(join(tmpdir(), "hutong-carts-"));
const file = join(folder, "carts.jsonl");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...carts: unknown[]) {
  writeFileSync(file, carts.map((one) => `${JSON.stringify(one)}\n`).join("\n"));
  return readCarts(file);
}

describe("readCarts", () => {
  it("reads every random cart and its refunds as they are", () => {
    const trials = Array.from({ length: 300 }, (_, number) => randomTrial(5, number));
    const found = read(...trials.map((trial) => ({ ...trial.cart, refunds: trial.refunds })));
    expect(found.map((one) => one.cart)).toEqual(trials.map((one) => one.cart));
    expect(found.map((one) => one.refunds)).toEqual(trials.map((one) => one.refunds));
  });

  it.each([
    ["another version", { ...cart({}), version: 1 }, "version"],
    ["no lines", cart({ lines: [] }), "lines"],
    ["a fraction of a cent", cart({ lines: lines([1, 0.5]) }), "unitPrice"],
    ["an id twice", cart({ lines: [...lines([1, 5]), ...lines([1, 5])] }), "twice"],
    ["two rates of a tax", cart({ lines: lines([1, 5, vat(100)], [1, 5, vat(200)]) }), "two rates"],
    [
      "once off the order",
      cart({ discounts: [off("x", "order", { kind: "once", amount: 5 })] }),
      "another class",
    ],
  ])("says the place of %s", (_, wrong, says) => {
    expect(() => read(cart({}), wrong)).toThrow(`${file}:3 is no cart: `);
    expect(() => read(cart({}), wrong)).toThrow(says);
  });
});
