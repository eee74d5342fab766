import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { isId, type Money } from "@hutong/kernel";
import { refOf } from "../references.ts";
import { isYoung, leftMinutes, letterHours } from "./left.ts";
import { ListLeftCheckoutsInput } from "./schemas.ts";

export interface LeftCheckout {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly city: string;
  readonly total: Money;
  readonly itemCount: number;
  readonly pictures: readonly string[];
  readonly leftAt: Date;
  /** When a letter was last asked for, and when the link first brought somebody back. */
  readonly letterAt: Date | null;
  readonly restoredAt: Date | null;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  /** Whether a letter may be asked for now. */
  readonly canWrite: boolean;
  /** Path of the link that brings it back, on whichever device. */
  readonly recoveryPath: string;
}

type Line = { quantity: number; picture: string | null };
type Row = Omit<LeftCheckout, "total" | "itemCount" | "pictures" | "recoveryPath"> & {
  total: number;
  currency: string;
  lines: Line[];
};

// Newest first by their ids, which hold the time: an index of their own would cost every checkout that is not left.
const conditions = {
  left: () => fragment`k.order_id is null and k.state in ('open', 'expired')
    and k.updated_at < app_now() - ${leftMinutes}::int * interval '1 minute' and ${isYoung()}`,
  recovered: () => fragment`k.restored_at is not null and k.order_id is not null`,
};

/**
 * Checkouts with a contact that were left for an hour without an order, or those that their link brought to one, newest
 * first. `nextBefore` pages on.
 */
export async function listLeftCheckouts(
  ctx: StoreContext,
  input: ListLeftCheckoutsInput,
): Promise<{ items: LeftCheckout[]; nextBefore: string | null }> {
  authorize(ctx, "checkout.listLeftCheckouts");
  const { tab, before, limit } = ListLeftCheckoutsInput.parse(input);
  const from = before && isId(before) ? fragment`and k.id < ${before}` : nothing;
  const [rows] = await ctx.read(sql<Row>`
    select k.id, coalesce(k.address->>'name', '') as name, coalesce(k.email, '') as email, coalesce(k.phone, '') as phone,
      coalesce(k.address->>'city', '') as city, k.total, k.currency, k.quote->'lines' as lines, k.updated_at as "leftAt",
      k.letter_at as "letterAt", k.restored_at as "restoredAt", k.order_id as "orderId", o.number as "orderNumber",
      (k.email is not null and k.order_id is null and coalesce(k.letter_at < app_now() - ${letterHours}::int * interval '1 hour', true)) as "canWrite"
    from checkouts k
    left join orders o on o.store_id = k.store_id and o.id = k.order_id
    where k.store_id = ${ctx.storeId} and (k.email is not null or k.phone is not null) and k.total is not null
      and ${conditions[tab]()} ${from}
    order by k.id desc limit ${limit + 1}::int`);
  const items = rows.slice(0, limit).map(({ total, currency, lines, ...row }) => ({
    ...row,
    total: { amount: total, currency },
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    pictures: lines.flatMap(({ picture }) => (picture ? [picture] : [])).slice(0, 3),
    recoveryPath: `/checkout/recover?token=${refOf(ctx, "recovery", row.id)}`,
  }));
  return { items, nextBefore: rows.length > limit ? items.at(-1)!.id : null };
}
