import { putCollections, upsertProducts } from "@hutong/catalogue";
import type { Cell, WriteContext } from "@hutong/db";
import { putFile } from "@hutong/files";
import { setStock } from "@hutong/inventory";
import type { LocalizedText } from "@hutong/kernel";
import { openShop } from "@hutong/onboarding";
import { demoTemplates } from "@hutong/sections/templates";
import type { DemoStore, Locale, Localised } from "../../demo/format.ts";
import { demoProduct } from "./demo-product.ts";
import { type DemoHandle, readDemo, readPicture } from "./read-demo.ts";

const text = (localised: Localised) => localised as LocalizedText;

/** Opens a demo store with all its goods, in one transaction: it is there whole or not at all. */
export async function seedStore(cell: Cell, handle: DemoHandle, ownerUserId: string): Promise<void> {
  const demo = await readDemo(handle);
  const locales = [demo.locale, ...demo.locales.filter((locale) => locale !== demo.locale)];
  await openShop(
    cell,
    {
      handle,
      name: text(demo.name),
      country: demo.country,
      currency: demo.currency,
      locale: demo.locale,
      locales,
      timezone: demo.timezone,
      ownerUserId,
      isTest: true,
      testAnswer: "page",
    },
    (furniture) => ({
      ...furniture,
      theme: handle === "street" ? "street" : "tea",
      templates: demoTemplates(handle),
      menus: { main: links(demo.menus.main), footer: links(demo.menus.footer) },
      pages: demo.pages.map((page) => ({ ...page, title: text(page.title), bodyHtml: text(page.bodyHtml) })),
      rates: demo.shippingRates.map((rate) => ({ ...rate, name: text(rate.name) })),
      accounts: demo.manualPayments.map(({ kind, title, instructions }) => ({
        provider: "manual",
        title: text(title),
        credentials: { kind, instructions },
      })),
    }),
    (tx) => fill(tx, handle, demo, locales),
  );
}

const links = (items: DemoStore["menus"]["main"]) =>
  items.map(({ title, href }) => ({ title: text(title), href }));

async function fill(
  tx: WriteContext,
  handle: DemoHandle,
  demo: DemoStore,
  locales: readonly Locale[],
): Promise<void> {
  const rows = [];
  for (const product of demo.products) {
    const fileIds = [];
    for (const picture of product.pictures) {
      const bytes = await readPicture(handle, picture.file);
      fileIds.push((await putFile(tx, { bytes: new Uint8Array(bytes) })).id);
    }
    rows.push(demoProduct(product, locales, fileIds));
  }
  // The last one made is the newest, and lists show the newest first.
  const outcomes = (await upsertProducts(tx, rows.toReversed())).toReversed();
  const stock = outcomes.flatMap((outcome, index) => {
    if (outcome.kind === "refused")
      throw new Error(`demo product ${outcome.handle}: ${outcome.code} at ${outcome.field}`);
    return outcome.variantIds.map((variantId, at) => ({
      variantId,
      available: demo.products[index]!.variants[at]!.stock,
    }));
  });
  await setStock(tx, stock);
  await putCollections(
    tx,
    demo.collections.map((collection) => demoCollection(collection, locales)),
  );
}

function demoCollection(collection: DemoStore["collections"][number], [own, ...others]: readonly Locale[]) {
  const html = (locale: Locale) => `<p>${collection.description[locale] ?? ""}</p>`;
  return {
    handle: collection.handle,
    title: collection.title[own!] ?? "",
    descriptionHtml: html(own!),
    products: collection.products,
    translations: Object.fromEntries(
      others.map((locale) => [
        locale,
        { title: collection.title[locale] ?? "", descriptionHtml: html(locale) },
      ]),
    ),
  };
}
