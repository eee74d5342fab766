import type { ZoneView } from "@hutong/pricing";
import { expect, it } from "vitest";
import { formField, inputOf, newRate, valuesOf, type ZoneValues } from "./zone-values.ts";

const at = { id: "z", marketId: "m", kind: "shipping" as const, currency: "CNY" };
const rest = { freeAbove: 9900, minimum: null, minDays: 2, maxDays: 4 };
const zone: ZoneView = {
  id: "z",
  kind: "shipping",
  name: "Home",
  places: [{ country: "CN", province: "新疆" }],
  surcharges: [{ places: [{ country: "CN" }], amount: 150, isFreeKept: true }],
  rates: [
    { id: "a", name: { en: "A" }, charge: { kind: "flat", price: 1200 }, ...rest },
    {
      id: "b",
      name: { en: "B" },
      charge: {
        kind: "steps",
        firstGrams: 1500,
        firstPrice: 1200,
        furtherGrams: 500,
        furtherPrice: 300,
        mostGrams: null,
      },
      ...rest,
    },
    {
      id: "c",
      name: { en: "C" },
      charge: {
        kind: "tiers",
        of: "weight",
        tiers: [
          { upTo: 250, price: 0 },
          { upTo: null, price: 5 },
        ],
      },
      ...rest,
    },
    {
      id: "d",
      name: { en: "D" },
      charge: { kind: "tiers", of: "price", tiers: [{ upTo: 250, price: 1 }] },
      ...rest,
    },
    {
      id: "e",
      name: { en: "E" },
      charge: { kind: "tiers", of: "quantity", tiers: [{ upTo: 3, price: 1 }] },
      ...rest,
    },
  ],
};

it("what a zone's form shows and sends back is the zone", () => {
  const { id, ...input } = zone;
  expect(inputOf(valuesOf(zone, "CNY"), at)).toEqual({ input: { ...input, id, marketId: "m" } });
});

it("amounts have as many decimals as their currency", () => {
  expect(valuesOf(zone, "JPY").rates[0]!.price).toBe("1200");
  expect(valuesOf(zone, "KWD").rates[0]!.price).toBe("1.200");
});

it("says of every field what is wrong with it", () => {
  const values: ZoneValues = {
    name: "",
    places: [],
    surcharges: [{ places: [], amount: "x", isFreeKept: false }],
    rates: [
      { ...newRate(), price: "", minDays: "-1", freeAbove: "1.234" },
      {
        ...newRate(),
        kind: "steps",
        firstWeight: "0",
        firstPrice: "1",
        furtherWeight: "1.2345",
        furtherPrice: "1",
      },
      { ...newRate(), kind: "quantity", tiers: [{ upTo: "1.5", price: "1" }] },
    ],
  };
  const read = inputOf(values, at);
  expect("faults" in read && Object.keys(read.faults).toSorted()).toEqual([
    "places",
    "rates.0.freeAbove",
    "rates.0.minDays",
    "rates.0.price",
    "rates.1.firstWeight",
    "rates.1.furtherWeight",
    "rates.2.tiers.0.upTo",
    "surcharges.0.amount",
    "surcharges.0.places",
  ]);
});

it.each([
  ["rates.0.charge.tiers.1.upTo", "rates.0.tiers.1.upTo"],
  ["rates.0.charge.mostGrams", "rates.0.mostWeight"],
  ["rates.0.name", "rates.0.names"],
  ["rates.0.maxDays", "rates.0.maxDays"],
])("the server's %s is the form's %s", (field, answer) => {
  expect(formField(field)).toBe(answer);
});
