import { expect, it } from "vitest";
import { deliveryPromise } from "./delivery-promise.ts";
import type { Charge, Rate, Zone } from "./terms.ts";

const flat = (price: number): Charge => ({ kind: "flat", price });
const rate = (charge: Charge, minDays: number, maxDays: number, rest: Partial<Rate> = {}): Rate => ({
  ...{ id: `${minDays}`, name: {}, charge, freeAbove: null, minimum: null, minDays, maxDays, ...rest },
});
const zone = (places: Zone["places"], rates: readonly Rate[], kind: Zone["kind"] = "shipping"): Zone => ({
  ...{ id: "z", kind, places, surcharges: [], rates },
});
const home = [{ country: "CN" }];

it.each<[string, readonly Zone[], ReturnType<typeof deliveryPromise>]>([
  [
    "the cheapest way, of two the quicker, and the lowest sum from which any is free",
    [
      zone(home, [
        rate(flat(900), 3, 6),
        rate(flat(900), 2, 4, { freeAbove: 30_000 }),
        rate(flat(2_000), 1, 1, { freeAbove: 19_900 }),
      ]),
    ],
    { minDays: 2, maxDays: 4, freeAbove: 19_900 },
  ],
  ["what is always free", [zone(home, [rate(flat(0), 5, 9)])], { minDays: 5, maxDays: 9, freeAbove: 0 }],
  [
    "a charge by weight says its days all the same",
    [
      zone(home, [
        rate(
          {
            kind: "steps",
            firstGrams: 1_000,
            firstPrice: 800,
            furtherGrams: 1_000,
            furtherPrice: 300,
            mostGrams: null,
          },
          2,
          3,
        ),
      ]),
    ],
    { minDays: 2, maxDays: 3, freeAbove: null },
  ],
  [
    "nothing where a province has to be known",
    [zone([{ country: "CN", province: "浙江省" }], [rate(flat(0), 1, 2)])],
    null,
  ],
  ["nothing of local delivery", [zone(home, [rate(flat(0), 0, 0)], "local")], null],
  ["nothing where nothing is sent", [zone([{ country: "US" }], [rate(flat(0), 1, 2)])], null],
])("promises %s", (_, zones, promise) => {
  expect(deliveryPromise(zones, "CN")).toEqual(promise);
});
