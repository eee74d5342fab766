import { readTogether, type StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMarket } from "./create-market.ts";
import { inverseRate } from "./inverse-rate.ts";
import { listMarkets, readShopMarkets } from "./list-markets.ts";
import { countriesSold, firstCountry, marketOfCountry } from "./market-of-country.ts";
import { updateMarket } from "./update-market.ts";

describe("inverseRate", () => {
  it.each([
    ["1", "1"],
    ["2", "0.5"],
    ["7.1825", "0.139227288548556"],
    ["0.1278", "7.82472613458529"],
    ["0.000000000003", "333333333333.333"],
    ["999999999", "0.00000000100000000100000"],
  ])("of %s is %s", (rate, inverse) => {
    expect(inverseRate(rate).replace(/0+$/, "")).toBe(inverse.replace(/0+$/, ""));
  });
});

describe("marketOfCountry", () => {
  const home = { id: "home", countries: ["*"] };
  const europe = { id: "europe", countries: ["DE", "FR"] };
  it.each([
    [home, [europe], "DE", "europe"],
    [home, [europe], "CN", "home"],
    [europe, [home], "CN", "home"],
    [europe, [home], "FR", "europe"],
    [europe, [{ id: "china", countries: ["CN"] }], "US", "europe"],
  ])("%o beside %o sells to %s in %s", (own, others, country, id) => {
    expect(marketOfCountry(own, others, country)).toBe(id);
  });

  it("knows where a market sends to, and where its customers are", () => {
    expect(countriesSold({ countries: ["DE", "FR"], sends: ["*"] })).toEqual(["DE", "FR"]);
    expect(countriesSold({ countries: ["DE", "FR"], sends: ["DE", "CN"] })).toEqual(["DE"]);
    expect(countriesSold({ countries: ["*"], sends: ["US"] })).toEqual(["US"]);
    expect(firstCountry(home, [europe], "CN")).toBe("CN");
    expect(firstCountry(europe, [home], "CN")).toBe("DE");
    expect(firstCountry(home, [{ id: "china", countries: ["CN"] }], "CN")).toBe("CN");
  });
});

describe("a store's markets", () => {
  let database: TestDatabase;
  let ctx: StoreContext;
  const usual = { isTaxIncluded: true, taxBasisPoints: 0 };
  beforeAll(async () => {
    database = await createTestDatabase();
    ctx = await createTestStore(database, { currency: "CNY" });
    await createMarket(ctx, { handle: "home", countries: ["*"], currency: "CNY", locales: ["en"], ...usual });
  });
  afterAll(() => database.drop());

  it("are called after their names, keep a rate in one form, and can be closed", async () => {
    const europe = { countries: ["DE"], currency: "EUR", rate: "００.1300", locales: ["en"], ...usual };
    const { id } = await createMarket(ctx, { ...europe, name: { en: "Euro Zone" } });
    await createMarket(ctx, { ...europe, countries: ["AT"], name: { en: "Euro zone" } });
    await createMarket(ctx, { ...europe, countries: ["JP"], name: { en: "日本" } });
    const all = await listMarkets(ctx);
    expect(all.map(({ handle }) => handle)).toEqual(["home", "euro-zone", "euro-zone-2", "jp"]);
    expect(all[1]).toMatchObject({ rate: "0.13", isOpen: true, sends: false });
    const { currency: _, ...change } = europe;
    await updateMarket(ctx, { ...change, id, name: { en: "Euro Zone" }, isOpen: false });
    expect((await readTogether(ctx, readShopMarkets(ctx)))[0].map(({ handle }) => handle)).toEqual([
      "home",
      "euro-zone-2",
      "jp",
    ]);
    // What a closed market was for is free again.
    await createMarket(ctx, { ...europe, name: { en: "Germany" } });
    await expect(
      updateMarket(ctx, { ...change, id, name: { en: "Back" }, isOpen: true }),
    ).rejects.toMatchObject({
      fields: { countries: "country_taken" },
    });
  });

  it.each([
    [{ name: {} }, { name: "name_missing" }],
    [{ countries: [] }, { countries: "countries_missing" }],
    [{ countries: ["*"] }, { countries: "country_taken" }],
    [{ rate: "0.000" }, { rate: "rate_ill_formed" }],
    [{ rate: "1,2,3" }, { rate: "rate_ill_formed" }],
    [{ currency: "CNY", rate: "2" }, { rate: "rate_own_currency" }],
    [{ step: 100, under: 100 }, { under: "under_too_large" }],
    [{ locales: ["fr"] }, { locales: "language_unknown" }],
  ])("refuse %o", async (change, fields) => {
    const market = { name: { en: "US" }, countries: ["US"], currency: "USD", rate: "0.14", locales: [] };
    await expect(createMarket(ctx, { ...market, ...usual, ...change })).rejects.toMatchObject({
      ...{ code: "market_invalid", fields },
    });
  });

  it("has prices of its own in the primary one, which stays open", async () => {
    const [home] = await listMarkets(ctx);
    const change = { id: home!.id, countries: ["*"], locales: ["en"], isOpen: true, ...usual };
    await expect(updateMarket(ctx, { ...change, adjustment: 100 })).rejects.toMatchObject({
      fields: { rate: "primary_is_plain" },
    });
    await expect(updateMarket(ctx, { ...change, isOpen: false })).rejects.toMatchObject({
      code: "primary_stays_open",
    });
  });

  it("takes one of two that want the same country at once", async () => {
    const spain = { name: { en: "Spain" }, countries: ["ES"], currency: "EUR", locales: [], ...usual };
    const both = await Promise.allSettled([createMarket(ctx, spain), createMarket(ctx, spain)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
