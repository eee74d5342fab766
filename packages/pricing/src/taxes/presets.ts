import type { CountryTaxes, PlaceRate } from "./terms.ts";

// The usual rates of 2025, as remembered from the European Commission's "Taxes in Europe" tables, gov.uk, canada.ca, ato.gov.au,
// ird.govt.nz, nta.go.jp, chinatax.gov.cn and the Tax Foundation's state table; not compared with them since. They are what a
// merchant begins with and answers for, never what the law is.

// "country standard reduced", in percent; "-" has no reduced rate.
const vat = `AT 20 10|BE 21 6|BG 20 9|CH 8.1 2.6|CY 19 9|CZ 21 12|DE 19 7|DK 25 -|EE 24 9|ES 21 10|FI 25.5 14|FR 20 5.5|GB 20 5|GR 24 13
|HR 25 13|HU 27 5|IE 23 13.5|IT 22 10|LT 21 9|LU 17 8|LV 21 12|MT 18 5|NL 21 9|NO 25 15|PL 23 8|PT 23 6|RO 21 11|SE 25 12|SI 22 9.5|SK 23 19`;

// The state's own part, without what counties and cities add.
const states = `AL 4|AZ 5.6|AR 6.5|CA 7.25|CO 2.9|CT 6.35|DC 6|FL 6|GA 4|HI 4|ID 6|IL 6.25|IN 7|IA 6|KS 6.5|KY 6|LA 5|ME 5.5|MD 6|MA 6.25|MI 6
|MN 6.875|MS 7|MO 4.225|NE 5.5|NV 6.85|NJ 6.625|NM 4.875|NY 4|NC 4.75|ND 5|OH 5.75|OK 4.5|PA 6|RI 7|SC 6|SD 4.2|TN 7|TX 6.25|UT 6.1|VT 6|VA 5.3
|WA 6.5|WV 6|WI 5|WY 4`;

const hst = "NB 15|NL 15|NS 14|ON 13|PE 15";
const provincial = "BC PST 7|MB RST 7|QC QST 9.975|SK PST 6";

const rowsOf = (list: string) =>
  list
    .replaceAll("\n", "")
    .split("|")
    .map((row) => row.split(" "));

const points = (percent: string) => Math.round(Number(percent) * 10_000) / 100;

function rate(name: string, percent: string, more: Partial<PlaceRate> = {}): PlaceRate {
  return {
    name,
    taxClass: "standard",
    province: "",
    city: "",
    postcodes: "",
    basisPoints: points(percent),
    ...more,
  };
}

const reduced = { taxClass: "reduced" };
// Shipping has the taxes of what is sent, and a bill is rounded as a whole, where a country says nothing else.
const usual = { isIncluded: true, rounding: "order", shipping: "as-goods", shippingClass: null } as const;

function canada(): PlaceRate[] {
  return [
    rate("GST", "5"),
    ...rowsOf(hst).flatMap(([province, percent]) => [
      rate("GST", "0", { province: province! }),
      rate("HST", percent!, { province: province! }),
    ]),
    ...rowsOf(provincial).map(([province, name, percent]) => rate(name!, percent!, { province: province! })),
  ];
}

const presets: Readonly<Record<string, CountryTaxes>> = {
  ...Object.fromEntries(
    rowsOf(vat).map(([country, standard, low]) => [
      country!,
      { ...usual, rates: [rate("VAT", standard!), ...(low === "-" ? [] : [rate("VAT", low!, reduced)])] },
    ]),
  ),
  // A 发票 states the tax of each line.
  CN: {
    ...usual,
    rounding: "line",
    rates: [
      rate("VAT", "13"),
      rate("VAT", "9", reduced),
      // Services of small and general payers alike.
      rate("VAT", "6", { taxClass: "services" }),
    ],
  },
  // Rounded once for each rate of a bill (qualified invoices, October 2023); delivery has the standard rate with food too.
  JP: {
    ...usual,
    shipping: "class",
    shippingClass: "standard",
    rates: [rate("Consumption tax", "10"), rate("Consumption tax", "8", reduced)],
  },
  AU: { ...usual, rates: [rate("GST", "10")] },
  NZ: { ...usual, rates: [rate("GST", "15")] },
  SG: { ...usual, rates: [rate("GST", "9")] },
  CA: { ...usual, isIncluded: false, rates: canada() },
  // Taxes are owed only in states where a merchant is registered, so none is there from the first.
  US: { ...usual, isIncluded: false, shipping: "none", rates: [] },
};

/** The usual taxes of a country to begin with; without rates where none are known, or where the merchant picks states. */
export function presetOf(country: string): CountryTaxes {
  return presets[country] ?? { ...usual, rates: [] };
}

/** Provinces with a usual rate of their own that a merchant may add, with that rate (the United States' states). */
export function provincePresets(country: string): readonly PlaceRate[] {
  return country === "US"
    ? rowsOf(states).map(([province, percent]) => rate("Sales tax", percent!, { province: province! }))
    : [];
}
