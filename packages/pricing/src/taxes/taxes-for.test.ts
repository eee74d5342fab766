import { describe, expect, it } from "vitest";
import { totals } from "../totals/totals.ts";
import { arePostcodes } from "./place.ts";
import { presetOf, provincePresets } from "./presets.ts";
import { provinceKey } from "./provinces.ts";
import { CountryTaxesInput } from "./schemas.ts";
import { taxName } from "./tax-name.ts";
import { taxesFor, taxesOfCart } from "./taxes-for.ts";
import type { CountryTaxes, Place, PlaceRate, TaxTerms } from "./terms.ts";

const rate = (basisPoints: number, more: Partial<PlaceRate> = {}): PlaceRate => ({
  name: "Sales tax",
  taxClass: "standard",
  province: "",
  city: "",
  postcodes: "",
  basisPoints,
  ...more,
});
const place = (country: string, more: Partial<Place> = {}): Place => ({
  country,
  province: "",
  city: "",
  postcode: "",
  ...more,
});
const terms = (countries: Record<string, Partial<CountryTaxes>>): TaxTerms => ({
  countries: Object.fromEntries(
    Object.entries(countries).map(([code, one]) => [code, { ...presetOf("ZZ"), ...one }]),
  ),
  elsewhere: { isIncluded: true, basisPoints: 1300 },
});
const points = (all: TaxTerms, at: Place, taxClass = "standard") =>
  taxesFor(all, at, taxClass).map(({ name, basisPoints }) => [name, basisPoints]);

// A cart of prices in minor units, all of one class, summed at a place.
function sums(
  all: TaxTerms,
  at: Place,
  prices: readonly number[],
  more: { isExempt?: boolean; shipping?: number } = {},
) {
  const taxes = taxesOfCart(all, at, { classes: prices.map(() => "standard"), ...more });
  return totals({
    version: 2,
    currency: "USD",
    shop: { currency: "USD", rate: "1" },
    tax: taxes.tax,
    lines: prices.map((unitPrice, index) => ({
      id: `${index}`,
      quantity: 1,
      unitPrice,
      taxes: taxes.lines[index]!,
    })),
    shipping: { price: more.shipping ?? 0, freeAbove: null, taxes: taxes.shipping },
    discounts: [],
    tenders: [],
  });
}

