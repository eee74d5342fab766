import type { SignedIn } from "@hutong/customers";
import { type Cell, guest, openStore, type StoreContext } from "@hutong/db";
import { newId } from "@hutong/kernel";
import type { ShopMarket } from "@hutong/pricing";
import { marketIdOf, marketOfVisit } from "./market/market-of-visit.ts";
import type { OpenDoor } from "./store-door.ts";

const localePrefix = /^\/([a-z]{2}(?:-[A-Z]{2}|-[A-Z][a-z]{3})?)(?=\/|$)/;

/** Takes the language off the front of a path: "/en/products/x" → "en" and "/products/x". */
export function splitLocale(path: string): { locale: string | null; pathname: string } {
  const match = localePrefix.exec(path);
  if (!match) return { locale: null, pathname: path };
  return { locale: match[1]!, pathname: path.slice(match[0].length) || "/" };
}

/** Who is signed in, and with what. */
export interface KnownCustomer extends SignedIn {
  readonly token: string;
  /** Reference of the cart to work with, on whichever device; null where there is none. */
  readonly cart: string | null;
}

/** One request to a store: who, where, in which language. */
export interface Visit {
  readonly door: OpenDoor;
  readonly ctx: StoreContext;
  readonly locale: string;
  /** The market that they are in; null for a store without one. */
  readonly market: ShopMarket | null;
  /** Without the language. */
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly isElder: boolean;
  /** "http://demo.localhost:3001". */
  readonly origin: string;
  /** Who is signed in, on pages that are made for one customer; null on all others. */
  readonly customer: KnownCustomer | null;
  /** False when the path begins with a language that the store does not have, or with its own. */
  readonly isLocaleKnown: boolean;
}

/** Reads a request's address for the store it came to, and its cookies for the market. */
export function visitOf(
  cell: Cell,
  door: OpenDoor,
  url: URL,
  protocol: string,
  cookies: string | null | undefined,
): Visit {
  const { store } = door;
  const { locale: asked, pathname } = splitLocale(url.pathname);
  const isLocaleKnown = asked === null || (asked !== store.locale && store.locales.includes(asked));
  const locale = asked !== null && isLocaleKnown ? asked : store.locale;
  const isOwnLanguage = locale === store.locale;
  const market = marketOfVisit(door, cookies);
  const marketId = marketIdOf(market);
  const requestId = newId();
  return {
    door,
    ctx: openStore(cell, door.storeId, { actor: guest, locale, isOwnLanguage, requestId, marketId }),
    locale,
    market,
    pathname,
    query: url.searchParams,
    isElder: url.searchParams.get("mode") === "elder",
    origin: `${protocol}://${door.host}`,
    customer: null,
    isLocaleKnown,
  };
}

/** The host's name without its port: what a session belongs to. */
export function hostOf(visit: Visit): string {
  return visit.door.host.replace(/:\d+$/, "").toLowerCase();
}

/** An address inside the store, in the visit's language. */
export function addressOf(visit: Visit, path: string): string {
  const { locale, door } = visit;
  const prefixed = locale === door.store.locale ? path : `/${locale}${path === "/" ? "" : path}`;
  if (!visit.isElder) return prefixed;
  return `${prefixed}${prefixed.includes("?") ? "&" : "?"}mode=elder`;
}
