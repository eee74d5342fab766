import { startReceiver as start } from "@hutong/payment-providers/testing";

export type { Receiver } from "@hutong/payment-providers/testing";

/** Starts a receiver of Stripe's notices. */
export const startReceiver = () => start("stripe");
