import { describe, expect, it } from "vitest";
import { allowed, type OrderAction, type OrderStates, whyNot } from "./transitions.ts";

const open: OrderStates = { state: "open", paymentState: "unpaid", fulfilmentState: "unfulfilled" };

describe("transitions of an order", () => {
  it.each<[OrderAction, Partial<OrderStates>, string | null]>([
    ["markPaid", {}, null],
    ["markPaid", { paymentState: "paid" }, "order_already_paid"],
    ["markPaid", { state: "cancelled" }, "order_cancelled"],
    ["markPaid", { paymentState: "authorized" }, "order_authorized"],
    ["capture", {}, "order_not_authorized"],
    ["capture", { paymentState: "authorized", fulfilmentState: "fulfilled" }, null],
    ["capture", { paymentState: "authorized", state: "cancelled" }, "order_cancelled"],
    ["capture", { paymentState: "partially_paid" }, "order_already_paid"],
    ["cancel", { paymentState: "authorized" }, null],
    ["refund", { paymentState: "authorized" }, "order_not_captured"],
    ["refund", { paymentState: "partially_paid" }, null],
    ["fulfil", { paymentState: "authorized" }, null],
    ["fulfil", {}, null],
    ["fulfil", { fulfilmentState: "partially_fulfilled" }, null],
    ["fulfil", { fulfilmentState: "fulfilled" }, "order_already_fulfilled"],
    ["fulfil", { state: "cancelled" }, "order_cancelled"],
    ["cancel", {}, null],
    ["cancel", { fulfilmentState: "partially_fulfilled" }, "order_already_shipped"],
    ["cancel", { state: "cancelled" }, "order_cancelled"],
    ["refund", {}, "order_unpaid"],
    ["refund", { paymentState: "paid", fulfilmentState: "fulfilled" }, null],
    ["refund", { paymentState: "partially_refunded" }, null],
    ["refund", { paymentState: "refunded" }, "order_already_refunded"],
  ])("%s with %j: %s", (action, change, reason) => {
    const order = { ...open, ...change };
    expect(whyNot(order, action)).toBe(reason);
    expect(allowed(order)[action]).toEqual({ allowed: reason === null, reason });
  });
});
