import { downloadViews, type PickupView, placeLine, refOf } from "@hutong/checkout";
import { rowset, type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import { downloadsOf, type KeptQuote } from "@hutong/orders";
import { findProvider } from "@hutong/payment-providers";
import { findAccount, openCredentials } from "@hutong/payments";
import { explain, type Reason, taxName } from "@hutong/pricing";
import { storefrontUrl } from "./env.ts";

/** What letters about an order say; amounts in minor units of `currency`. */
export interface OrderMailData {
  readonly storeName: string;
  readonly email: string | null;
  readonly locale: string;
  readonly number: number;
  readonly isPaid: boolean;
  /** What came in, before anything was given back. */
  readonly paid: number;
  /** What gift cards paid of it; a part of `paid`. */
  readonly tendered: number;
  /** Money that is or was reserved for it; null where none is. */
  readonly reserved: "on-fulfilment" | "by-hand" | null;
  /** Whether the courier brings the money. */
  readonly isOnDelivery: boolean;
  readonly isTest: boolean;
  readonly customerName: string;
  readonly currency: string;
  readonly shipping: number;
  /** Each tax by its name in the letter's language, its rate in hundredths of a percent, and what it comes to. */
  readonly taxes: readonly { name: string; basisPoints: number; amount: number; isIncluded: boolean }[];
  readonly total: number;
  /** `total` before discounts; `properties` is what was filled in: "Engraving: 林". */
  readonly lines: readonly {
    title: string;
    variantTitle: string;
    properties: readonly string[];
    quantity: number;
    total: number;
  }[];
  /** What each discount took off the goods, by the name that was frozen, which may be empty. */
  readonly discounts: readonly { name: string; code: string | null; amount: number }[];
  readonly instructions: string;
  /** Where it is fetched, on one line with when; empty where it is sent. */
  readonly pickup: string;
  readonly tracking: string;
  readonly url: string;
  /** What its customer may download now: the page behind each is asked before anything is counted. */
  readonly downloads: readonly { name: string; bytes: number; url: string; expiresAt: Date; left: number }[];
  /** Whether anything of it is sent or fetched. */
  readonly hasGoods: boolean;
  /** Whether the job's letter went out before. */
  readonly isSent: boolean;
}

/** A letter to write: the job that it comes of, and the order that it is about. */
export interface OrderLetter {
  readonly jobId: string;
  readonly orderId: string;
}

type Row = Omit<
  OrderMailData,
  "storeName" | "url" | "downloads" | "hasGoods" | "instructions" | "pickup" | "taxes" | "lines" | "discounts"
> & {
  lines: readonly Omit<OrderMailData["lines"][number], "properties">[];
  pickup: Pick<PickupView, "name" | "address" | "hours"> | null;
  quote: KeptQuote;
  jobId: string;
  orderId: string;
  name: Record<string, string>;
  host: string;
  storeLocale: string;
  accountId: string | null;
};

function pickupLine({ pickup }: Row): string {
  if (!pickup) return "";
  const { name, address, hours } = pickup;
  return [name, placeLine(address), address.phone, hours].filter(Boolean).join(" · ");
}

async function instructionsOf(ctx: StoreContext, accountId: string, locale: string): Promise<string> {
  const account = await findAccount(ctx, accountId);
  return findProvider(account.provider)?.instructions(await openCredentials(ctx, account), locale) ?? "";
}

// The shipping stands in the letter as its discounts left it.
function goodsDiscounts(quote: KeptQuote, reasons: readonly Reason[]): OrderMailData["discounts"] {
  const { input } = quote;
  const ofShipping = input.version === 1 ? [] : input.discounts.filter((one) => one.class === "shipping");
  return reasons
    .filter((one) => one.kind === "discount")
    .filter(({ id }) => !ofShipping.some((one) => one.id === id))
    .map(({ id, amount }) => {
      const frozen = quote.discounts?.find((one) => one.id === id);
      return { name: frozen?.name ?? "", code: frozen?.code ?? null, amount };
    });
}

async function downloadsFor(ctx: StoreContext, row: Row, base: string): Promise<OrderMailData["downloads"]> {
  if (!row.quote.lines.some((line) => line.isDigital)) return [];
  const [files] = await ctx.read(downloadsOf(ctx, row.orderId));
  const open = (await downloadViews(ctx, files)).filter(({ state }) => state === "open");
  return open.map(({ link, name, bytes, expiresAt, left }) => ({
    ...{ name, bytes, expiresAt, left },
    url: `${base}/downloads/${link}`,
  }));
}

const letterColumns = { job_id: "uuid", order_id: "uuid" };

async function toData(ctx: StoreContext, row: Row): Promise<OrderMailData> {
  const { name, host, storeLocale, accountId, jobId: _, orderId, quote, ...data } = row;
  const { reasons } = explain(quote);
  const taxes = reasons.filter((one) => one.kind === "tax");
  const instructions =
    data.isPaid || data.reserved || !accountId ? "" : await instructionsOf(ctx, accountId, data.locale);
  // A store's own language has no prefix.
  const prefix = data.locale === storeLocale ? "" : `/${data.locale}`;
  // Letters are Chinese or English.
  const words = data.locale.startsWith("zh") ? data.locale : "en";
  const base = `${storefrontUrl(host)}${prefix}`;
  return {
    ...data,
    // Lines of the order stand in the quote's order.
    lines: data.lines.map((line, index) => ({
      ...line,
      properties: (quote.lines[index]?.properties ?? []).map(({ name, value }) => `${name}: ${value}`),
    })),
    discounts: goodsDiscounts(quote, reasons),
    taxes: taxes.map((tax) => ({ ...tax, name: taxName(tax.name, words) })),
    storeName: localized(name, data.locale),
    pickup: pickupLine(row),
    instructions,
    url: `${base}/orders/${refOf(ctx, "order", orderId)}`,
    downloads: await downloadsFor(ctx, row, base),
    hasGoods: quote.input.shipping !== null || quote.pickup !== undefined,
  };
}

/**
 * Reads the orders of some letters, where their pages are, and which letters went out, in one statement. By job id; an
 * order that does not exist is left out.
 */
export async function orderMailData(
  ctx: StoreContext,
  letters: readonly OrderLetter[],
): Promise<Map<string, OrderMailData>> {
  const wanted = letters.map(({ jobId, orderId }) => ({ job_id: jobId, order_id: orderId }));
  const [rows] = await ctx.read(sql<Row>`
    select j.job_id as "jobId", o.id as "orderId", s.name, s.locale as "storeLocale", h.host, o.email, o.locale, o.number,
      o.payment_state not in ('unpaid', 'authorized') as "isPaid", o.paid, o.tendered,
      coalesce(a.is_on_delivery, false) as "isOnDelivery", o.is_test as "isTest", o.address->>'name' as "customerName",
      o.currency, o.shipping, o.quote, o.total, o.payment_account_id as "accountId", o.quote->'pickup' as pickup,
      (select coalesce(t.request->>'capture', 'by-hand') from checkouts k
        join payment_attempts t on t.store_id = k.store_id and t.id = k.attempt_id
        join payment_authorizations h on h.store_id = t.store_id and h.attempt_id = t.id
        where k.store_id = o.store_id and k.id = o.checkout_id) as reserved,
      (select jsonb_agg(jsonb_build_object('title', l.title, 'variantTitle', l.variant_title, 'quantity', l.quantity, 'total', l.unit_price * l.quantity)
        order by l.position) from order_lines l where l.store_id = o.store_id and l.order_id = o.id) as lines,
      coalesce((select trim(f.carrier || ' ' || f.tracking_number) from fulfilments f
        where f.store_id = o.store_id and f.order_id = o.id order by f.created_at desc limit 1), '') as tracking,
      exists (select 1 from messages m where m.store_id = ${ctx.storeId} and m.id = j.job_id and m.sent_at is not null) as "isSent"
    from ${rowset("j", letterColumns, wanted)}
    cross join lateral (select * from orders where store_id = ${ctx.storeId} and id = j.order_id limit 1) o
    join stores s on s.store_id = o.store_id
    left join payment_accounts a on a.store_id = o.store_id and a.id = o.payment_account_id
    join store_hosts h on h.store_id = o.store_id and h.is_primary`);
  const found = await Promise.all(rows.map(async (row) => [row.jobId, await toData(ctx, row)] as const));
  return new Map(found);
}