describe("the rate of a place", () => {
  const all = terms({
    US: {
      isIncluded: false,
      rates: [
        rate(725, { province: "CA" }),
        rate(950, { province: "California", city: "Los Angeles" }),
        rate(1025, { province: "CA", postcodes: "90210, 903*" }),
        rate(1000, { province: "CA", postcodes: "90001..90299" }),
        rate(400, { province: "NY" }),
      ],
    },
  });

  it.each([
    ["the state by its code", { province: "CA" }, 725],
    ["the state by its name, whatever its case", { province: " california " }, 725],
    ["the city in it", { province: "CA", city: "los angeles" }, 950],
    ["a range of postcodes before a city", { province: "CA", city: "Los Angeles", postcode: "90012" }, 1000],
    ["the first and the last of a range", { province: "CA", postcode: "90299" }, 1000],
    ["not the one after it", { province: "CA", postcode: "90300" }, 1025],
    ["one postcode before a range", { province: "CA", postcode: "90210" }, 1025],
    ["a ZIP+4 as its ZIP", { province: "CA", postcode: "90210-1234" }, 1025],
    ["full-width digits", { province: "CA", postcode: "９０２１０" }, 1025],
    ["no beginning that is shorter", { province: "CA", postcode: "90" }, 725],
  ])("is %s", (_, at, expected) => {
    expect(points(all, place("US", at))).toEqual([["Sales tax", expected]]);
  });

  it("is none where the country has rates, but none there; and the market's in another country", () => {
    expect(points(all, place("US", { province: "Oregon" }))).toEqual([]);
    expect(points(all, place("US"))).toEqual([]);
    expect(points(all, place("FR"))).toEqual([["", 1300]]);
  });

  it("is known by Chinese names with and without their endings, and by pinyin", () => {
    const china = terms({ CN: { rates: [rate(900, { province: "广东", city: "深圳市" }), rate(1300)] } });
    for (const province of ["广东省", "广东", "Guangdong", "guangdong province"])
      expect(points(china, place("CN", { province, city: "深圳" }))).toEqual([["Sales tax", 900]]);
    expect(points(china, place("CN", { province: "广西壮族自治区", city: "深圳" }))).toEqual([
      ["Sales tax", 1300],
    ]);
    for (const one of ["新疆", "Xinjiang"])
      expect(provinceKey("CN", one)).toBe(provinceKey("CN", "新疆维吾尔自治区"));
    expect(provinceKey("CN", "香港特别行政区")).toBe(provinceKey("CN", "Hong Kong"));
    for (const one of ["Québec", "quebec", "PQ"])
      expect(provinceKey("CA", one)).toBe(provinceKey("CA", "QC"));
    expect(provinceKey("US", "Washington, DC")).not.toBe(provinceKey("US", "WA"));
  });

  it("is read from postcodes with letters", () => {
    const canada = terms({
      CA: { rates: [rate(100, { postcodes: "V5K..V7Y" }), rate(200, { postcodes: "H*" })] },
    });
    expect(points(canada, place("CA", { postcode: "v6b 1a1" }))).toEqual([["Sales tax", 100]]);
    expect(points(canada, place("CA", { postcode: "V8A 1A1" }))).toEqual([]);
    expect(points(canada, place("CA", { postcode: "h2x 1y4" }))).toEqual([["Sales tax", 200]]);
  });

  it("takes postcodes that mean something, and refuses those that do not", () => {
    for (const good of [
      "",
      "90210",
      "902*",
      "90001..90099",
      "90001-90099",
      "01310-100",
      "100-0001, 100-0002",
      "V5K – V7Y",
    ])
      expect([good, arePostcodes(good)]).toEqual([good, true]);
    for (const bad of ["*", "9*1", "90099..90001", "900..90099", "1..2..3", "902*..903*"])
      expect([bad, arePostcodes(bad)]).toEqual([bad, false]);
    const input = {
      country: "US",
      isIncluded: false,
      rounding: "line",
      shipping: "none",
      shippingClass: null,
    };
    expect(CountryTaxesInput.safeParse({ ...input, rates: [rate(997.5)] }).success).toBe(true);
    expect(CountryTaxesInput.safeParse({ ...input, rates: [rate(997.555)] }).success).toBe(false);
    expect(CountryTaxesInput.safeParse({ ...input, rates: [rate(10_001)] }).success).toBe(false);
  });
});

describe("classes of goods", () => {
  const all = terms({ CA: presetOf("CA"), DE: presetOf("DE"), DK: presetOf("DK") });

  it("have the rate of their class, else the standard one, and zero none", () => {
    expect(points(all, place("DE"), "reduced")).toEqual([["VAT", 700]]);
    expect(points(all, place("DK"), "reduced")).toEqual([["VAT", 2500]]);
    expect(points(all, place("DE"), "books")).toEqual([["VAT", 1900]]);
    expect(points(all, place("DE"), "zero")).toEqual([]);
    expect(points(all, place("FR"), "zero")).toEqual([]);
  });

  it("are exempt from one tax of two where the merchant says so", () => {
    const books = {
      ...presetOf("CA"),
      rates: [...presetOf("CA").rates, rate(0, { name: "PST", taxClass: "books" })],
    };
    const at = place("CA", { province: "BC" });
    expect(points(terms({ CA: books }), at, "books")).toEqual([["GST", 500]]);
    expect(points(terms({ CA: books }), at)).toEqual([
      ["GST", 500],
      ["PST", 700],
    ]);
  });
});

