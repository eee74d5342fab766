import type { PaymentChoices, ProviderOffer } from "@hutong/payments";
import { expect, test } from "vitest";
import { inputOf, namedCurrencies, valuesOf } from "./account-values.ts";

const label = { "zh-CN": "某付", en: "Some Pay" };
const field = {
  label,
  help: null,
  isRequired: true,
  isSecret: false,
  isLong: false,
  isForSimulators: false,
  modes: null,
};
const offer: ProviderOffer = {
  id: "some-pay",
  label,
  brand: { en: "Pay" },
  onboardingMode: null,
  currencies: ["CNY", "JPY"],
  capabilities: [],
  settles: "online",
  isForTestStoresOnly: false,
  fields: [
    { ...field, name: "number", kind: "text", choices: [], initial: "" },
    { ...field, name: "key", kind: "text", choices: [], initial: "", isSecret: true },
    { ...field, name: "mode", kind: "choice", choices: [{ value: "a", label }], initial: "a" },
    { ...field, name: "words", kind: "texts", choices: [], initial: "" },
    { ...field, name: "times", kind: "number", choices: [], initial: "" },
    { ...field, name: "isLoud", kind: "flag", choices: [], initial: "true" },
  ],
  noticesAt: null,
};
const choices: PaymentChoices = {
  newAccountId: "01a21f1c-b40c-742c-9f47-e2dd25939753",
  providers: [offer],
  isTestStore: true,
  locales: ["zh-CN", "en"],
  currencies: ["CNY", "USD", "JPY"],
};

test("a new account begins with the provider's name, defaults and no condition", () => {
  const values = valuesOf(offer, choices, null);
  expect(values.title).toEqual({ "zh-CN": "某付", en: "Some Pay" });
  expect(values.credentials).toEqual({
    number: "",
    key: "",
    mode: "a",
    words: { "zh-CN": "", en: "" },
    times: "",
    isLoud: true,
  });
  const { input, refusals } = inputOf(values, offer, choices);
  expect(refusals).toEqual([]);
  expect(input.conditions).toEqual({});
  expect(input.credentials).toEqual({ mode: "a", words: {}, isLoud: true });
});

test("conditions travel there and back", () => {
  const conditions = {
    countries: ["CN"],
    currencies: ["CNY"],
    amounts: { CNY: { least: 100, most: 500_000 }, JPY: { least: 10 } },
    devices: ["desktop" as const],
  };
  const account = {
    ...{
      id: "1",
      provider: "some-pay",
      label,
      isEnabled: true,
      isReady: true,
      isOnDelivery: false,
      isIdle: false,
      settles: "online" as const,
      shareBasisPoints: 0,
      noticeProvenAt: null,
      noticesRefusedSince: null,
      capture: "on-fulfilment" as const,
    },
    ...{ title: { en: "Pay" }, conditions, checked: null },
  };
  const values = valuesOf(offer, choices, { account, values: { number: "7", times: 3 } });
  expect(values.amounts).toEqual({ CNY: { least: "1.00", most: "5000.00" }, JPY: { least: "10", most: "" } });
  expect(values.credentials).toMatchObject({ number: "7", times: "3", key: "" });
  expect(values.capture).toBe("on-fulfilment");
  values.title["zh-CN"] = "付";
  expect(inputOf(values, offer, choices).input.conditions).toEqual(conditions);
});

test("when money is taken is asked of a provider that can reserve it, and of no other", () => {
  const reserving: ProviderOffer = { ...offer, capabilities: ["manual-capture"] };
  const values = valuesOf(reserving, choices, null);
  expect(inputOf(values, reserving, choices).input.capture).toBe("at-once");
  values.capture = "by-hand";
  expect(inputOf(values, reserving, choices).input.capture).toBe("by-hand");
  expect(inputOf(values, offer, choices).input).not.toHaveProperty("capture");
});

test("what cannot be right is said before anybody is asked, each at its place", () => {
  const values = valuesOf(offer, choices, null);
  values.title["zh-CN"] = " ";
  values.devices = [];
  values.amounts = { CNY: { least: "9", most: "8" }, JPY: { least: "1.5", most: "many" } };
  expect(inputOf(values, offer, choices).refusals.map(({ path, code }) => [path, code])).toEqual([
    ["title.zh-CN", "title_missing"],
    ["amounts.CNY.most", "amount_order"],
    ["amounts.JPY.least", "price_too_precise"],
    ["amounts.JPY.most", "price_invalid"],
    ["devices", "choose_one"],
  ]);
});

test("names the few currencies of a provider, and no hundred of them", () => {
  expect(namedCurrencies(offer)).toEqual(["CNY", "JPY"]);
  expect(namedCurrencies({ currencies: "any" })).toBeNull();
  const many = Array.from({ length: 9 }, (_, index) => `X${index}A`);
  expect(namedCurrencies({ currencies: many })).toBeNull();
});
