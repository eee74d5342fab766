import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { storeIdByHandle } from "@hutong/stores";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkHandle, countries, currencyOf, languageOf, openShop, timezoneOf } from "./index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const shop = { handle: "kiln", name: "Kiln", country: "US", currency: "USD", locale: "en" };

test("a shop opens with all it needs to sell", async () => {
  const { storeId } = await openShop(database.cell, { ...shop, isTest: true });
  const [row] = await database.owner`
    select s.timezone, s.is_test, m.currency, m.is_tax_included, t.base,
      (select count(*)::int from shipping_rates r join shipping_zones z on z.store_id = r.store_id and z.id = r.zone_id
        where r.store_id = s.store_id and z.market_id = m.id) as rates,
      (select count(*)::int from templates p where p.store_id = s.store_id and p.theme_id = t.id) as templates,
      (select count(*)::int from pages p where p.store_id = s.store_id) as pages,
      (select array_agg(handle order by handle) from menus n where n.store_id = s.store_id) as menus,
      (select count(*)::int from locations l where l.store_id = s.store_id and l.is_default) as locations,
      (select array_agg(provider order by position) from payment_accounts a where a.store_id = s.store_id) as providers
    from stores s join markets m on m.store_id = s.store_id and m.is_primary
    join themes t on t.store_id = s.store_id and t.state = 'live' where s.store_id = ${storeId}`;
  expect(row).toMatchObject({
    timezone: "America/New_York",
    is_test: true,
    currency: "USD",
    is_tax_included: false,
    base: "street",
    rates: 1,
    pages: 3,
    menus: ["footer", "main"],
    locations: 1,
    providers: ["manual", "test"],
  });
  expect(row!.templates).toBeGreaterThan(5);
});

test("a shop that is not for tests has no test provider", async () => {
  const { storeId } = await openShop(database.cell, {
    ...shop,
    handle: "real",
    country: "CN",
    currency: "CNY",
    locale: "zh-CN",
  });
  const rows = await database.owner`select provider from payment_accounts where store_id = ${storeId}`;
  expect(rows).toEqual([{ provider: "manual" }]);
});

test("furniture that does not fit undoes the shop", async () => {
  const opening = openShop(database.cell, { ...shop, handle: "odd" }, (furniture) => ({
    ...furniture,
    accounts: [{ provider: "nobody", title: { en: "x" }, credentials: {} }],
  }));
  await expect(opening).rejects.toMatchObject({ code: "provider_unknown" });
  expect(await storeIdByHandle(database.cell, "odd")).toBeNull();
});

test("two people who want one handle at once get one shop and one clear refusal", async () => {
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => openShop(database.cell, { ...shop, handle: "wanted" })),
  );
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  for (const one of tries)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "handle_taken" });
});

test.each([
  ["kiln", "taken"],
  ["free-one", "free"],
  ["admin", "reserved"],
  ["No", "ill_formed"],
])("checkHandle(%j) is %s", async (handle, answer) => {
  expect(await checkHandle(database.cell, handle)).toBe(answer);
});

describe("defaults of a country", () => {
  test.each([
    ["CN", "CNY", "zh-CN", "Asia/Shanghai"],
    ["US", "USD", "en", "America/New_York"],
    ["DE", "EUR", "de", "Europe/Berlin"],
    ["JP", "JPY", "ja", "Asia/Tokyo"],
    ["KW", "KWD", "ar", "Asia/Kuwait"],
    ["IN", "INR", "en", "Asia/Kolkata"],
    ["QQ", "USD", "en", "UTC"],
    ["", "USD", "en", "UTC"],
  ])("%s: %s, %s, %s", (country, currency, language, zone) => {
    expect([currencyOf(country), languageOf(country), timezoneOf(country)]).toEqual([
      currency,
      language,
      zone,
    ]);
  });

  test("every country has a currency that this runtime writes and a zone it knows", () => {
    const currencies = new Set(Intl.supportedValuesOf("currency"));
    expect(countries.length).toBeGreaterThan(240);
    for (const country of countries) {
      expect(currencies, country).toContain(currencyOf(country));
      expect(() => new Intl.DateTimeFormat("en", { timeZone: timezoneOf(country) }), country).not.toThrow();
    }
  });
});
