import { sql } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { createMarket, putShippingRates } from "@hutong/pricing";
import type { MarketInput } from "@hutong/pricing/schemas";
import type { TestShop } from "./shop.ts";

/** Opens a further market of a test shop, with one rate that is sent by; answers both ids. */
export async function openTestMarket(
  shop: TestShop,
  market: Pick<MarketInput, "countries" | "currency"> & Partial<MarketInput>,
  price: number,
): Promise<{ marketId: Id<"market">; rateId: string }> {
  const { id: marketId } = await createMarket(shop.platform, {
    name: { en: market.currency },
    locales: ["en"],
    isTaxIncluded: true,
    taxBasisPoints: 1900,
    ...market,
  });
  const rate = { name: { en: "Post" }, countries: ["*"], price, freeAbove: null, minDays: 3, maxDays: 9 };
  await putShippingRates(shop.platform, { marketId, rates: [rate] });
  const [[row]] = await shop.platform.read(sql<{ id: string }>`
    select r.id from shipping_rates r join shipping_zones z on z.store_id = r.store_id and z.id = r.zone_id
    where z.store_id = ${shop.storeId} and z.market_id = ${marketId}`);
  return { marketId, rateId: row!.id };
}
