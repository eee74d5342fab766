import { AppError, minorUnits, parseMoney, toDecimal } from "@hutong/kernel";
import type { AccountForm, PaymentChoices, ProviderOffer } from "@hutong/payments";
import {
  type AccountConditions,
  type CaptureWhen,
  type Device,
  devices,
  type SaveAccountInput,
} from "@hutong/payments/schemas";

/** What stands in the form of an account, as typed. */
export interface AccountValues {
  /** Language → title. */
  title: Record<string, string>;
  credentials: Record<string, string | boolean | Record<string, string>>;
  /** Stored secrets to forget. */
  forget: string[];
  capture: CaptureWhen;
  /** ISO 3166; empty: everywhere. */
  countries: string[];
  /** All of them: no condition. */
  currencies: string[];
  devices: Device[];
  amounts: Record<string, { least: string; most: string }>;
}

export interface Refusal {
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

// A longer list says nothing to anybody.
const mostNamed = 8;

/** The currencies of a provider that are named one by one; null where it takes any, or too many for that. */
export function namedCurrencies({ currencies }: Pick<ProviderOffer, "currencies">): readonly string[] | null {
  return currencies !== "any" && currencies.length <= mostNamed ? currencies : null;
}

/** Whether a provider can reserve money first and take it later. */
export function canReserve({ capabilities }: Pick<ProviderOffer, "capabilities">): boolean {
  return capabilities.includes("manual-capture");
}

/** The currencies of the store's markets that a provider takes. */
export function currenciesOf(offer: ProviderOffer, choices: PaymentChoices): readonly string[] {
  return choices.currencies.filter((code) => offer.currencies === "any" || offer.currencies.includes(code));
}

function startOf(field: ProviderOffer["fields"][number], stored: unknown, locales: readonly string[]) {
  if (field.kind === "texts") {
    const texts = typeof stored === "object" && stored !== null ? (stored as Record<string, string>) : {};
    return { ...Object.fromEntries(locales.map((tag) => [tag, ""])), ...texts };
  }
  if (field.kind === "flag") return stored === undefined ? field.initial === "true" : stored === true;
  return stored === undefined ? field.initial : String(stored);
}

/** What the form begins with: a new account's title is the provider's name. */
export function valuesOf(
  offer: ProviderOffer,
  choices: PaymentChoices,
  stored: Pick<AccountForm, "account" | "values"> | null,
): AccountValues {
  const { locales } = choices;
  const conditions = stored?.account.conditions ?? {};
  const proposed = Object.fromEntries(
    locales.map((tag) => [tag, offer.label[tag] ?? offer.label[tag.split("-")[0]!] ?? offer.label.en ?? ""]),
  );
  const empty = Object.fromEntries(locales.map((tag) => [tag, ""]));
  const currencies = currenciesOf(offer, choices);
  const amount = (value: number | undefined, currency: string) =>
    value === undefined ? "" : toDecimal({ amount: value, currency });
  return {
    title: stored ? { ...empty, ...stored.account.title } : proposed,
    credentials: Object.fromEntries(
      offer.fields.map((field) => [field.name, startOf(field, stored?.values[field.name], locales)]),
    ),
    forget: [],
    capture: stored?.account.capture ?? "at-once",
    countries: [...(conditions.countries ?? [])],
    currencies: [...(conditions.currencies ?? currencies)],
    devices: [...(conditions.devices ?? devices)],
    amounts: Object.fromEntries(
      currencies.map((code) => {
        const { least, most } = conditions.amounts?.[code] ?? {};
        return [code, { least: amount(least, code), most: amount(most, code) }];
      }),
    ),
  };
}

const filled = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ""));

function credentialsOf(offer: ProviderOffer, values: AccountValues): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const { name, kind } of offer.fields) {
    const value = values.credentials[name];
    if (typeof value === "object") given[name] = filled(value);
    else if (kind === "number" && value !== "")
      given[name] = Number.isNaN(Number(value)) ? value : Number(value);
    else if (value !== "" && value !== undefined) given[name] = value;
  }
  return given;
}

function readAmount(text: string, currency: string, path: string, refusals: Refusal[]): number | undefined {
  if (text.trim() === "") return undefined;
  try {
    return parseMoney(text, currency).amount;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusals.push({ path, code: error.code, params: { digits: minorUnits(currency), ...error.params } });
    return undefined;
  }
}

type Bounds = NonNullable<AccountConditions["amounts"]>[string];

function amountsOf(values: AccountValues, refusals: Refusal[]): Record<string, Bounds> {
  const amounts: Record<string, Bounds> = {};
  for (const [currency, { least, most }] of Object.entries(values.amounts)) {
    const path = `amounts.${currency}`;
    const from = readAmount(least, currency, `${path}.least`, refusals);
    const to = readAmount(most, currency, `${path}.most`, refusals);
    if (from !== undefined && to !== undefined && from > to)
      refusals.push({ path: `${path}.most`, code: "amount_order", params: {} });
    const bounds: Bounds = {
      ...(from === undefined ? {} : { least: from }),
      ...(to === undefined ? {} : { most: to }),
    };
    if (Object.keys(bounds).length > 0) amounts[currency] = bounds;
  }
  return amounts;
}

// A list with everything in it is no condition, so that what comes to be later is not left out.
function limitOf<Item>(chosen: readonly Item[], all: readonly Item[]): Item[] | undefined {
  return all.every((one) => chosen.includes(one)) ? undefined : [...chosen];
}

/** What the form asks to save, or what is wrong with it before anybody is asked. */
export function inputOf(
  values: AccountValues,
  offer: ProviderOffer,
  choices: PaymentChoices,
): { input: Omit<SaveAccountInput, "id" | "newId" | "whenRefused">; refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const title = filled(values.title);
  const [own = "en"] = choices.locales;
  if (!title[own]) refusals.push({ path: `title.${own}`, code: "title_missing", params: {} });
  const amounts = amountsOf(values, refusals);
  const limitedDevices = limitOf(values.devices, devices);
  const limitedCurrencies = limitOf(values.currencies, currenciesOf(offer, choices));
  if (limitedDevices?.length === 0) refusals.push({ path: "devices", code: "choose_one", params: {} });
  if (limitedCurrencies?.length === 0) refusals.push({ path: "currencies", code: "choose_one", params: {} });
  const conditions: AccountConditions = {
    ...(values.countries.length > 0 ? { countries: [...values.countries] } : {}),
    ...(limitedCurrencies ? { currencies: limitedCurrencies } : {}),
    ...(Object.keys(amounts).length > 0 ? { amounts } : {}),
    ...(limitedDevices ? { devices: limitedDevices } : {}),
  };
  const credentials = credentialsOf(offer, values);
  const capture = canReserve(offer) ? { capture: values.capture } : {};
  return {
    input: { provider: offer.id, title, credentials, forget: values.forget, conditions, ...capture },
    refusals,
  };
}
