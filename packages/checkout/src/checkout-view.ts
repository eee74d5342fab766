import type { StoreContext } from "@hutong/db";
import { localized, newId } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { findProvider } from "@hutong/payment-providers";
import { isOutOfReach, openCredentials, type Situation, whyNotOffered } from "@hutong/payments";
import type { Device } from "@hutong/payments/schemas";
import { explain, type RateRow, rateName, ratePrice, ratesFor } from "@hutong/pricing";
import { cartView, type HeadRow, type LineRow } from "./cart-rows.ts";
import { estimate } from "./quote.ts";
import { refOf } from "./references.ts";
import type { AddressView, CartView, CheckoutView, MethodView, RateView, TotalsView } from "./views.ts";

export const emptyAddress: AddressView = {
  country: "",
  name: "",
  phone: "",
  province: "",
  city: "",
  district: "",
  line1: "",
  line2: "",
  postcode: "",
};

/** The sums of a quote or an estimate, in its currency. */
export function totalsView(quote: Parameters<typeof explain>[0]): TotalsView {
  const { currency, isTaxIncluded, subtotal, discount, shipping, tax, total } = explain(quote);
  const money = (amount: number) => ({ amount, currency });
  return {
    subtotal: money(subtotal),
    discount: money(discount),
    shipping: money(shipping),
    tax: money(tax),
    isTaxIncluded,
    total: money(total),
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

function rateView(ctx: StoreContext, rate: RateRow, { subtotal }: CartView): RateView {
  return {
    id: rate.id,
    name: rateName(rate, ctx.locale),
    price: { amount: ratePrice(rate, subtotal.amount), currency: subtotal.currency },
    minDays: rate.min_days,
    maxDays: rate.max_days,
  };
}

/** Whether a quote was made from the cart as it stands. */
export function isCurrent(quote: FrozenQuote | null, cartStamp: string | null): quote is FrozenQuote {
  return quote !== null && quote.cartStamp === cartStamp;
}

/** What the page is drawn for; a country or a rate that is not saved yet turns the sums into an estimate. */
export interface Seen {
  readonly country?: string | undefined;
  readonly shippingRateId?: string | undefined;
  readonly device: Device | null;
}

/** Draws the checkout from its rows: no statement of its own. */
export async function checkoutView(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
  seen: Seen,
): Promise<CheckoutView> {
  const cart = cartView(ctx, head.cart_id, head.terms.currency, rows);
  const { checkout } = head;
  const saved = { ...emptyAddress, country: head.country, ...checkout?.address };
  const address = seen.country ? { ...saved, country: seen.country } : saved;
  const isTyped = Boolean(seen.country || seen.shippingRateId);
  const quote = !isTyped && checkout && isCurrent(checkout.quote, head.cart_stamp) ? checkout.quote : null;
  const rates = ratesFor(head.terms.rates, address.country);
  const wanted = seen.shippingRateId || checkout?.shipping_rate_id;
  const rate = rates.find((one) => one.id === wanted) ?? rates[0];
  const sums = quote ?? (rate && rows.length > 0 ? estimate(head, rows, rate) : null);
  return {
    cart,
    ref: checkout ? refOf(ctx, "checkout", checkout.id) : null,
    formRef: refOf(ctx, "checkout", checkout?.id ?? newId<"checkout">()),
    email: checkout?.email ?? "",
    phone: checkout?.phone ?? "",
    address,
    note: checkout?.note ?? "",
    countries: [...new Set(head.terms.rates.flatMap((one) => one.countries))],
    rates: rates.map((one) => rateView(ctx, one, cart)),
    shippingRateId: rate?.id ?? null,
    methods: await methodsOf(ctx, head, {
      isTestStore: head.is_test,
      country: address.country,
      currency: head.terms.currency,
      total: sums?.answer.total ?? null,
      device: seen.device,
    }),
    totals: sums ? totalsView(sums) : null,
    isSaved: quote !== null,
    isReadyToPay: sums !== null && cart.lines.every((line) => line.isAvailable),
  };
}
