import { idsOf } from "@hutong/customers";
import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { forgetValues } from "@hutong/metafields";

/**
 * Years for which what an order says of its customer is kept: information on goods and transactions for at least three
 * years from completion (电子商务法, article 31). The books stay longer, and name nobody.
 */
const legalYears = 3;
/** Whether an order (alias `o`) is older than that. */
export const isOver = (): object =>
  fragment`o.placed_at < app_now() - ${legalYears}::int * interval '1 year'`;

/** An address without whom and where exactly: what taxes and statistics need of it stays. */
export function blankAddress(column: object): object {
  return fragment`jsonb_build_object('country', coalesce(${column}->>'country', ''), 'province', coalesce(${column}->>'province', ''),
    'name', '', 'phone', '', 'city', '', 'district', '', 'line1', '', 'line2', '', 'postcode', '')`;
}

// What was filled in for lines may name somebody: an engraving, a greeting.
const withoutWords = () => fragment`jsonb_set(o.quote, '{lines}',
  (select coalesce(jsonb_agg(l.line - 'properties' order by l.position), '[]'::jsonb)
    from jsonb_array_elements(o.quote->'lines') with ordinality as l(line, position)))`;

const blanked = () =>
  fragment`quote = ${withoutWords()}, email = null, phone = null, note = '', address = ${blankAddress(fragment`o.address`)}`;

/** FROM and WHERE of orders `o` whose customers were erased and that still say who they were. */
export function erasedOrders(ctx: StoreContext): object {
  return fragment`orders o join customers c on c.store_id = o.store_id and c.id = o.customer_id
    where o.store_id = ${ctx.storeId} and c.store_id = ${ctx.storeId} and c.erased_at is not null and o.address->>'name' <> ''`;
}

/** Blanks what a customer's orders say of them, where the law no longer wants it; younger ones are done when they are old. */
export function eraseOrders(tx: WriteContext, customerId: Id<"customer">): void {
  forgetValues(
    tx,
    "ORDER",
    fragment`select o.id from orders o where o.store_id = ${tx.storeId} and o.customer_id in (${idsOf(tx, customerId)}) and ${isOver()}`,
  );
  tx.send(sql`update orders o set ${blanked()}
    where o.store_id = ${tx.storeId} and o.customer_id in (${idsOf(tx, customerId)}) and ${isOver()}`);
  tx.remind("sweep", 60);
}

/**
 * Blanks orders of customers that were erased, as they grow old. Answers in how many seconds the next one will be, and
 * null when none is left.
 */
export async function eraseOldOrders(ctx: StoreContext): Promise<number | null> {
  authorize(ctx, "orders.eraseOldOrders");
  const left = erasedOrders(ctx);
  return await ctx.write(async (tx) => {
    forgetValues(tx, "ORDER", fragment`select o.id from ${left} and ${isOver()}`);
    tx.send(sql`update orders o set ${blanked()} where o.store_id = ${tx.storeId} and o.id in (
      select o.id from ${left} and ${isOver()})`);
    const [row] = await tx.run(sql<{ seconds: number | null }>`
      select ceil(extract(epoch from min(o.placed_at) + ${legalYears}::int * interval '1 year' - app_now()))::int as seconds from ${left}`);
    return row!.seconds === null ? null : Math.max(row!.seconds, 60);
  });
}
