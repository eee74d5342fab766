import { authorize, type StoreContext, sql } from "@hutong/db";
import { localized, newId } from "@hutong/kernel";
import { z } from "zod";
import { ShippingRateInput } from "./schemas.ts";

/** Replaces the shipping rates of a market by these, in this order. */
export async function putShippingRates(
  ctx: StoreContext,
  input: { marketId: string; rates: ShippingRateInput[] },
): Promise<void> {
  authorize(ctx, "pricing.putShippingRates");
  const rates = z.array(ShippingRateInput).max(100).parse(input.rates);
  const rows = rates.map((rate, position) => ({ ...rate, id: newId<"shipping-rate">(), position }));
  await ctx.write(async (tx) => {
    tx.send(sql`delete from shipping_rates where store_id = ${tx.storeId} and market_id = ${input.marketId}`);
    tx.send(sql`insert into shipping_rates (store_id, id, market_id, name, countries, price, free_above, min_days, max_days, position)
      select ${tx.storeId}::uuid, r.id, ${input.marketId}::uuid, r.name, r.countries, r.price, r."freeAbove", r."minDays", r."maxDays", r.position
      from jsonb_to_recordset(${rows}::jsonb)
        as r(id uuid, name jsonb, countries jsonb, price bigint, "freeAbove" bigint, "minDays" int, "maxDays" int, position int)`);
    tx.emit({ kind: "shipping_rates.updated", subject: ["market", input.marketId] });
  });
}

/** A rate as the checkout's statements read it (`shipping_rates` as JSON). */
export interface RateRow {
  readonly id: string;
  readonly name: Record<string, string>;
  readonly countries: readonly string[];
  readonly price: number;
  readonly free_above: number | null;
  readonly min_days: number;
  readonly max_days: number;
}

/** The rates that deliver to a country: those that name it, else those for everywhere ("*"). */
export function ratesFor(rates: readonly RateRow[], country: string): RateRow[] {
  const named = rates.filter((rate) => rate.countries.includes(country));
  return named.length > 0 ? named : rates.filter((rate) => rate.countries.includes("*"));
}

/** What a rate costs for goods of this sum, in minor units. */
export function ratePrice(rate: RateRow, subtotal: number): number {
  return rate.free_above !== null && subtotal >= rate.free_above ? 0 : rate.price;
}

/** A rate's name in a language. */
export function rateName(rate: RateRow, locale: string): string {
  return localized(rate.name, locale);
}
