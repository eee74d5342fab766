import type { LocalizedText, Money } from "@hutong/kernel";
import type { z } from "zod";

/** What is to be paid, as a provider sees it. `id` without hyphens is the out_trade_no. */
export interface AttemptToPay {
  readonly id: string;
  readonly amount: Money;
  readonly description: string;
  readonly expiresAt: Date;
  /** Where the customer's browser comes back to. */
  readonly returnUrl: string;
}

/** Money that a provider says it has taken; one attempt may have been paid more than once. */
export interface ProviderPayment {
  readonly id: string;
  readonly amount: Money;
}

export type Action = { readonly kind: "redirect"; readonly url: string };

/** Only explicit success and explicit failure are final; whatever is not recognised is `pending`. */
export type Outcome =
  | { readonly kind: "pending" }
  | { readonly kind: "action-required"; readonly action: Action }
  | { readonly kind: "paid"; readonly payments: readonly ProviderPayment[] }
  | { readonly kind: "declined"; readonly customer: LocalizedText; readonly merchant: string };

export type RefundOutcome =
  | { readonly kind: "pending" }
  | { readonly kind: "succeeded"; readonly refundId: string }
  | { readonly kind: "failed"; readonly merchant: string };

export interface RefundToMake {
  /** Same key, same refund: the provider makes it once. */
  readonly requestKey: string;
  readonly attemptId: string;
  readonly paymentId: string;
  readonly amount: Money;
}

export interface RawRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as they came: verified before they are parsed. */
  readonly body: Uint8Array;
}

/** What a verified notice says, and the answer that this provider expects. */
export interface Notification {
  readonly facts: readonly { readonly attemptId: string; readonly outcome: Outcome }[];
  readonly reply: { readonly status: number; readonly body: string };
}

/** A notice that is not proven to come from the provider. */
export class NotProven extends Error {
  constructor(why: string) {
    super(`notice not proven: ${why}`);
    this.name = "NotProven";
  }
}

/** A merchant's account at a provider, ready to be called. Calls take at most five seconds and may throw: then nothing is known. */
export interface ConnectedProvider {
  start(attempt: AttemptToPay): Promise<Outcome>;
  fetch(attempt: AttemptToPay): Promise<Outcome>;
  /** Closes an attempt; `pending` when it could not be closed, `paid` when it was too late. */
  cancel(attempt: AttemptToPay): Promise<Outcome>;
  refund(refund: RefundToMake): Promise<RefundOutcome>;
  readNotification(request: RawRequest): Notification;
}

export interface ConnectEnvironment {
  readonly accountId: string;
  /** Origin of the platform's api app: pages and far ends of ours live there. */
  readonly apiOrigin: string;
}

export interface PaymentProvider<Credentials = unknown> {
  readonly id: string;
  readonly label: LocalizedText;
  /** Draws the settings form and guards what is stored. */
  readonly credentials: z.ZodType<Credentials>;
  /** "at-submit": the order is written unpaid and money comes by hand; "online": the order follows from the money. */
  readonly settles: "online" | "at-submit";
  readonly isForTestStoresOnly: boolean;
  /** What the customer reads under the method's name, and how to pay while unpaid. */
  instructions(credentials: Credentials, locale: string): string;
  connect(credentials: Credentials, environment: ConnectEnvironment): ConnectedProvider;
}

/** Declares a provider; keeps the type of its credentials inside its folder. */
export function definePaymentProvider<Credentials>(provider: PaymentProvider<Credentials>): PaymentProvider {
  return provider as PaymentProvider;
}
