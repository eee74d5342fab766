import type { Clock, LocalizedText, Money } from "@hutong/kernel";
import type { z } from "zod";
import type { Action, Identify } from "./actions.ts";
import type { DisputeFact } from "./disputes.ts";
import type { Statement } from "./statement.ts";

/** Where the customer is, which decides how they can pay. */
export interface CustomerEnvironment {
  readonly kind: "desktop" | "phone-browser" | "wechat" | "mini-program" | "alipay";
  /** The customer's own IPv4 or IPv6 address, not a proxy's. */
  readonly ipAddress?: string;
  /** The customer as the provider knows them; see the action `identify`. */
  readonly openId?: string;
}

/** What is to be paid, as a provider sees it. `id` without hyphens is the out_trade_no. */
export interface AttemptToPay {
  readonly id: string;
  readonly amount: Money;
  readonly description: string;
  readonly expiresAt: Date;
  /** Where the customer's browser comes back to. */
  readonly returnUrl: string;
  /**
   * The money is only reserved when the customer pays, and taken by `capture`; as it was at the first `start`. Capability
   * `manual-capture`.
   */
  readonly isCapturedLater?: boolean;
  /** The money is to be shared and stays frozen until then; as it was at the first `start`. */
  readonly isForSharing?: boolean;
  /** Leads to `returnUrl` from the pay host, for providers that come back to registered hosts only. */
  readonly payHostReturnUrl?: string;
  /**
   * As it was at the first `start`: a repetition must say the same. Null when the caller does not know; a provider
   * that needs it then declines rather than guesses.
   */
  readonly customer: CustomerEnvironment | null;
  /** The customer's browser does not run the provider's script: a page of the provider's own is asked for, now and ever after. */
  readonly isHosted?: boolean;
  /** What the provider last answered as its own name for this attempt; missing where that answer was never kept. */
  readonly reference?: string;
}

/** Money that a provider says it has taken; one attempt may have been paid more than once. */
export interface ProviderPayment {
  readonly id: string;
  readonly amount: Money;
}

/** Money that a provider has reserved and not taken. */
export interface Authorization {
  /** What it is captured and released by; the payment's id once it is captured. */
  readonly id: string;
  readonly amount: Money;
  /** When it lapses by itself; null where the provider does not say. */
  readonly expiresAt: Date | null;
}

/** Reserved money by the id of its authorization. */
export interface HoldToVoid {
  readonly attemptId: string;
  readonly paymentId: string;
}

export interface HoldToCapture extends HoldToVoid {
  /** Same key, same capture. Unique within the provider's account. */
  readonly requestKey: string;
  /** All of it, or a part: the rest is released. */
  readonly amount: Money;
}

export interface RefundToMake {
  /** Same key, same refund: the provider makes it once. Unique within the provider's account. */
  readonly requestKey: string;
  readonly attemptId: string;
  readonly paymentId: string;
  readonly amount: Money;
  /** The whole payment that the refund is taken from. */
  readonly paid: Money;
}

/** `pending` may carry what the merchant has to do before the refund can go on. */
export type RefundOutcome =
  | { readonly kind: "pending"; readonly merchant?: LocalizedText }
  | { readonly kind: "succeeded"; readonly refundId: string }
  | { readonly kind: "failed"; readonly merchant: LocalizedText };

/** What a verified notice says of a refund; `requestKey` is null for one that was not asked for by us. */
export interface RefundFact {
  readonly kind: "refund";
  readonly attemptId: string;
  readonly requestKey: string | null;
  /** How much, where the notice says it; the caller compares it before the outcome is believed. */
  readonly amount?: Money;
  readonly outcome: RefundOutcome;
}

/** Something that happened to an attempt which stays open, such as a card that was declined. Same key, same happening. */
export interface Happening {
  readonly key: string;
  readonly merchant: LocalizedText;
}

export interface PaymentFact {
  readonly kind?: "payment";
  readonly attemptId: string;
  readonly outcome: Outcome;
  /** For the attempt's story, beside a `pending`. */
  readonly happening?: Happening;
}

/** The provider's own name for an attempt, kept with it and handed back by `AttemptToPay.reference`. */
interface Referring {
  readonly reference?: string;
}

/** Only explicit success and explicit failure are final; whatever is not recognised is `pending`. */
export type Outcome =
  | ({ readonly kind: "pending" } & Referring)
  | ({ readonly kind: "action-required"; readonly action: Action } & Referring)
  /** Reserved, for an attempt with `isCapturedLater`: no money has come yet. */
  | { readonly kind: "authorized"; readonly authorization: Authorization }
  | { readonly kind: "paid"; readonly payments: readonly ProviderPayment[] }
  | { readonly kind: "declined"; readonly customer: LocalizedText; readonly merchant: LocalizedText };