describe("sums", () => {
  it("of prices that include tax stay wherever they go; what is inside changes", () => {
    const all = terms({ DE: presetOf("DE"), FR: presetOf("FR") });
    const [german, french] = [sums(all, place("DE"), [11_900]), sums(all, place("FR"), [11_900])];
    expect([german.total, german.tax]).toEqual([11_900, 1900]);
    expect([french.total, french.tax]).toEqual([11_900, 1983]);
  });

  it("of two taxes have both: GST and QST of Québec to a thousandth of a percent", () => {
    const all = terms({ CA: presetOf("CA") });
    const quebec = sums(all, place("CA", { province: "Québec" }), [10_000]);
    // 5 % of 100.00 is 5.00; 9.975 % is 9.975, which is 9.98.
    expect(quebec.lines[0]!.taxes.map(({ amount }) => amount)).toEqual([500, 998]);
    expect(quebec.total).toBe(11_498);
    // Ontario has the one harmonised tax.
    expect(points(all, place("CA", { province: "ON" }))).toEqual([["HST", 1300]]);
    expect(points(all, place("CA", { province: "Alberta" }))).toEqual([["GST", 500]]);
  });

  it("are rounded once for an order in Japan, and for each line in China", () => {
    const japan = sums(terms({ JP: presetOf("JP") }), place("JP"), [108, 108, 108]);
    // 324 · 10 / 110 = 29.45; by line 3 · round(9.82) would be 30.
    expect(japan.tax).toBe(29);
    const china = sums(terms({ CN: presetOf("CN") }), place("CN"), [108, 108, 108]);
    // 108 · 13 / 113 = 12.42 each; together it would be 37.27, that is 37.
    expect(china.tax).toBe(36);
  });

  it("tax shipping not at all, as what is sent, or by its own rate", () => {
    const of = (shipping: CountryTaxes["shipping"]) =>
      sums(
        terms({ JP: { ...presetOf("JP"), isIncluded: false, shipping, shippingClass: "standard" } }),
        place("JP"),
        [1000],
        { shipping: 500 },
      ).shipping!.taxes;
    expect(of("none")).toEqual([]);
    expect(of("as-goods").map(({ amount }) => amount)).toEqual([50]);
    expect(of("class").map(({ amount }) => amount)).toEqual([50]);
    const food = taxesOfCart(terms({ JP: presetOf("JP") }), place("JP"), { classes: ["reduced"] });
    expect([food.lines[0]![0]!.basisPoints, food.shipping]).toEqual([
      800,
      [{ id: "Consumption tax@1000", basisPoints: 1000 }],
    ]);
  });

  it("free who is exempt from what is inside, and from what would come on top", () => {
    const inside = sums(terms({ DE: presetOf("DE") }), place("DE"), [11_900], { isExempt: true });
    expect([inside.total, inside.tax, inside.removed]).toEqual([10_000, 0, 1900]);
    const onTop = sums(terms({ CA: presetOf("CA") }), place("CA"), [10_000], {
      isExempt: true,
      shipping: 700,
    });
    expect([onTop.total, onTop.tax, onTop.removed]).toEqual([10_700, 0, 0]);
  });
});

describe("presets", () => {
  it("are rates that the tables take, of names that are words in both languages", () => {
    for (const country of ["DE", "FI", "GB", "CN", "JP", "AU", "NZ", "CA", "US", "ZZ"])
      expect(CountryTaxesInput.safeParse({ country, ...presetOf(country) }).error?.issues ?? []).toEqual([]);
    expect(provincePresets("US")).toHaveLength(46);
    expect(provincePresets("US").find(({ province }) => province === "MN")!.basisPoints).toBe(687.5);
    expect(presetOf("US").rates).toEqual([]);
    expect([
      taxName("VAT", "zh-CN"),
      taxName("增值税", "en"),
      taxName("", "zh-CN"),
      taxName("QST", "zh-CN"),
    ]).toEqual(["增值税", "VAT", "税费", "QST"]);
  });
});
