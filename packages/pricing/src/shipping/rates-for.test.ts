import { describe, expect, it } from "vitest";
import { provinceCode } from "./places.ts";
import { offerPrice, ratesFor } from "./rates-for.ts";
import type { Charge, Destination, Parcel, Place, Rate, Zone } from "./terms.ts";

const to = (country: string, rest: Partial<Destination> = {}): Destination => ({
  country,
  province: "",
  city: "",
  district: "",
  postcode: "",
  ...rest,
});
const parcel = (given: Partial<Parcel> = {}): Parcel => ({ grams: 500, quantity: 1, sum: 10_000, ...given });
const rate = (id: string, charge: Charge | number, rest: Partial<Rate> = {}): Rate => ({
  id,
  name: { en: id },
  charge: typeof charge === "number" ? { kind: "flat", price: charge } : charge,
  freeAbove: null,
  minimum: null,
  minDays: 1,
  maxDays: 3,
  ...rest,
});
const zone = (places: readonly Place[], rates: readonly Rate[], rest: Partial<Zone> = {}): Zone => ({
  id: rates[0]?.id ?? "none",
  kind: "shipping",
  places,
  surcharges: [],
  rates,
  ...rest,
});
const offered = (zones: readonly Zone[], where: Destination, what = parcel()) => {
  const { offers, why } = ratesFor({ zones }, where, what);
  return why ?? offers.map(({ id, price }) => `${id} ${price}`);
};

describe("the most special zone", () => {
  const zones = [
    zone([{ country: "*" }], [rate("world", 9000)]),
    zone([{ country: "CN" }, { country: "HK" }], [rate("home", 1000), rate("express", 2500)]),
    zone(
      [
        { country: "CN", province: "新疆维吾尔自治区" },
        { country: "CN", province: "西藏" },
      ],
      [rate("far", 3000)],
    ),
    zone([{ country: "CN", province: "广东省", city: "深圳市" }], [rate("near", 500)]),
    zone([{ country: "CN", province: "北京市", city: "北京市", district: "东城区" }], [rate("hutong", 300)]),
    zone([{ country: "CN", province: "台湾省" }], []),
    zone([{ country: "US", province: "CA" }], [rate("west", 4000)]),
    zone([{ country: "GB", postcode: "EC*" }], [rate("city", 2000)]),
  ];
  it.each<[string, Destination, string | string[]]>([
    ["everywhere else", to("FR"), ["world 9000"]],
    ["a country", to("HK"), ["home 1000", "express 2500"]],
    ["a country before its province is known", to("CN"), ["home 1000", "express 2500"]],
    ["a province by its short name", to("CN", { province: "新疆" }), ["far 3000"]],
    [
      "a province by its whole name where the zone has the short one",
      to("CN", { province: "西藏自治区" }),
      ["far 3000"],
    ],
    ["a province that is named alike", to("CN", { province: "新 疆" }), ["far 3000"]],
    ["a city", to("CN", { province: "广东", city: "深圳" }), ["near 500"]],
    [
      "another city of its province",
      to("CN", { province: "广东省", city: "广州市" }),
      ["home 1000", "express 2500"],
    ],
    ["a district", to("CN", { province: "北京", city: "北京", district: "东城区" }), ["hutong 300"]],
    [
      "a district of that name elsewhere",
      to("CN", { province: "天津市", city: "天津市", district: "东城区" }),
      ["home 1000", "express 2500"],
    ],
    ["a province without rates", to("CN", { province: "台湾省" }), "province_not_shipped"],
    ["a state by its name", to("US", { province: "California" }), ["west 4000"]],
    ["another state falls to everywhere", to("US", { province: "NY" }), ["world 9000"]],
    ["a postcode's beginning", to("GB", { postcode: "ec1a 1bb" }), ["city 2000"]],
    ["another postcode", to("GB", { postcode: "W1A 1AA" }), ["world 9000"]],
  ])("%s", (_, where, answer) => {
    expect(offered(zones, where)).toEqual(answer);
  });

  it("is several where they name it equally, in the merchant's order", () => {
    const both = [
      zone([{ country: "US" }, { country: "CA" }], [rate("a", 1)]),
      zone([{ country: "US" }], [rate("b", 2)]),
    ];
    expect(offered(both, to("US"))).toEqual(["a 1", "b 2"]);
  });

  it("has local delivery beside it, not in its place", () => {
    const local = zone([{ country: "CN", district: "东城区" }], [rate("rider", 800, { minimum: 5000 })], {
      kind: "local",
    });
    const here = to("CN", { province: "北京市", city: "北京市", district: "东城" });
    expect(offered([zones[1]!, local], here)).toEqual(["home 1000", "express 2500", "rider 800"]);
    expect(offered([zones[1]!, local], here, parcel({ sum: 4999 }))).toEqual(["home 1000", "express 2500"]);
    expect(offered([local], here, parcel({ sum: 4999 }))).toBe("below_minimum");
  });
});

