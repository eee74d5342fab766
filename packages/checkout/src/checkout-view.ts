import type { StoreContext } from "@hutong/db";
import { localized, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { findProvider } from "@hutong/payment-providers";
import { isOutOfReach, openCredentials, type Situation, whyNotOffered } from "@hutong/payments";
import type { Device } from "@hutong/payments/schemas";
import {
  type Destination,
  explain,
  nothingHolds,
  type PricedQuote,
  priceTree,
  taxName,
  type Zone,
} from "@hutong/pricing";
import { cartView, type LineRow } from "./cart-rows.ts";
import { deliveryOf, deliveryView, rateViews, savedWish, wishedWay } from "./delivery/delivery-view.ts";
import { waysOf } from "./delivery/ways.ts";
import { codesView, discountLines } from "./discounts/codes-view.ts";
import { findDiscounts } from "./discounts/find-discounts.ts";
import { offersInvoice } from "./invoice-request/offers-invoice.ts";
import { countriesElsewhere, countryOf, isOfMarket } from "./market/market-of-quote.ts";
import { estimate } from "./quote.ts";
import type { HeadRow } from "./read-checkout.ts";
import { refOf } from "./references.ts";
import type { Delivery } from "./schemas.ts";
import { doTendersStand, giftCardViews, namesOf } from "./tenders/cart-tenders.ts";
import { awaitsPlace } from "./terms/tax-terms.ts";
import { type CheckoutView, emptyAddress, type MethodView, type TotalsView } from "./views.ts";
import { wrappingView } from "./wrapping/wrapping-view.ts";

/** The sums of a quote or an estimate, in its currency, with the names of taxes in a language. */
export function totalsView(
  quote: PricedQuote & Pick<FrozenQuote, "discounts">,
  locale: string,
  isTaxPending = false,
): TotalsView {
  const {
    currency,
    isTaxIncluded,
    subtotal,
    discount,
    shipping,
    tax,
    removed,
    total,
    tenders,
    due,
    reasons,
  } = explain(quote);
  const lastOf = (id: string) => quote.giftCards?.find((card) => card.id === id)?.last ?? "";
  const money = (amount: number) => ({ amount, currency });
  return {
    subtotal: money(subtotal),
    discount: money(discount),
    discounts: discountLines(quote, reasons, currency),
    shipping: money(shipping),
    tax: money(tax),
    taxes: reasons.flatMap((one) =>
      one.kind === "tax"
        ? [{ name: taxName(one.name, locale), basisPoints: one.basisPoints, amount: money(one.amount) }]
        : [],
    ),
    isTaxPending,
    removedTax: money(removed),
    isTaxIncluded,
    total: money(total),
    tenders: tenders.map(({ id, amount }) => ({ id, last: lastOf(id), amount: money(amount) })),
    due: money(due),
    isShipped: quote.input.shipping !== null,
    tree: priceTree(quote),
  };
}

async function methodsOf(ctx: StoreContext, head: HeadRow, situation: Situation): Promise<MethodView[]> {
  const methods: MethodView[] = [];
  for (const account of head.terms.accounts) {
    const provider = findProvider(account.provider);
    if (!provider || whyNotOffered(provider, account.conditions, situation)) continue;
    const credentials = await openCredentials(ctx, account);
    if (isOutOfReach(credentials)) continue;
    const note = provider.instructions(credentials, ctx.locale);
    methods.push({
      accountId: account.id,
      provider: account.provider,
      title: localized(account.title, ctx.locale),
      note,
    });
  }
  return methods;
}

// Countries that anything is sent to, in the order in which zones name them.
function countriesOf(zones: readonly Zone[]): string[] {
  const sent = zones.filter(({ rates }) => rates.length > 0).flatMap(({ places }) => places);
  return [...new Set(sent.map(({ country }) => country))];
}

/** Whether a quote was made from the cart as it stands. */
export function isCurrent(quote: FrozenQuote | null, cartStamp: string | null): quote is FrozenQuote {
  return quote !== null && quote.cartStamp === cartStamp;
}

/** Whether a quote was made from the cart as it stands and in this market, and its gift cards still pay what it says. */
export function isStanding(
  quote: FrozenQuote | null,
  head: Pick<HeadRow, "cart_stamp" | "gift_cards" | "terms">,
): quote is FrozenQuote {
  return (
    isCurrent(quote, head.cart_stamp) &&
    isOfMarket(quote, head.terms) &&
    doTendersStand(quote, head.gift_cards)
  );
}

/** What the page is drawn for; a place or a way of delivery that is not saved yet turns the sums into an estimate. */
export interface Seen {
  readonly address?: Partial<Destination> | undefined;
  readonly delivery?: Delivery | undefined;
  readonly shippingRateId?: string | undefined;
  readonly device: Device | null;
}

/** Draws the checkout from its rows: no statement of its own, but for gift wrapping where that is offered. */
export async function checkoutView(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
  seen: Seen,
): Promise<CheckoutView> {
  const cart = cartView(ctx, head.cart_id, head.terms.currency, rows);
  const { checkout } = head;
  const saved = { ...emptyAddress, country: countryOf(head), ...checkout?.address };
  const address = { ...saved, ...seen.address };
  const isTyped = Boolean(seen.address || seen.shippingRateId || seen.delivery);
  const quote = !isTyped && checkout && isStanding(checkout.quote, head) ? checkout.quote : null;
  const ways = waysOf(head, rows, address);
  const countries = [...new Set([...countriesOf(head.terms.zones), ...countriesElsewhere(head.terms)])];
  const wish = savedWish(checkout);
  const delivery = deliveryOf(ways, { ...wish, ...(seen.delivery ? seen : {}) }, countries.length > 0);
  const way = wishedWay(ways, delivery, seen.shippingRateId || wish.id);
  // What is frozen with automatic discounts alone has nothing more to tell.
  const judged = quote && !head.codes ? nothingHolds : await findDiscounts(ctx, head, rows, checkout);
  const sums = quote ?? (way && rows.length > 0 ? estimate(ctx, head, rows, { way, address, judged }) : null);
  const goods = sums ? sums.answer.subtotal - sums.answer.discount : cart.subtotal.amount;
  return {
    cart,
    market: head.terms.market.handle,
    ref: checkout ? refOf(ctx, "checkout", checkout.id) : null,
    formRef: refOf(ctx, "checkout", checkout?.id ?? newId<"checkout">()),
    email: checkout?.email ?? "",
    phone: checkout?.phone ?? "",
    address,
    note: checkout?.note ?? "",
    offersInvoice: offersInvoice(head),
    invoice: checkout?.invoice ?? null,
    countries,
    delivery: deliveryView(ctx, ways, delivery, countries.length > 0, rows),
    rates: rateViews(ctx, ways, goods, head.terms.currency),
    shippingRateId: way?.kind === "ship" ? way.offer.id : way?.kind === "pickup" ? way.place.id : null,
    methods: await methodsOf(ctx, head, {
      isTestStore: head.is_test,
      country: address.country,
      currency: head.terms.currency,
      total: sums?.answer.due ?? null,
      device: seen.device,
    }),
    wrapping: await wrappingView(ctx, head, rows),
    giftCards: giftCardViews(head.gift_cards, head.terms.currency, sums?.answer.tenders ?? []),
    totals: sums
      ? totalsView(
          { ...sums, ...namesOf(head.gift_cards) },
          ctx.locale,
          !quote && awaitsPlace(head.terms, address),
        )
      : null,
    codes: codesView(head, judged, sums),
    isSaved: quote !== null,
    isReadyToPay: sums !== null && cart.lines.every((line) => line.isAvailable && !line.fault),
  };
}