export interface RawRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as they came: verified before they are parsed. */
  readonly body: Uint8Array;
}

/** What a verified notice says, and the answer that this provider expects. */
export interface Notification {
  readonly facts: readonly (PaymentFact | RefundFact | DisputeFact)[];
  readonly reply: { readonly status: number; readonly body: string };
}

/** A notice that is not proven to come from the provider. */
export class NotProven extends Error {
  constructor(why: string) {
    super(`notice not proven: ${why}`);
    this.name = "NotProven";
  }
}

/** What became of asking the provider whether an account works; `field` is the credential to look at. */
export type AccountCheck =
  | { readonly kind: "works"; readonly merchant: LocalizedText }
  | { readonly kind: "refused"; readonly field: string | null; readonly merchant: LocalizedText }
  /** The provider knows the account and takes no money for it: not yet, or not any more. */
  | {
      readonly kind: "unready";
      readonly merchant: LocalizedText;
      /** What the provider still wants to know, each in words. */
      readonly missing: readonly LocalizedText[];
      /** Whether the merchant can do something about it on the provider's page; see `onboardAt`. */
      readonly canGoOn: boolean;
    };

/** A parcel of a paid order that left. */
export interface ShipmentToReport {
  readonly attemptId: string;
  readonly paymentId: string;
  /** Whether the order left in one parcel; else whether others follow. */
  readonly part: "whole" | "some" | "last";
  /** As staff wrote them; may be empty. */
  readonly carrier: string;
  readonly trackingNumber: string;
  /** What is in it, for the customer. */
  readonly description: string;
  readonly recipientPhone: string | null;
  readonly shippedAt: Date;
  /** Nothing was sent: the customer downloads it. */
  readonly isDownload?: boolean;
}

/** `waits`: not taken now, but worth trying again; `failed`: never will be. Both say what the merchant has to do. */
export type ShipmentOutcome =
  | { readonly kind: "reported" }
  | { readonly kind: "waits" | "failed"; readonly merchant: LocalizedText };

/** The platform's part of a payment that was started with `isForSharing`. */
export interface ShareToTake {
  /** Same key, same share: it is taken once. Unique within the platform's account. */
  readonly requestKey: string;
  readonly attemptId: string;
  readonly paymentId: string;
  /** 0 takes nothing: the payment's money is only let go. */
  readonly amount: Money;
  readonly paid: Money;
  readonly paidAt: Date;
}

/** What goes back of a share that was taken. */
export interface ShareToGiveBack {
  readonly requestKey: string;
  /** The request by which it was taken. */
  readonly shareKey: string;
  readonly attemptId: string;
  readonly paymentId: string;
  readonly amount: Money;
}

/** `pending` with words: refused for now, the same request may be made again. `failed`: only another key can do it. */
export type ShareOutcome =
  | { readonly kind: "pending"; readonly merchant?: LocalizedText }
  | { readonly kind: "succeeded" }
  | { readonly kind: "failed"; readonly merchant: LocalizedText };

/** Whether the platform can take its part of an account's payments: at most `mostBasisPoints` of each. */
export type ShareReadiness =
  | { readonly kind: "ready"; readonly mostBasisPoints: number }
  | { readonly kind: "refused"; readonly merchant: LocalizedText };

/** Who a customer is to the provider; `stale`: the code was used or is too old, a new one may be had. */
export type Identity = { readonly kind: "known"; readonly openId: string } | { readonly kind: "stale" };

