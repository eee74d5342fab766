import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMarket } from "../markets/create-market.ts";
import { putShippingRates } from "../shipping-rates.ts";
import { orderShippingZones, putShippingZone, removeShippingZone } from "./put-zone.ts";
import { listShippingZones } from "./read-zones.ts";
import type { ShippingZoneInput } from "./schemas.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let ctx: StoreContext;
let marketId: string;
beforeEach(async () => {
  ctx = await createTestStore(database, { currency: "CNY" });
  const market = { handle: "home", countries: ["CN"], currency: "CNY", locales: ["en"] };
  marketId = (await createMarket(ctx, { ...market, isTaxIncluded: true, taxBasisPoints: 0 })).id;
});

const flat = { freeAbove: null, minimum: null, minDays: 1, maxDays: 2 };
const zone = (name: string, rest: Partial<ShippingZoneInput> = {}): ShippingZoneInput => ({
  marketId,
  name,
  kind: "shipping",
  places: [{ country: "CN" }],
  surcharges: [],
  rates: [{ ...flat, name: { en: "Standard" }, charge: { kind: "flat", price: 1000 } }],
  ...rest,
});
const zones = async () => (await listShippingZones(ctx))[0]!.zones;
const revision = async () => {
  const [[row]] = await ctx.read(
    sql<{ r: string }>`select terms_revision as r from stores where store_id = ${ctx.storeId}`,
  );
  return row!.r;
};

describe("zones", () => {
  it("are kept as they were put, in order, and named by a new revision each time", async () => {
    const before = await revision();
    const first = await putShippingZone(ctx, zone(" Home "));
    const second = await putShippingZone(
      ctx,
      zone("Far", {
        places: [
          { country: "CN", province: " 新疆 ", city: "" },
          { country: "CN", province: "新疆" },
        ],
        surcharges: [{ places: [{ country: "*" }], amount: 500, isFreeKept: true }],
        rates: [],
      }),
    );
    expect(await revision()).not.toBe(before);
    expect(await zones()).toMatchObject([
      {
        id: first.id,
        name: "Home",
        rates: [{ name: { en: "Standard" }, charge: { kind: "flat", price: 1000 } }],
      },
      { id: second.id, places: [{ country: "CN", province: "新疆" }], rates: [] },
    ]);
    const known = await revision();
    await orderShippingZones(ctx, { ids: [second.id, first.id] });
    expect((await zones()).map(({ name }) => name)).toEqual(["Far", "Home"]);
    await removeShippingZone(ctx, { id: second.id });
    expect((await zones()).map(({ name }) => name)).toEqual(["Home"]);
    expect(await revision()).not.toBe(known);
  });

  it("keep the ids of rates that stay, so that an open checkout still finds its own", async () => {
    const { id } = await putShippingZone(ctx, zone("Home"));
    const [rate] = (await zones())[0]!.rates;
    const express = { ...flat, name: { en: "Express" }, charge: { kind: "flat" as const, price: 2500 } };
    const changed = {
      ...flat,
      id: rate!.id,
      name: { en: "Slow" },
      charge: { kind: "flat" as const, price: 900 },
    };
    await putShippingZone(ctx, zone("Home", { id, rates: [express, changed] }));
    const after = (await zones())[0]!.rates;
    expect(after.map(({ name }) => name.en)).toEqual(["Express", "Slow"]);
    expect(after[1]).toMatchObject({ id: rate!.id, charge: { price: 900 } });
    await putShippingZone(ctx, zone("Home", { id, rates: [] }));
    expect((await zones())[0]!.rates).toEqual([]);
  });

  it("do not take another zone's rate by its id", async () => {
    await putShippingZone(ctx, zone("One"));
    const [rate] = (await zones())[0]!.rates;
    await putShippingZone(ctx, zone("Two", { rates: [{ ...zone("").rates[0]!, id: rate!.id }] }));
    expect((await zones())[0]!.rates).toMatchObject([{ id: rate!.id }]);
  });

  it("that make no sense are refused field by field", async () => {
    const rates = [
      { ...flat, name: { en: " " }, charge: { kind: "flat" as const, price: 1 }, minDays: 3 },
      {
        ...flat,
        name: { en: "A" },
        charge: {
          kind: "tiers" as const,
          of: "weight" as const,
          tiers: [
            { upTo: 10, price: 1 },
            { upTo: 10, price: 2 },
            { upTo: null, price: 3 },
          ],
        },
      },
      {
        ...flat,
        name: { en: "B" },
        charge: {
          kind: "steps" as const,
          firstGrams: 5,
          firstPrice: 1,
          furtherGrams: 1,
          furtherPrice: 1,
          mostGrams: 4,
        },
      },
    ];
    await expect(putShippingZone(ctx, zone("Bad", { rates }))).rejects.toMatchObject({
      code: "zone_invalid",
      fields: {
        "rates.0.name": "name_missing",
        "rates.0.maxDays": "days_unordered",
        "rates.1.charge.tiers.1.upTo": "tiers_unordered",
        "rates.2.charge.mostGrams": "weights_unordered",
      },
    });
    await expect(putShippingZone(ctx, zone("Lost", { id: newId() }))).rejects.toMatchObject({
      code: "zone_not_found",
    });
    await expect(putShippingZone(ctx, zone("Lost", { marketId: newId() }))).rejects.toMatchObject({
      code: "market_not_found",
    });
    await expect(removeShippingZone(ctx, { id: "x" })).rejects.toMatchObject({ code: "zone_not_found" });
    expect(await zones()).toEqual([]);
  });

  it("come from a list of rates for whole countries, a zone for each list", async () => {
    const rate = (name: string, countries: string[]) => ({
      name: { en: name },
      countries,
      price: 100,
      freeAbove: 5000,
      minDays: 1,
      maxDays: 2,
    });
    await putShippingRates(ctx, {
      marketId,
      rates: [rate("A", ["CN"]), rate("W", ["*"]), rate("B", ["CN"])],
    });
    expect((await zones()).map(({ places, rates }) => [places, rates.map(({ name }) => name.en)])).toEqual([
      [[{ country: "CN" }], ["A", "B"]],
      [[{ country: "*" }], ["W"]],
    ]);
  });
});
