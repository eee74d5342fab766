/** What an order's states allow; operations, buttons and tests all ask here. */
export interface OrderStates {
  readonly state: "open" | "cancelled";
  readonly paymentState:
    | "unpaid"
    | "authorized"
    | "partially_paid"
    | "paid"
    | "partially_refunded"
    | "refunded";
  readonly fulfilmentState: "unfulfilled" | "partially_fulfilled" | "fulfilled";
}

export type OrderAction = "markPaid" | "capture" | "fulfil" | "cancel" | "refund";

/** Why an action is not possible; null when it is. The reasons are codes, put into words at the edge. */
type Rule = (order: OrderStates) => string | null;

const rules: Record<OrderAction, Rule> = {
  markPaid: (order) =>
    order.state === "cancelled"
      ? "order_cancelled"
      : order.paymentState === "authorized"
        ? "order_authorized"
        : order.paymentState === "unpaid"
          ? null
          : "order_already_paid",
  capture: (order) => {
    if (order.state === "cancelled") return "order_cancelled";
    if (order.paymentState === "unpaid") return "order_not_authorized";
    return order.paymentState === "authorized" ? null : "order_already_paid";
  },
  fulfil: (order) => {
    if (order.state === "cancelled") return "order_cancelled";
    return order.fulfilmentState === "fulfilled" ? "order_already_fulfilled" : null;
  },
  cancel: (order) => {
    if (order.state === "cancelled") return "order_cancelled";
    return order.fulfilmentState === "unfulfilled" ? null : "order_already_shipped";
  },
  refund: (order) => {
    if (order.paymentState === "unpaid") return "order_unpaid";
    if (order.paymentState === "authorized") return "order_not_captured";
    return order.paymentState === "refunded" ? "order_already_refunded" : null;
  },
};

/** Null when the order allows the action, else the code of the reason. */
export function whyNot(order: OrderStates, action: OrderAction): string | null {
  return rules[action](order);
}

/** Each action with its answer, for buttons: disabled with a reason rather than hidden. */
export function allowed(
  order: OrderStates,
): Record<OrderAction, { allowed: boolean; reason: string | null }> {
  const answer = (action: OrderAction) => {
    const reason = whyNot(order, action);
    return { allowed: reason === null, reason };
  };
  return {
    markPaid: answer("markPaid"),
    capture: answer("capture"),
    fulfil: answer("fulfil"),
    cancel: answer("cancel"),
    refund: answer("refund"),
  };
}