/** A merchant's account at a provider, ready to be called. Calls take at most five seconds and may throw: then nothing is known. */
export interface ConnectedProvider {
  start(attempt: AttemptToPay): Promise<Outcome>;
  fetch(attempt: AttemptToPay): Promise<Outcome>;
  /** Closes an attempt; `pending` when it could not be closed, `paid` or `authorized` when it was too late. */
  cancel(attempt: AttemptToPay): Promise<Outcome>;
  /**
   * Takes reserved money once: `paid` with what was taken, also when it was taken before, and `declined` when it is reserved no
   * more. Throws when nothing is known, or it was refused and is still reserved. Capability `manual-capture`, as `void`.
   */
  capture?(hold: HoldToCapture): Promise<Outcome>;
  /** Releases reserved money: `declined` once it is, `paid` when it was too late. */
  void?(hold: HoldToVoid): Promise<Outcome>;
  refund(refund: RefundToMake): Promise<RefundOutcome>;
  /** Where a refund stands; never makes one. `not-made`: the provider has none under this key. Capability `refund-query`. */
  fetchRefund?(refund: RefundToMake): Promise<RefundOutcome | { readonly kind: "not-made" }>;
  /** How a dispute stands, by the provider's own id; null for one that is not of this account. Capability `disputes`. */
  fetchDispute?(disputeId: string): Promise<DisputeFact | null>;
  /** Throws `NotProven` for what the provider did not sign, and plainly when that could not be found out. */
  readNotification(request: RawRequest): Promise<Notification>;
  /**
   * Really asks the provider, moving no money: "we signed, they answered". Throws when nothing is known. Left out by a
   * provider that calls nobody.
   */
  check?(): Promise<AccountCheck>;
  /** Tells a provider that holds the money back until goods left; safe to repeat. Capability `shipment-report`. */
  reportShipment?(shipment: ShipmentToReport): Promise<ShipmentOutcome>;
  /** Makes the platform one who may be shared with, as often as wanted; of an account under the platform's own, as the next two. Capability `platform-share`. */
  prepareShare?(): Promise<ShareReadiness>;
  /** Takes the platform's part and lets the rest go to the merchant. May take two calls' time. */
  takeShare?(share: ShareToTake): Promise<ShareOutcome>;
  giveShareBack?(back: ShareToGiveBack): Promise<ShareOutcome>;
  /**
   * The provider's address that sends the browser on to `redirectUri` with `code` and `state` (letters and digits,
   * 128 at most). Left out where the account cannot find out who a customer is.
   */
  identifyAt?(redirectUri: string, state: string): string;
  /** Exchanges a code for the customer's openid; throws when nothing is known. Beside an action with `canIdentify`. */
  readIdentity?(by: Identify["by"], code: string): Promise<Identity>;
  /** The bill of a day, `yyyy-mm-dd` where the provider counts its days. Capability `statement`. */
  statement?(day: string): Promise<Statement>;
}

/**
 * Whose a proven notice is that came for the platform's own account; null: it says nothing of our money. Without an attempt
 * it is about the account itself, which is to be checked anew.
 */
export interface AddressedNotice {
  readonly addressee: { readonly subAccount: string; readonly attemptId: string | null } | null;
  /** The answer when nobody is addressed. */
  readonly reply: Notification["reply"];
}

/** For whom an account is opened under the platform's own. */
export interface SubAccountToOpen {
  /** Same key, same account: it is opened once. A repetition says the same. */
  readonly requestKey: string;
  /** ISO 3166. */
  readonly country: string;
  /** May be empty. */
  readonly email: string;
  /** The shop's, as its customers know it. */
  readonly name: string;
}

export type SubAccountOpening =
  | { readonly kind: "opened"; readonly subAccount: string }
  | { readonly kind: "refused"; readonly merchant: LocalizedText };

/** Where a merchant's browser comes back to from the provider's page; coming back proves nothing. */
export interface OnboardingReturn {
  readonly returnUrl: string;
  /** Where it comes to when the page is good no more: a new one is made there. */
  readonly renewUrl: string;
}

/** A page on which a merchant says who they are: good once, and for minutes. */
export type OnboardingPage =
  | { readonly kind: "page"; readonly url: string }
  | { readonly kind: "refused"; readonly merchant: LocalizedText };

/** The platform's own account at a provider, under which stores are sub-merchants. */
export interface ConnectedPlatform {
  check(): Promise<AccountCheck>;
  /**
   * Opens an account for a merchant; the provider lets it take no money before the merchant said who they are. Throws when
   * nothing is known. Capability `onboarding`, as `onboardAt`.
   */
  openSubAccount?(opening: SubAccountToOpen): Promise<SubAccountOpening>;
  /** A new page for the merchant of an account, to begin or to go on where they left. */
  onboardAt?(subAccount: string, back: OnboardingReturn): Promise<OnboardingPage>;
  /** Proves a notice first, then says whose it is. Throws as `readNotification` does. */
  addressNotice(request: RawRequest): Promise<AddressedNotice>;
}

/** Tokens that a provider gives for a time, one for all processes. */
export interface SharedTokens {
  /** The token of a name; `renew` is called by one at a time. `stale` is no good any more, and is not given again. */
  get(
    name: string,
    renew: () => Promise<{ readonly token: string; readonly validForSeconds: number }>,
    stale?: string,
  ): Promise<string>;
}

