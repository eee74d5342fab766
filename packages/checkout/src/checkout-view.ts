import type { StoreContext } from "@hutong/db";
import { localized } from "@hutong/kernel";
import type { FrozenQuote } from "@hutong/orders";
import { findProvider } from "@hutong/payment-providers";
import { isOutOfReach, openCredentials, type Situation, whyNotOffered } from "@hutong/payments";
import type { Device } from "@hutong/payments/schemas";
import { rateName, ratePrice, ratesFor } from "@hutong/pricing";
import { cartView, type HeadRow, type LineRow } from "./cart-rows.ts";
import { refOf } from "./references.ts";
import type { AddressView, CheckoutView, MethodView, RateView, TotalsView } from "./views.ts";

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

/** The sums of a frozen quote, in its currency. */
export function totalsView(quote: FrozenQuote): TotalsView {
  const money = (amount: number) => ({ amount, currency: quote.input.currency });
  const { answer } = quote;
  return {
    subtotal: money(answer.subtotal),
    discount: money(answer.discount),
    shipping: money(answer.shipping),
    tax: money(answer.tax),
    isTaxIncluded: quote.input.isTaxIncluded,
    total: money(answer.total),
  };
}

async function methodsOf(ctx: StoreContext, head: HeadRow, situation: Situation): Promise<MethodView[]> {
  const methods: MethodView[] = [];
  for (const account of head.accounts) {
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

function rateViews(ctx: StoreContext, head: HeadRow, country: string, subtotal: number): RateView[] {
  return ratesFor(head.rates, country).map((rate) => ({
    id: rate.id,
    name: rateName(rate, ctx.locale),
    price: { amount: ratePrice(rate, subtotal), currency: head.currency },
    minDays: rate.min_days,
    maxDays: rate.max_days,
  }));
}

/** Whether a quote was made from the cart as it stands. */
export function isCurrent(quote: FrozenQuote | null, cartStamp: string | null): quote is FrozenQuote {
  return quote !== null && quote.cartStamp === cartStamp;
}

/** Draws the checkout from its rows: no statement of its own. */
export async function checkoutView(
  ctx: StoreContext,
  head: HeadRow,
  rows: readonly LineRow[],
  seen: { readonly country?: string | undefined; readonly device: Device | null },
): Promise<CheckoutView> {
  const { country, device } = seen;
  const cart = cartView(ctx, head.cart_id, head.currency, rows);
  const { checkout } = head;
  const saved = { ...emptyAddress, country: head.country, ...checkout?.address };
  const address = country ? { ...saved, country } : saved;
  const quote = checkout && isCurrent(checkout.quote, head.cart_stamp) ? checkout.quote : null;
  return {
    cart,
    ref: checkout ? refOf(ctx, "checkout", checkout.id) : null,
    email: checkout?.email ?? "",
    phone: checkout?.phone ?? "",
    address,
    note: checkout?.note ?? "",
    countries: [...new Set(head.rates.flatMap((rate) => rate.countries))],
    rates: rateViews(ctx, head, address.country, cart.subtotal.amount),
    shippingRateId: checkout?.shipping_rate_id ?? null,
    methods: await methodsOf(ctx, head, {
      isTestStore: head.is_test,
      country: address.country,
      currency: head.currency,
      total: quote?.answer.total ?? null,
      device,
    }),
    totals: quote ? totalsView(quote) : null,
    isReadyToPay: quote !== null && cart.lines.length > 0 && cart.lines.every((line) => line.isAvailable),
  };
}
