import { sizedUrl } from "@hutong/files/sizes";
import { toDecimal, type WeightUnit } from "@hutong/kernel";
import {
  chosenCount,
  DocumentBody,
  type Frame,
  type FrameStore,
  frameOf,
  type LoadedPage,
  type PageRequest,
} from "@hutong/sections";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { alternatesOf } from "./alternates.ts";
import type { Assets } from "./assets.ts";
import { documentOf, type Head } from "./document.ts";
import { localesOf, marketName } from "./market/market-of-visit.ts";
import { priceFound } from "./market/price-found.ts";
import type { RenderedPage } from "./page-cache/page-cache.ts";
import { NotFound } from "./pages/not-found.tsx";
import { shopHeaders } from "./security.ts";
import type { Services } from "./services.ts";
import { addressOf, type Visit } from "./visit.ts";

/** The frame that a visit's page stands in. */
export function frameFor(visit: Visit, loaded: LoadedPage): Frame {
  const { shell } = loaded;
  const { locale, pathname, isElder } = visit;
  const store = frameStoreOf(visit);
  return frameOf({ store, locale, pathname, isElder, base: shell.base, menus: shell.menus });
}

/** The store as a page of a visit's market knows it. */
export function frameStoreOf(visit: Visit): FrameStore {
  const { door, market, locale } = visit;
  return {
    ...door.store,
    currency: currencyOf(visit),
    locales: localesOf(door, market),
    markets:
      door.markets.length < 2
        ? []
        : door.markets.map((one) => ({ ...one, name: marketName(one, door.store.country, locale) })),
    market: market?.handle ?? "",
    delivery: market?.delivery ?? null,
  };
}

/** The currency of a visit's market, or the store's own where it has none. */
export const currencyOf = ({ market, door }: Visit): string => market?.currency ?? door.store.currency;

// Units as UN/ECE Recommendation 20 codes them, which schema.org takes.
const unitCodes: Record<WeightUnit, string> = { gram: "GRM", kilogram: "KGM", ounce: "ONZ", pound: "LBR" };

function productData(visit: Visit, loaded: LoadedPage, canonical: string): object | undefined {
  const subject = loaded.found?.subject;
  if (subject?.kind !== "product") return undefined;
  const { product, selected } = subject;
  const currency = currencyOf(visit);
  const weight = product.quantityRule?.weight;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.seoDescription,
    image: product.pictures.map((picture) => `${visit.origin}${picture.url}`),
    brand: product.vendor ? { "@type": "Brand", name: product.vendor } : undefined,
    sku: selected.sku ?? undefined,
    offers: {
      "@type": "Offer",
      url: canonical,
      price: toDecimal({ amount: selected.price, currency }),
      priceCurrency: currency,
      availability: `https://schema.org/${selected.isAvailable ? "InStock" : "OutOfStock"}`,
      priceSpecification: weight && {
        "@type": "UnitPriceSpecification",
        price: toDecimal({ amount: selected.price, currency }),
        priceCurrency: currency,
        referenceQuantity: {
          "@type": "QuantitativeValue",
          value: weight.amount,
          unitCode: unitCodes[weight.unit],
        },
      },
    },
  };
}

function titleOf(frame: Frame, loaded: LoadedPage): { title: string; description?: string } {
  const subject = loaded.found?.subject;
  const named = (title: string) => `${title} · ${frame.storeName}`;
  switch (subject?.kind) {
    case undefined:
      return { title: named(frame.t.notFoundTitle) };
    case "product":
      return { title: named(subject.product.seoTitle), description: subject.product.seoDescription };
    case "collection":
      return { title: named(subject.page.collection.title) };
    case "collections":
      return { title: named(frame.t.collections) };
    case "search":
      return { title: named(subject.query || frame.t.search) };
    case "page":
      return { title: named(frame.say(subject.page.title)) };
    case "none":
      return { title: frame.storeName };
  }
}

/** Address of the theme's icon. */
export function iconOf(frame: Frame): string {
  return `/art/icon-${frame.theme.name}.svg`;
}

/** Classes of a shop page's root element. */
export function rootClass(frame: Frame): string {
  return `theme-${frame.theme.name}${frame.isElder ? " elder" : ""}`;
}

/** Whether a page's query belongs to its canonical address: other variants, orders and filters are further doors to the same page. */
function isItsOwn({ found }: LoadedPage): boolean {
  const subject = found?.subject;
  if (subject?.kind === "product") return false;
  return subject?.kind !== "collection" || (subject.sort === "manual" && chosenCount(subject.filters) === 0);
}

/** Whether search engines may show a page. Of collections with several filters there are too many, and nothing new is on them. */
function isIndexed({ found }: LoadedPage): boolean {
  const subject = found?.subject;
  if (!subject || subject.kind === "search") return false;
  return subject.kind !== "collection" || chosenCount(subject.filters) < 2;
}

function headOf(visit: Visit, loaded: LoadedPage, frame: Frame, assets: Assets, query: string): Head {
  const suffix = query && isItsOwn(loaded) ? `?${query}` : "";
  const canonical = visit.origin + addressOf({ ...visit, isElder: false }, visit.pathname) + suffix;
  const isFound = loaded.found !== null;
  const subject = loaded.found?.subject;
  const picture = subject?.kind === "product" ? subject.product.pictures[0]?.url : undefined;
  return {
    locale: visit.locale,
    className: rootClass(frame),
    ...titleOf(frame, loaded),
    ...(isFound ? { canonical } : {}),
    alternates: isFound ? alternatesOf(visit, visit.pathname + suffix) : [],
    icon: iconOf(frame),
    styles: [assets.style(frame.theme.name)],
    scripts: [assets.script("shop")],
    picture: picture ? `${visit.origin}${sizedUrl(picture, 1080)}` : null,
    structured: productData(visit, loaded, canonical),
    isIndexed: isIndexed(loaded),
  };
}

/** Reads and draws a page of the shop; what does not exist becomes the store's own "not found", with 404. */
export async function renderShopPage(
  visit: Visit,
  asked: { readonly request: PageRequest; readonly query: string; readonly isKept: boolean } | null,
  services: Pick<Services, "assets" | "shells">,
): Promise<RenderedPage> {
  const { assets, shells } = services;
  const loaded = await shells.load(visit.ctx, asked?.request ?? { kind: "bare" });
  const isFound = asked !== null && loaded.found !== null;
  const frame = frameFor(visit, loaded);
  const priced = await priceFound(visit.ctx, isFound ? loaded.found : null, visit.market);
  const page = { ...loaded, found: priced.found };
  const children: ReactNode = isFound ? undefined : <NotFound frame={frame} />;
  const body = renderToString(
    <DocumentBody layout={loaded.layout} plan={loaded.plan} found={page.found} frame={frame}>
      {children}
    </DocumentBody>,
  );
  const isKept = isFound && asked.isKept;
  return {
    html: documentOf(headOf(visit, page, frame, assets, asked?.query ?? ""), body),
    headers: {
      ...shopHeaders,
      "content-type": "text/html; charset=utf-8",
      "cache-control": isKept ? "public, max-age=0, must-revalidate" : "no-store",
      vary: visit.door.markets.length < 2 ? "accept-encoding" : "accept-encoding, cookie",
    },
    tags: loaded.tags,
    isKept,
    until: priced.until?.getTime(),
    status: isFound ? 200 : 404,
  };
}