/** Kept between calls for one account; lost at a restart, which must do no harm. */
export type ProviderMemory = Pick<Map<string, unknown>, "get" | "set">;

export interface ConnectEnvironment {
  readonly accountId: string;
  /** Origin of the platform's api app: pages and far ends of ours live there. */
  readonly apiOrigin: string;
  /** Where this account's notices arrive. */
  readonly notifyUrl: string;
  readonly memory: ProviderMemory;
  /** Without it a process keeps its own. */
  readonly tokens?: SharedTokens;
  readonly clock: Clock;
  /** The only way out: takes a second at most to connect. Providers set the limit of a whole call themselves. */
  readonly fetch: typeof fetch;
  /** Credentials of the platform's own account, for a store that is a sub-merchant of it; parsed by `platformCredentials`. */
  readonly platform?: unknown;
  /** Whether the operator lets an account name a far end of its own, such as a simulator. */
  readonly areSimulatorsAllowed: boolean;
}

/** How a credential stands in the settings form; what it may hold is the schema's to say. */
export interface CredentialField {
  readonly label: LocalizedText;
  readonly help?: LocalizedText;
  /** Never shown again once it is stored. */
  readonly isSecret?: boolean;
  /** Several lines, such as a key in PEM. */
  readonly isLong?: boolean;
  /** Drawn only where the operator allows simulators. */
  readonly isForSimulators?: boolean;
  /** By value, where there is a choice; the first stands for none given. */
  readonly choices?: Readonly<Record<string, LocalizedText>>;
  /** Values of the credential `mode` with which it is drawn; with all when left out. */
  readonly modes?: readonly string[];
  /** Must be given in these modes, though a schema of all modes calls it optional. */
  readonly isNeeded?: boolean;
}

export type Capability =
  | "disputes"
  | "manual-capture"
  | "onboarding"
  | "partial-refund"
  | "platform-share"
  | "refund-query"
  | "shipment-report"
  | "statement";

export interface PaymentProvider<Credentials = unknown> {
  readonly id: string;
  readonly label: LocalizedText;
  /** The provider's own name, where the label says by what customers pay. */
  readonly brand?: string;
  /** Draws the settings form and guards what is stored. */
  readonly credentials: z.ZodType<Credentials>;
  /** How each of them is drawn, in this order. */
  readonly credentialFields: { readonly [Field in keyof Required<Credentials>]: CredentialField };
  /** What a merchant reads about a fault in them, by the fault's code: the message of the schema's issue. */
  readonly credentialFaults?: Readonly<Record<string, LocalizedText>>;
  /** "at-submit": the order is written unpaid and money comes by hand; "online": the order follows from the money. */
  readonly settles: "online" | "at-submit";
  /** Whether the courier brings the money, so that goods leave before it comes; "at-submit" only. */
  isPaidOnDelivery?(credentials: Credentials): boolean;
  /**
   * The merchant that these credentials name, in the provider's own numbers: refunds of what it was paid go through no
   * other. Left out where they name none.
   */
  merchantOf?(credentials: Credentials): string | null;
  readonly isForTestStoresOnly: boolean;
  /** ISO 4217 codes that it takes. */
  readonly currencies: readonly string[] | "any";
  /** Whether the merchant tells the provider where notices go, in its own settings, before it gives out a credential. */
  readonly areNoticesSetByHand?: boolean;
  readonly capabilities: readonly Capability[];
  /** Goes with `statement`: the time zone (IANA) of its days, and the hour of the next day at which a bill is ready. */
  readonly billDays?: { readonly timezone: string; readonly readyHour: number };
  /** What the customer reads under the method's name, and how to pay while unpaid. */
  instructions(credentials: Credentials, locale: string): string;
  connect(credentials: Credentials, environment: ConnectEnvironment): ConnectedProvider;
  /** Where the platform may hold an account of its own: what it is given, and how it is called. */
  readonly platformCredentials?: z.ZodType<unknown>;
  connectPlatform?(environment: ConnectEnvironment): ConnectedPlatform;
  /** The sub-merchant of the platform's account that these credentials name; null for an account with keys of its own. */
  subAccountOf?(credentials: Credentials): string | null;
  /** The credentials of a sub-merchant's account, which `subAccountOf` reads. Capability `onboarding`. */
  subAccountCredentials?(subAccount: string): Credentials;
}

/** Declares a provider; keeps the type of its credentials inside its folder. */
export function definePaymentProvider<Credentials>(
  provider: PaymentProvider<Credentials>,
): PaymentProvider<unknown> {
  return provider as PaymentProvider<unknown>;
}
