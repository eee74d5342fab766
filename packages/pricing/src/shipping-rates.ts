import { authorize, type StoreContext, sql } from "@hutong/db";
import { z } from "zod";
import { ShippingRateInput } from "./schemas.ts";
import { judgeZone } from "./shipping/judge-zone.ts";
import { writeZone } from "./shipping/put-zone.ts";
import type { ShippingZoneInput } from "./shipping/schemas.ts";

/** Rates at one price for whole countries as zones: a zone for each list of countries, in the order of its first rate. */
function zonesOf(marketId: string, rates: readonly ShippingRateInput[]): ShippingZoneInput[] {
  const zones = new Map<string, ShippingZoneInput>();
  for (const { name, countries, price, freeAbove, minDays, maxDays } of rates) {
    const key = countries.join(" ");
    const zone: ShippingZoneInput = zones.get(key) ?? {
      marketId,
      name: "",
      kind: "shipping",
      places: countries.map((country) => ({ country })),
      surcharges: [],
      rates: [],
    };
    const charge = { kind: "flat" as const, price };
    zone.rates.push({ name, charge, freeAbove, minimum: null, minDays, maxDays });
    zones.set(key, zone);
  }
  return [...zones.values()];
}

/** Replaces all zones of a market by these rates for whole countries, in this order: how a shop begins. */
export async function putShippingRates(
  ctx: StoreContext,
  input: { marketId: string; rates: ShippingRateInput[] },
): Promise<void> {
  authorize(ctx, "pricing.putShippingRates");
  const rates = z.array(ShippingRateInput).max(100).parse(input.rates);
  const zones = zonesOf(input.marketId, rates).map(judgeZone);
  await ctx.write(async (tx) => {
    tx.send(sql`delete from shipping_zones where store_id = ${tx.storeId} and market_id = ${input.marketId}`);
    for (const zone of zones) await writeZone(tx, zone);
    tx.emit({ kind: "shipping_rates.updated", subject: ["market", input.marketId] });
  });
}
