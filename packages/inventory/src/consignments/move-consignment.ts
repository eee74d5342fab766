import { authorize, idempotent, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { changeStock, refuseShort, type StockChange } from "../change-stock.ts";
import { type LockedConsignment, linesOf, lockConsignment } from "./consignment-rows.ts";
import { ReceiveConsignmentInput } from "./schemas.ts";

const documentOf = ({ kind, id }: LockedConsignment) => ({ kind, id });

/**
 * Sends a draft on its way: a transfer's units leave what is available at its origin, those of a purchase order are ordered. From now on
 * they are incoming. All of it leaves or nothing does.
 * Throws `consignment_not_found`, `consignment_not_draft`, `consignment_empty`, `stock_short` (with `fields`: `lines.0`).
 */
export async function sendConsignment(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "inventory.sendConsignment");
  await ctx.write(async (tx) => {
    const consignment = await lockConsignment(tx, input.id);
    if (consignment.state !== "draft") throw new AppError("conflict", "consignment_not_draft");
    const lines = await linesOf(tx, input.id);
    if (lines.length === 0) throw new AppError("invalid", "consignment_empty");
    const { from } = consignment;
    if (from !== null) {
      const changes = lines.map(
        (line): StockChange => ({ variantId: line.variant_id, locationId: from, available: -line.quantity }),
      );
      const changed = await changeStock(tx, changes, { kind: "send", document: documentOf(consignment) });
      await refuseShort(tx, changes, changed);
    }
    tx.send(
      sql`update consignment_lines set incoming = quantity where store_id = ${tx.storeId} and consignment_id = ${input.id}`,
    );
    tx.send(
      sql`update consignments set state = 'sent', sent_at = app_now() where store_id = ${tx.storeId} and id = ${input.id}`,
    );
    tx.emit({ kind: `${consignment.kind}.sent`, subject: ["consignment", input.id] });
  });
}

type Given = Omit<ReturnType<typeof ReceiveConsignmentInput.parse>, "key">;

function judged(lines: Given["lines"]): void {
  lines.forEach((line, index) => {
    const field = `lines.${index}`;
    if (lines.findIndex((one) => one.variantId === line.variantId) < index)
      throw new AppError("invalid", "line_twice", { field });
    if (line.damaged > line.quantity) throw new AppError("invalid", "damaged_too_many", { field });
  });
}

async function receive(tx: WriteContext, given: Given): Promise<{ isComplete: boolean }> {
  const consignment = await lockConsignment(tx, given.id);
  if (consignment.state !== "sent") throw new AppError("conflict", "consignment_not_sent");
  const written = await tx.run(sql<{ variant_id: string }>`
    update consignment_lines l set received = l.received + g.quantity, incoming = l.incoming - g.quantity
    from ${rowset("g", { variantId: "uuid", quantity: "int", damaged: "int" }, given.lines)}
    where l.store_id = ${tx.storeId} and l.consignment_id = ${given.id} and l.variant_id = g."variantId" and l.incoming >= g.quantity
    returning l.variant_id`);
  const isWritten = (variantId: string) => written.some((row) => row.variant_id === variantId);
  const at = given.lines.findIndex((line) => !isWritten(line.variantId));
  if (at >= 0) throw new AppError("conflict", "receive_too_many", { field: `lines.${at}` });
  const changes = given.lines.map(
    ({ variantId, quantity, damaged }): StockChange => ({
      variantId,
      locationId: consignment.to,
      available: quantity - damaged,
      damaged,
    }),
  );
  const changed = await changeStock(tx, changes, { kind: "receive", document: documentOf(consignment) });
  await refuseShort(tx, changes, changed);
  const [closed] = await tx.run(sql`update consignments c set state = 'received', closed_at = app_now()
    where c.store_id = ${tx.storeId} and c.id = ${given.id} and not exists (select from consignment_lines l
      where l.store_id = ${tx.storeId} and l.consignment_id = c.id and l.incoming > 0) returning c.id`);
  tx.emit({ kind: `${consignment.kind}.received`, subject: ["consignment", given.id] });
  return { isComplete: closed !== undefined };
}

/**
 * Takes in what came, all of it or a part: incoming falls, on hand rises, the damaged beside what can be sold. The last part closes
 * the consignment. Once for an idempotency key.
 * Throws `consignment_not_found`, `consignment_not_sent`, `receive_too_many`, `damaged_too_many`, `line_twice`, `unknown_variant`.
 */
export async function receiveConsignment(
  ctx: StoreContext,
  input: ReceiveConsignmentInput,
): Promise<{ isComplete: boolean }> {
  authorize(ctx, "inventory.receiveConsignment");
  const { key, ...given } = ReceiveConsignmentInput.parse(input);
  judged(given.lines);
  return ctx.write(async (tx) => {
    const once = await idempotent(
      tx,
      { operation: "inventory.receiveConsignment", key, request: given },
      () => receive(tx, given),
    );
    return once.answer;
  });
}

/**
 * Ends a consignment of which no more will come. A draft is cancelled; what a transfer still has on its way is available at its origin
 * again, what a supplier has not sent is expected no more. Of which a part was received is received, else it is cancelled.
 * Throws `consignment_not_found` or `consignment_closed`.
 */
export async function closeConsignment(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "inventory.closeConsignment");
  await ctx.write(async (tx) => {
    const consignment = await lockConsignment(tx, input.id);
    const { state, from } = consignment;
    if (state !== "draft" && state !== "sent") throw new AppError("conflict", "consignment_closed");
    const lines = await linesOf(tx, input.id);
    if (from !== null && state === "sent") {
      const changes = lines
        .filter((line) => line.incoming > 0)
        .map(
          (line): StockChange => ({ variantId: line.variant_id, locationId: from, available: line.incoming }),
        );
      const changed = await changeStock(tx, changes, { kind: "return", document: documentOf(consignment) });
      await refuseShort(tx, changes, changed);
    }
    const end = lines.some((line) => line.received > 0) ? "received" : "cancelled";
    tx.send(
      sql`update consignment_lines set incoming = 0 where store_id = ${tx.storeId} and consignment_id = ${input.id} and incoming > 0`,
    );
    tx.send(
      sql`update consignments set state = ${end}, closed_at = app_now() where store_id = ${tx.storeId} and id = ${input.id}`,
    );
    tx.emit({ kind: `${consignment.kind}.closed`, subject: ["consignment", input.id] });
  });
}
