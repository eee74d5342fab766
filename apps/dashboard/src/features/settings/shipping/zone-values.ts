import { AppError, parseMoney, toDecimal } from "@hutong/kernel";
import type { ZoneView } from "@hutong/pricing";
import type { Charge, Place, ShippingZoneInput } from "@hutong/pricing/shipping";

/** How a rate is reckoned, as the form offers it. */
export const chargeKinds = ["flat", "steps", "weight", "price", "quantity"] as const;
export type ChargeKind = (typeof chargeKinds)[number];

/** A rate as it is typed: amounts in the market's currency, weights in kilograms. */
export interface RateValues {
  id: string;
  names: Record<string, string>;
  kind: ChargeKind;
  price: string;
  firstWeight: string;
  firstPrice: string;
  furtherWeight: string;
  furtherPrice: string;
  mostWeight: string;
  tiers: { upTo: string; price: string }[];
  freeAbove: string;
  minimum: string;
  minDays: string;
  maxDays: string;
}

export interface SurchargeValues {
  places: Place[];
  amount: string;
  isFreeKept: boolean;
}

/** A zone as it is typed. */
export interface ZoneValues {
  name: string;
  places: Place[];
  surcharges: SurchargeValues[];
  rates: RateValues[];
}

/** Kilograms as people write them, of grams. */
export function kilograms(grams: number): string {
  return String(grams / 1000);
}

const money = (amount: number | null, currency: string) =>
  amount === null ? "" : toDecimal({ amount, currency });

export function newRate(): RateValues {
  return {
    id: "",
    names: {},
    kind: "flat",
    price: "",
    firstWeight: "1",
    firstPrice: "",
    furtherWeight: "1",
    furtherPrice: "",
    mostWeight: "",
    tiers: [{ upTo: "", price: "" }],
    freeAbove: "",
    minimum: "",
    minDays: "2",
    maxDays: "5",
  };
}

function ofCharge(charge: Charge, currency: string): Partial<RateValues> {
  switch (charge.kind) {
    case "flat":
      return { kind: "flat", price: money(charge.price, currency) };
    case "steps":
      return {
        kind: "steps",
        firstWeight: kilograms(charge.firstGrams),
        firstPrice: money(charge.firstPrice, currency),
        furtherWeight: kilograms(charge.furtherGrams),
        furtherPrice: money(charge.furtherPrice, currency),
        mostWeight: charge.mostGrams === null ? "" : kilograms(charge.mostGrams),
      };
    case "tiers": {
      const measure = (upTo: number) =>
        charge.of === "weight"
          ? kilograms(upTo)
          : charge.of === "price"
            ? money(upTo, currency)
            : String(upTo);
      const tiers = charge.tiers.map(({ upTo, price }) => ({
        upTo: upTo === null ? "" : measure(upTo),
        price: money(price, currency),
      }));
      return { kind: charge.of, tiers };
    }
  }
}

/** A zone as its form has it; a new one with one rate to be filled in. */
export function valuesOf(zone: ZoneView | null, currency: string): ZoneValues {
  if (!zone) return { name: "", places: [], surcharges: [], rates: [newRate()] };
  return {
    name: zone.name,
    places: [...zone.places],
    surcharges: zone.surcharges.map(({ places, amount, isFreeKept }) => ({
      places: [...places],
      amount: money(amount, currency),
      isFreeKept,
    })),
    rates: zone.rates.map((rate) => ({
      ...newRate(),
      ...ofCharge(rate.charge, currency),
      id: rate.id,
      names: { ...rate.name },
      freeAbove: money(rate.freeAbove, currency),
      minimum: money(rate.minimum, currency),
      minDays: String(rate.minDays),
      maxDays: String(rate.maxDays),
    })),
  };
}

/** Reads fields of a form and keeps what is wrong with each: field → code. */
class Reader {
  readonly faults: Record<string, string> = {};
  readonly #currency: string;
  constructor(currency: string) {
    this.#currency = currency;
  }

