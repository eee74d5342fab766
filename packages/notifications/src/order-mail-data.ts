import { refOf } from "@hutong/checkout";
import { type StoreContext, sql } from "@hutong/db";
import { localized } from "@hutong/kernel";
import { findProvider } from "@hutong/payment-providers";
import { findAccount, openCredentials } from "@hutong/payments";
import { storefrontUrl } from "./env.ts";
import { isSent } from "./send-once.ts";

/** What letters about an order say; amounts in minor units of `currency`. */
export interface OrderMailData {
  readonly storeName: string;
  readonly email: string | null;
  readonly locale: string;
  readonly number: number;
  readonly isPaid: boolean;
  readonly isTest: boolean;
  readonly customerName: string;
  readonly currency: string;
  readonly shipping: number;
  readonly total: number;
  readonly lines: readonly { title: string; variantTitle: string; quantity: number; total: number }[];
  readonly instructions: string;
  readonly tracking: string;
  readonly url: string;
  /** Whether the job's letter went out before. */
  readonly isSent: boolean;
}

type Row = Omit<OrderMailData, "storeName" | "url" | "instructions"> & {
  name: Record<string, string>;
  host: string;
  storeLocale: string;
  accountId: string;
};

async function instructionsOf(ctx: StoreContext, accountId: string, locale: string): Promise<string> {
  const account = await findAccount(ctx, accountId);
  return findProvider(account.provider)?.instructions(await openCredentials(ctx, account), locale) ?? "";
}

/**
 * Reads an order for a job's letter, where its page is, and whether the letter went out. Null when there is no such
 * order.
 */
export async function orderMailData(
  ctx: StoreContext,
  { orderId, jobId }: { orderId: string; jobId: string },
): Promise<OrderMailData | null> {
  const [[row]] = await ctx.read(sql<Row>`
    select s.name, s.locale as "storeLocale", h.host, o.email, o.locale, o.number, o.paid > 0 as "isPaid", o.is_test as "isTest", o.address->>'name' as "customerName",
      o.currency, o.shipping, o.total, o.payment_account_id as "accountId",
      (select jsonb_agg(jsonb_build_object('title', l.title, 'variantTitle', l.variant_title, 'quantity', l.quantity, 'total', l.total)
        order by l.position) from order_lines l where l.store_id = o.store_id and l.order_id = o.id) as lines,
      coalesce((select trim(f.carrier || ' ' || f.tracking_number) from fulfilments f
        where f.store_id = o.store_id and f.order_id = o.id order by f.created_at desc limit 1), '') as tracking,
      ${isSent(ctx, jobId)} as "isSent"
    from orders o
    join stores s on s.store_id = o.store_id
    join store_hosts h on h.store_id = o.store_id and h.is_primary
    where o.store_id = ${ctx.storeId} and o.id = ${orderId}`);
  if (!row) return null;
  const { name, host, storeLocale, accountId, ...data } = row;
  const instructions = data.isPaid ? "" : await instructionsOf(ctx, accountId, data.locale);
  // A store's own language has no prefix.
  const prefix = data.locale === storeLocale ? "" : `/${data.locale}`;
  return {
    ...data,
    storeName: localized(name, data.locale),
    instructions,
    url: `${storefrontUrl(host)}${prefix}/orders/${refOf(ctx, "order", orderId)}`,
  };
}