describe("why nothing is offered", () => {
  const west = [zone([{ country: "US", province: "CA" }], [rate("west", 4000)])];
  it.each<[string, Zone[], Destination, string]>([
    ["no zone at all", [], to("US"), "country_not_shipped"],
    ["another country", west, to("CA"), "country_not_shipped"],
    ["a part of the country, and no province yet", west, to("US"), "province_needed"],
    [
      "a part of the country, and another province",
      west,
      to("US", { province: "NY" }),
      "province_not_shipped",
    ],
    [
      "a country without rates",
      [zone([{ country: "*" }], [rate("w", 1)]), zone([{ country: "KP" }], [])],
      to("KP"),
      "country_not_shipped",
    ],
  ])("%s", (_, zones, where, why) => {
    expect(offered(zones, where)).toBe(why);
  });
});

describe("what a rate costs", () => {
  const cn = (charge: Charge, rest: Partial<Rate> = {}) => [
    zone([{ country: "CN" }], [rate("r", charge, rest)]),
  ];
  const steps: Charge = {
    kind: "steps",
    firstGrams: 1000,
    firstPrice: 1200,
    furtherGrams: 500,
    furtherPrice: 300,
    mostGrams: 20_000,
  };
  it.each([
    [0, ["r 1200"]],
    [1000, ["r 1200"]],
    [1001, ["r 1500"]],
    [1500, ["r 1500"]],
    [1501, ["r 1800"]],
    [20_000, ["r 12600"]],
    [20_001, "too_heavy"],
  ])("首重 and 续重 of %i grams", (grams, answer) => {
    expect(offered(cn(steps), to("CN"), parcel({ grams }))).toEqual(answer);
  });

  const tiers = (of: "weight" | "price" | "quantity"): Charge => ({
    kind: "tiers",
    of,
    tiers: [
      { upTo: 2, price: 500 },
      { upTo: 10, price: 900 },
    ],
  });
  it.each([
    ["weight" as const, { grams: 2 }, { grams: 3 }, { grams: 11 }, "too_heavy"],
    ["price" as const, { sum: 2 }, { sum: 3 }, { sum: 11 }, "sum_too_large"],
    ["quantity" as const, { quantity: 2 }, { quantity: 3 }, { quantity: 11 }, "too_many"],
  ])("tiers of %s", (of, first, second, over, why) => {
    expect(offered(cn(tiers(of)), to("CN"), parcel(first))).toEqual(["r 500"]);
    expect(offered(cn(tiers(of)), to("CN"), parcel(second))).toEqual(["r 900"]);
    expect(offered(cn(tiers(of)), to("CN"), parcel(over))).toBe(why);
  });

  it("a last tier without an end takes everything", () => {
    const open: Charge = { kind: "tiers", of: "weight", tiers: [{ upTo: null, price: 7 }] };
    expect(offered(cn(open), to("CN"), parcel({ grams: 10 ** 12 }))).toEqual(["r 7"]);
  });

  it("more than can be counted is too heavy", () => {
    const dear: Charge = {
      ...steps,
      furtherGrams: 1,
      furtherPrice: Number.MAX_SAFE_INTEGER,
      mostGrams: null,
    };
    expect(offered(cn(dear), to("CN"), parcel({ grams: 10_000 }))).toBe("too_heavy");
  });

  it("a surcharge of the place that names it most specially is in the price, and free delivery may end there", () => {
    const far = zone([{ country: "CN" }], [rate("r", 1000, { freeAbove: 9900 })], {
      surcharges: [
        {
          places: [
            { country: "CN", province: "新疆" },
            { country: "CN", province: "西藏" },
          ],
          amount: 1500,
          isFreeKept: false,
        },
        { places: [{ country: "CN", province: "新疆", city: "喀什地区" }], amount: 2500, isFreeKept: true },
      ],
    });
    const at = (where: Destination) => {
      const [offer] = ratesFor({ zones: [far] }, where, parcel()).offers;
      return [offer!.price, offer!.surcharge, offerPrice(offer!, 9899), offerPrice(offer!, 9900)];
    };
    expect(at(to("CN", { province: "广东省" }))).toEqual([1000, 0, 1000, 0]);
    expect(at(to("CN", { province: "新疆维吾尔自治区" }))).toEqual([2500, 1500, 2500, 2500]);
    expect(at(to("CN", { province: "新疆", city: "喀什" }))).toEqual([3500, 2500, 3500, 0]);
  });
});

it("knows a province however it is written, and leaves alone what it does not know", () => {
  expect(
    ["内蒙古", "内蒙古自治区", "上海", "California", "ca", "Québec", "N.S.W"].map((text, index) =>
      provinceCode(["CN", "CN", "CN", "US", "US", "CA", "AU"][index]!, text),
    ),
  ).toEqual(["内蒙古自治区", "内蒙古自治区", "上海市", "CA", "CA", "QC", "NSW"]);
  expect(provinceCode("FR", "Île-de-France")).toBe("Île-de-France");
});