  money(field: string, text: string): number {
    try {
      return parseMoney(text, this.#currency).amount;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.faults[field] = error.code;
      return 0;
    }
  }

  whole(field: string, text: string, least: number): number {
    const number = Number(text.trim());
    if (text.trim() !== "" && Number.isSafeInteger(number) && number >= least) return number;
    this.faults[field] = "number_invalid";
    return least;
  }

  grams(field: string, text: string): number {
    const [, kilos, rest = ""] = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
    const grams = kilos === undefined ? 0 : Number(kilos) * 1000 + Number(rest.padEnd(3, "0"));
    if (grams > 0) return grams;
    this.faults[field] = "weight_invalid";
    return 1;
  }

  optional(read: "money" | "grams", field: string, text: string): number | null {
    return text.trim() === "" ? null : this[read](field, text);
  }
}

function chargeOf(rate: RateValues, at: string, read: Reader): Charge {
  if (rate.kind === "flat") return { kind: "flat", price: read.money(`${at}.price`, rate.price) };
  if (rate.kind === "steps") {
    return {
      kind: "steps",
      firstGrams: read.grams(`${at}.firstWeight`, rate.firstWeight),
      firstPrice: read.money(`${at}.firstPrice`, rate.firstPrice),
      furtherGrams: read.grams(`${at}.furtherWeight`, rate.furtherWeight),
      furtherPrice: read.money(`${at}.furtherPrice`, rate.furtherPrice),
      mostGrams: read.optional("grams", `${at}.mostWeight`, rate.mostWeight),
    };
  }
  const { kind } = rate;
  const measure = (field: string, text: string) => {
    if (text.trim() === "") return null;
    if (kind === "weight") return read.grams(field, text);
    return kind === "price" ? read.money(field, text) : read.whole(field, text, 1);
  };
  const tiers = rate.tiers.map(({ upTo, price }, index) => ({
    upTo: measure(`${at}.tiers.${index}.upTo`, upTo),
    price: read.money(`${at}.tiers.${index}.price`, price),
  }));
  return { kind: "tiers", of: kind, tiers };
}

/** What the form says, or what is wrong where: field of the form → code. */
export function inputOf(
  values: ZoneValues,
  zone: { id: string | null; marketId: string; kind: ShippingZoneInput["kind"]; currency: string },
): { input: ShippingZoneInput } | { faults: Readonly<Record<string, string>> } {
  const read = new Reader(zone.currency);
  if (values.places.length === 0) read.faults.places = "places_missing";
  const surcharges = values.surcharges.map(({ places, amount, isFreeKept }, index) => {
    if (places.length === 0) read.faults[`surcharges.${index}.places`] = "places_missing";
    return { places, amount: read.money(`surcharges.${index}.amount`, amount), isFreeKept };
  });
  const rates = values.rates.map((rate, index) => {
    const at = `rates.${index}`;
    return {
      ...(rate.id ? { id: rate.id } : {}),
      name: rate.names,
      charge: chargeOf(rate, at, read),
      freeAbove: read.optional("money", `${at}.freeAbove`, rate.freeAbove),
      minimum: read.optional("money", `${at}.minimum`, rate.minimum),
      minDays: read.whole(`${at}.minDays`, rate.minDays, 0),
      maxDays: read.whole(`${at}.maxDays`, rate.maxDays, 0),
    };
  });
  if (Object.keys(read.faults).length > 0) return { faults: read.faults };
  const { id, marketId, kind } = zone;
  const input = { marketId, name: values.name, kind, places: values.places, surcharges, rates };
  return { input: id === null ? input : { ...input, id } };
}

/** A field as the server names it, as the form does: "rates.0.charge.tiers.1.upTo" is "rates.0.tiers.1.upTo". */
export function formField(field: string): string {
  const plain = field.replace(".charge.", ".").replace(/\.name$/, ".names");
  return plain.replace(/Grams$/, "Weight");
}
