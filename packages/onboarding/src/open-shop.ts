import { randomBytes } from "node:crypto";
import { putMenu, putPage, putTemplate, putTheme } from "@hutong/content";
import type { Cell, WriteContext } from "@hutong/db";
import { createLocation } from "@hutong/inventory";
import type { StoreId } from "@hutong/kernel";
import { connectAccount } from "@hutong/payments";
import { createMarket, putShippingRates } from "@hutong/pricing";
import { createStore } from "@hutong/stores";
import { isTaxIncludedIn, timezoneOf } from "./country-defaults.ts";
import { type Furniture, startingFurniture } from "./furniture.ts";
import { OpenShopInput } from "./schemas.ts";

/**
 * Opens a shop that can sell: store, market, location, shipping rate, theme, pages, menus and a way to pay, in one
 * transaction. `change` may replace any of the furniture; what `fill` writes (goods, say) is kept together with the
 * shop or not at all. Throws what `createStore` refuses (`handle_taken`, …).
 */
export async function openShop(
  cell: Cell,
  input: OpenShopInput,
  change: (furniture: Furniture) => Furniture = (furniture) => furniture,
  fill: (tx: WriteContext) => Promise<void> = async () => {},
): Promise<{ storeId: StoreId }> {
  const given = OpenShopInput.parse(input);
  const timezone = given.timezone ?? timezoneOf(given.country);
  const furniture = change(startingFurniture(given));
  return createStore(cell, { ...given, timezone }, async (tx) => {
    await openMarket(tx, given, furniture);
    await createLocation(tx, { name: furniture.locationName });
    await furnishTheme(tx, furniture);
    await connectPayments(tx, given, furniture);
    await fill(tx);
  });
}

async function openMarket(tx: WriteContext, given: OpenShopInput, furniture: Furniture): Promise<void> {
  const market = await createMarket(tx, {
    handle: "primary",
    countries: ["*"],
    currency: given.currency,
    locales: [...new Set([given.locale, ...(given.locales ?? [])])],
    isTaxIncluded: isTaxIncludedIn(given.country),
    taxBasisPoints: 0,
  });
  await putShippingRates(tx, { marketId: market.id, rates: [...furniture.rates] });
}

async function furnishTheme(tx: WriteContext, furniture: Furniture): Promise<void> {
  await putTheme(tx, { base: furniture.theme });
  for (const [name, sections] of Object.entries(furniture.templates)) {
    await putTemplate(tx, { name, sections: [...sections] });
  }
  for (const page of furniture.pages) await putPage(tx, page);
  for (const [handle, items] of Object.entries(furniture.menus))
    await putMenu(tx, { handle, items: [...items] });
}

async function connectPayments(tx: WriteContext, given: OpenShopInput, furniture: Furniture): Promise<void> {
  const accounts = [...furniture.accounts];
  if (given.isTest) {
    accounts.push({
      provider: "test",
      title: { "zh-CN": "测试支付", en: "Test payment", ar: "دفع تجريبي" },
      credentials: { secret: randomBytes(24).toString("base64url"), answer: given.testAnswer ?? "page" },
    });
  }
  for (const [position, account] of accounts.entries()) await connectAccount(tx, { ...account, position });
}
