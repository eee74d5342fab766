import { authorize, idempotent, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { shipStock } from "@hutong/inventory";
import { AppError, cleanText, type Id, newId } from "@hutong/kernel";
import { expectShipmentReport } from "@hutong/payments";
import { captureOnFulfilment } from "./capture-order.ts";
import { lockOrder } from "./order-rows.ts";
import { FulfilOrderInput } from "./schemas.ts";
import { whyNot } from "./transitions.ts";
import { type SoldLine, unitsSold } from "./units-sold.ts";

type LineRow = {
  id: string;
  variant_id: string;
  quantity: number;
  fulfilled_quantity: number;
  parts: SoldLine["parts"];
};
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

type Leaving = SoldLine & { readonly lineId: string };

function choose(
  rows: readonly LineRow[],
  wanted: { lineId: string; quantity: number }[] | undefined,
): Leaving[] {
  const left = (row: LineRow) => row.quantity - row.fulfilled_quantity;
  if (!wanted) {
    return rows
      .filter((row) => left(row) > 0)
      .map((row) => ({ lineId: row.id, variantId: row.variant_id, quantity: left(row), parts: row.parts }));
  }
  return wanted.map(({ lineId, quantity }) => {
    const row = rows.find((one) => one.id === lineId);
    if (!row) throw new AppError("not_found", "order_line_not_found");
    if (quantity > left(row))
      throw new AppError("invalid", "fulfil_too_many", { params: { left: left(row) } });
    return { lineId, variantId: row.variant_id, quantity, parts: row.parts };
  });
}

async function writeFulfilment(
  tx: WriteContext,
  id: string,
  leaving: Leaving[],
  given: { carrier: string; trackingNumber: string },
): Promise<Id<"fulfilment">> {
  const fulfilmentId = newId<"fulfilment">();
  tx.send(sql`insert into fulfilments (store_id, id, order_id, carrier, tracking_number, lines, created_at)
    values (${tx.storeId}, ${fulfilmentId}, ${id}, ${cleanText(given.carrier)}, ${cleanText(given.trackingNumber)},
      ${leaving.map(({ lineId, quantity }) => ({ lineId, quantity }))}::jsonb, app_now())`);
  tx.send(sql`update order_lines l set fulfilled_quantity = l.fulfilled_quantity + w.quantity
    from jsonb_to_recordset(${leaving}::jsonb) as w("lineId" uuid, quantity int)
    where l.store_id = ${tx.storeId} and l.order_id = ${id} and l.id = w."lineId"`);
  tx.send(sql`update orders set fulfilment_state = case when exists (select 1 from order_lines l where l.store_id = orders.store_id
      and l.order_id = orders.id and l.fulfilled_quantity < l.quantity) then 'partially_fulfilled' else 'fulfilled' end
    where store_id = ${tx.storeId} and id = ${id}`);
  return fulfilmentId;
}

const isAllGone = (rows: readonly LineRow[], leaving: readonly Leaving[]) =>
  sum(rows.map((row) => row.quantity - row.fulfilled_quantity)) ===
  sum(leaving.map(({ quantity }) => quantity));

/** `fulfilOrder` inside a write; `isDownload`: nothing leaves the house, and no letter says so. */
export async function fulfil(
  tx: WriteContext,
  given: FulfilOrderInput,
  { isDownload = false } = {},
): Promise<{ fulfilmentId: Id<"fulfilment"> }> {
  const order = await lockOrder(tx, given.id);
  const reason = whyNot(order, "fulfil");
  if (reason) throw new AppError("conflict", reason);
  const rows =
    await tx.run(sql<LineRow>`select l.id, l.variant_id, l.quantity, l.fulfilled_quantity, o.quote->'lines'->l.position->'parts' as parts
    from orders o join order_lines l on l.store_id = o.store_id and l.order_id = o.id
    where o.store_id = ${tx.storeId} and o.id = ${given.id} order by l.position`);
  const leaving = choose(rows, given.lines);
  const { carrier = "", trackingNumber = "" } = given;
  const fulfilmentId = await writeFulfilment(tx, given.id, leaving, { carrier, trackingNumber });
  await shipStock(tx, {
    orderId: given.id,
    lines: unitsSold(leaving),
    locationId: order.pickupAt ?? undefined,
  });
  tx.emit({ kind: "order.fulfilled", subject: ["order", given.id], data: { fulfilmentId } });
  if (!isDownload) tx.enqueue("order-shipped", { orderId: given.id, fulfilmentId });
  const paidBy = { purpose: "checkout", referenceId: order.checkoutId };
  if (order.paymentState === "authorized" && isAllGone(rows, leaving))
    await captureOnFulfilment(tx, { id: given.id, checkoutId: order.checkoutId });
  await expectShipmentReport(tx, { ...paidBy, orderId: given.id, fulfilmentId });
  return { fulfilmentId };
}

/**
 * Records that goods left: the fulfilment with its tracking number, the lines' counts, and the stock that goes with
 * them; once for an idempotency key. Throws `order_not_found`, `order_line_not_found`, `fulfil_too_many`,
 * `idempotency_key_reused`, or the reason that the transitions name.
 */
export async function fulfilOrder(
  ctx: StoreContext,
  input: FulfilOrderInput,
): Promise<{ fulfilmentId: Id<"fulfilment"> }> {
  authorize(ctx, "orders.fulfilOrder");
  const { key, ...given } = FulfilOrderInput.parse(input);
  return await ctx.write(async (tx) => {
    if (key === undefined) return await fulfil(tx, given);
    const once = await idempotent(tx, { operation: "orders.fulfilOrder", key, request: given }, () =>
      fulfil(tx, given),
    );
    return once.answer;
  });
}
