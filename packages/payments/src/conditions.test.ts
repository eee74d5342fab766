import { expect, it } from "vitest";
import { type Situation, whyNotOffered } from "./conditions.ts";
import { AccountConditions } from "./schemas.ts";

const anywhere: Situation = {
  isTestStore: false,
  country: "CN",
  currency: "CNY",
  total: 16800,
  device: "phone-browser",
};
const provider = { isForTestStoresOnly: false, currencies: "any" } as const;
const ofCny = { ...provider, currencies: ["CNY"] };
const ofTests = { ...provider, isForTestStoresOnly: true };
const amounts = { CNY: { least: 10_000, most: 20_000 } };

it.each<[string, AccountConditions, Partial<Situation>, ReturnType<typeof whyNotOffered>]>([
  ["no condition", {}, {}, null],
  ["its country", { countries: ["CN", "HK"] }, {}, null],
  ["another country", { countries: ["HK"] }, {}, "country"],
  ["no country yet", { countries: ["HK"] }, { country: "" }, null],
  ["its currency", { currencies: ["CNY"] }, {}, null],
  ["another currency", { currencies: ["USD"] }, {}, "currency"],
  ["a sum within", { amounts }, {}, null],
  ["exactly the least", { amounts }, { total: 10_000 }, null],
  ["below the least", { amounts }, { total: 9_999 }, "amount"],
  ["exactly the most", { amounts }, { total: 20_000 }, null],
  ["above the most", { amounts }, { total: 20_001 }, "amount"],
  ["nothing to pay, with a least sum", { amounts }, { total: 0 }, "amount"],
  ["limits of another currency", { amounts: { USD: { least: 1_000_000 } } }, {}, null],
  ["no sum yet", { amounts }, { total: null }, null],
  ["its device", { devices: ["phone-browser", "wechat"] }, {}, null],
  ["another device", { devices: ["desktop"] }, {}, "device"],
  ["no device known", { devices: ["desktop"] }, { device: null }, null],
  [
    "everything at once",
    { countries: ["CN"], currencies: ["CNY"], amounts, devices: ["phone-browser"] },
    {},
    null,
  ],
])("%s", (_, conditions, change, why) => {
  expect(whyNotOffered(provider, conditions, { ...anywhere, ...change })).toBe(why);
});

it("asks the provider too", () => {
  expect(whyNotOffered(ofCny, {}, anywhere)).toBeNull();
  expect(whyNotOffered(ofCny, {}, { ...anywhere, currency: "USD" })).toBe("currency");
  expect(whyNotOffered(ofTests, {}, anywhere)).toBe("provider");
  expect(whyNotOffered(ofTests, {}, { ...anywhere, isTestStore: true })).toBeNull();
  expect(whyNotOffered(undefined, {}, anywhere)).toBe("provider");
});

it.each([
  [{ devices: [] }, "choose_one"],
  [{ countries: ["China"] }, "country_unknown"],
  [{ amounts: { CNY: { least: 2, most: 1 } } }, "amount_order"],
  [{ amounts: { CNY: { least: -1 } } }, "amount_negative"],
  [{ amounts: { CNY: { least: 1.5 } } }, "amount_invalid"],
])("%j is refused as %s", (conditions, code) => {
  expect(AccountConditions.safeParse(conditions).error?.issues[0]?.message).toBe(code);
});
