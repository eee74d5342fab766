import { authorize, type StoreContext, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { lockAuthorization, type OpenAuthorization, requestCapture } from "@hutong/payments";
import { lockOrder } from "./order-rows.ts";
import { CaptureOrderInput } from "./schemas.ts";
import { whyNot } from "./transitions.ts";

function askToCapture(tx: WriteContext, orderId: string, reserved: OpenAuthorization, amount: number): void {
  const { attemptId, currency } = reserved;
  requestCapture(tx, attemptId, amount);
  tx.emit({ kind: "order.capture_requested", subject: ["order", orderId], data: { amount, currency } });
}

/** The last parcel leaves: an account that wants its money then gets it. The order is locked. */
export async function captureOnFulfilment(
  tx: WriteContext,
  order: { readonly id: string; readonly checkoutId: string },
): Promise<void> {
  const reserved = await lockAuthorization(tx, order.checkoutId);
  if (reserved?.isOnFulfilment && reserved.state === "held")
    askToCapture(tx, order.id, reserved, reserved.amount);
}

/**
 * Takes the money that is reserved for an order, all of it or a part: what is not taken is let go for good. The provider is
 * asked by the worker. Pressed twice it is taken once. Throws `order_not_found`, `capture_too_large`, `capture_ended`, or the
 * reason that the transitions name.
 */
export async function captureOrder(ctx: StoreContext, input: CaptureOrderInput): Promise<void> {
  authorize(ctx, "orders.captureOrder");
  const given = CaptureOrderInput.parse(input);
  await ctx.write(async (tx) => {
    const order = await lockOrder(tx, given.id);
    const reason = whyNot(order, "capture");
    if (reason) throw new AppError("conflict", reason);
    const reserved = await lockAuthorization(tx, order.checkoutId);
    if (!reserved || reserved.state === "voiding") throw new AppError("conflict", "capture_ended");
    const amount = given.amount ?? reserved.amount;
    if (amount > reserved.amount)
      throw new AppError("invalid", "capture_too_large", {
        field: "amount",
        params: { left: reserved.amount },
      });
    if (reserved.state === "capturing" && reserved.captureAmount === amount) return;
    askToCapture(tx, given.id, reserved, amount);
  });
}
