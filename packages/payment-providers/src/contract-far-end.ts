import { randomUUID } from "node:crypto";
import { createClock, money } from "@hutong/kernel";
import type {
  AttemptToPay,
  ConnectEnvironment,
  ConnectedProvider,
  PaymentProvider,
  ProviderPayment,
  RawRequest,
} from "./contract.ts";

/** A running far end for the contract's rules. What a provider has not got is left out, and the rules that need it too. */
export interface FarEnd {
  readonly credentials: unknown;
  readonly environment: ConnectEnvironment;
  /** The customer comes to the provider's page, where nothing exists there before; without it, it does from the start. */
  readonly arrive?: (attempt: AttemptToPay) => Promise<void>;
  /** Minutes for which a notice is believed after it was signed; 5 where nothing is said. */
  readonly noticeLastsMinutes?: number;
  /** The customer pays an attempt that was started. */
  readonly pay?: (attempt: AttemptToPay) => Promise<void>;
  /** The provider's own notice of a paid attempt, signed at the time of the environment's clock. */
  readonly notice?: (attempt: AttemptToPay) => Promise<RawRequest>;
  /** The customer's bank takes a paid attempt's money back, or ends that; answers the provider's notice of it. */
  readonly dispute?: (attempt: AttemptToPay, step: "open" | "win" | "lose") => Promise<RawRequest>;
  /** The provider's notice that an attempt's money is reserved. */
  readonly holdNotice?: (attempt: AttemptToPay) => Promise<RawRequest>;
  /** Lets the time of an attempt's reserved money run out; nothing else is to be noticed of it. */
  readonly lapse?: (attempt: AttemptToPay) => Promise<void>;
  /** Merchants of the platform's own account there, beside the one of `credentials`. */
  readonly onboarding?: {
    /** What of the environment is the platform's. */
    readonly environment: Partial<ConnectEnvironment>;
    /** A sub-account that is not under the platform's own. */
    readonly foreign: string;
    /** The merchant opens a page of `onboardAt`, says something or all, and answers where the browser is sent then. */
    readonly visit: (url: string, how: "leave" | "finish") => Promise<string>;
    /** The provider takes no money for an account any more, does so again, or its merchant leaves; answers the notice. */
    readonly change: (subAccount: string, how: "restrict" | "restore" | "disconnect") => Promise<RawRequest>;
  };
  /** Lets a minute pass on both sides. */
  readonly passMinute?: () => void;
  /** Credentials that lead to where nobody listens. */
  readonly unreachable?: unknown;
  /** What of the environment leads there, where that is not the credentials' to say. */
  readonly unreachableIn?: Partial<ConnectEnvironment>;
  /** Well-formed credentials that the provider refuses, by the field at fault. */
  readonly refused?: Readonly<Record<string, unknown>>;
}

/** A provider under test, at its far end. */
export interface Subject {
  readonly provider: PaymentProvider<unknown>;
  readonly far: FarEnd;
}

/** An environment for tests; `change` overrides parts of it. */
export function sampleEnvironment(change: Partial<ConnectEnvironment> = {}): ConnectEnvironment {
  return {
    accountId: "account",
    apiOrigin: "http://127.0.0.1:9",
    notifyUrl: "http://127.0.0.1:9/payments/notices/provider/account",
    memory: new Map(),
    clock: createClock(),
    fetch,
    areSimulatorsAllowed: true,
    ...change,
  };
}

/** An attempt of its own: ¥168.00, a desktop browser, a day (rules let minutes pass). */
export function sampleAttempt(change: Partial<AttemptToPay> = {}): AttemptToPay {
  return {
    id: randomUUID(),
    amount: money(16800, "CNY"),
    description: "晨雾 白瓷杯",
    expiresAt: new Date(Date.now() + 86_400_000),
    returnUrl: "http://demo.localhost:3001/checkout/x/return",
    customer: { kind: "desktop", ipAddress: "203.0.113.7" },
    ...change,
  };
}

/** The subject's provider, connected; `change` alters the environment. */
export function connectSubject(
  { provider, far }: Subject,
  change: Partial<ConnectEnvironment> = {},
): ConnectedProvider {
  return provider.connect(provider.credentials.parse(far.credentials), { ...far.environment, ...change });
}

/** An attempt that was started and paid, with what the provider says of the money. */
export async function paidAttempt(
  subject: Subject,
  change: Partial<AttemptToPay> = {},
): Promise<{ attempt: AttemptToPay; payment: ProviderPayment }> {
  const connected = connectSubject(subject);
  const attempt = sampleAttempt(change);
  await connected.start(attempt);
  await subject.far.pay?.(attempt);
  const outcome = await connected.fetch(attempt);
  const payment = outcome.kind === "paid" ? outcome.payments[0] : undefined;
  return { attempt, payment: payment ?? { id: `at-once-${attempt.id}`, amount: attempt.amount } };
}
