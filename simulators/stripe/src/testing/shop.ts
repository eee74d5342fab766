import type { AttemptToPay, ConnectEnvironment, RawRequest } from "@hutong/payment-providers";
import {
  connectSubject,
  type FarEnd,
  type Subject,
  sampleEnvironment,
  stripe,
} from "@hutong/payment-providers/testing";
import type { Event, Intent, Session } from "../books.ts";
import { paySession } from "../buyer.ts";
import { tick } from "../control.ts";
import { type Merchant, type MerchantCredentials, newMerchant, type Registration } from "../merchants.ts";
import { eventView, signatureHeader, toldOf } from "../notices.ts";
import { connectTo, type Platform, register } from "../platform.ts";
import type { Simulator } from "../simulator.ts";
import type { View } from "../views.ts";
import { disputeAttempt } from "./disputing.ts";
import { lapse } from "./lapsing.ts";
import { startOnboarding } from "./onboarding.ts";

/** A shop with an account at a simulator. */
export interface Shop<Credentials extends object = MerchantCredentials & { apiBase: string }> {
  readonly simulator: Simulator;
  readonly platform: Platform;
  readonly credentials: Credentials;
  readonly merchant: Merchant;
  readonly subject: Subject;
  readonly connected: ReturnType<typeof connectSubject>;
  /** Connects anew; `change` alters the environment, `credentials` what was pasted. */
  connect(change?: Partial<ConnectEnvironment>, credentials?: object): ReturnType<typeof connectSubject>;
  session(attempt: AttemptToPay): Session;
  intent(attempt: AttemptToPay): Intent;
  pay(attempt: AttemptToPay): void;
  /** The last event of a type about an attempt, or about its refunds. */
  event(attempt: AttemptToPay, type: string): Event;
  /** A body signed now, by the endpoint's secrets. */
  signed(body: string): RawRequest;
  /** An honest event, signed now; `change` alters the object that it is about, `around` the event. */
  notice(attempt: AttemptToPay, type?: string, change?: object, around?: View): RawRequest;
}

let shops = 0;

/** Opens a shop at a running simulator. */
export function openShop(simulator: Simulator, given: Registration = {}, account?: string): Shop {
  const credentials = register(simulator.platform, given);
  const merchant = simulator.platform.merchants.get(credentials.secretKey)!;
  const end = {
    refused: { secretKey: { ...credentials, secretKey: `${credentials.secretKey.slice(0, -4)}0000` } },
    unreachable: { ...credentials, apiBase: "http://127.0.0.1:9" },
  };
  return shopOf(simulator, merchant, credentials, end, account);
}

/** Opens a shop whose account is connected to a platform's. */
export function openConnectedShop(
  simulator: Simulator,
  given: Registration = {},
): Shop<{ mode: "connected"; connectedAccount: string }> {
  const { publishableKey: _, ...keys } = register(simulator.platform, given);
  const hub = simulator.platform.merchants.get(keys.secretKey)!;
  const merchant = connectTo(simulator.platform, hub);
  const credentials = { mode: "connected", connectedAccount: merchant.accountId } as const;
  const other = connectTo(simulator.platform, newMerchant()).accountId;
  const end = {
    environment: { platform: keys },
    refused: { connectedAccount: { ...credentials, connectedAccount: other } },
    unreachable: credentials,
    unreachableIn: { platform: { ...keys, apiBase: "http://127.0.0.1:9" } },
  };
  return shopOf(simulator, merchant, credentials, end);
}

type End = Pick<FarEnd, "refused" | "unreachable" | "unreachableIn"> & {
  readonly environment?: Partial<ConnectEnvironment>;
};

function shopOf<Credentials extends object>(
  simulator: Simulator,
  merchant: Merchant,
  credentials: Credentials,
  { environment: around = {}, ...end }: End,
  account?: string,
): Shop<Credentials> {
  const { platform } = simulator;
  shops += 1;
  const accountId = account ?? `account-${shops}`;
  const environment = sampleEnvironment({ clock: platform.clock, accountId, ...around });
  const session = (attempt: AttemptToPay): Session => {
    const found = [...platform.books.sessions.values()].find(
      (one) => one.accountId === merchant.accountId && one.clientReferenceId === attempt.id,
    );
    if (!found) throw new Error("no session");
    return found;
  };
  const intentOf = (attempt: AttemptToPay): Intent => platform.books.intents.get(session(attempt).intentId!)!;
  const event = (attempt: AttemptToPay, type: string): Event => {
    const isAbout = (one: Event) =>
      one.type === type &&
      one.accountId === merchant.accountId &&
      (one.object.id === session(attempt).id ||
        one.object.id === session(attempt).intentId ||
        one.object.payment_intent === session(attempt).intentId);
    const found = [...platform.books.events.values()].reverse().find(isAbout);
    if (!found) throw new Error(`no event ${type}`);
    return found;
  };
  const signed = (body: string): RawRequest => ({
    headers: { "stripe-signature": signatureHeader(platform, toldOf(merchant), body) },
    body: Buffer.from(body),
  });
  const notice: Shop["notice"] = (attempt, type = "checkout.session.completed", change = {}, around = {}) =>
    signed(JSON.stringify({ ...eventView(platform, event(attempt, type), change), ...around }));
  const pay = (attempt: AttemptToPay) => paySession(platform, session(attempt));
  const far: FarEnd = {
    credentials,
    environment,
    pay: async (attempt) => pay(attempt),
    notice: async (attempt) => notice(attempt),
    dispute: async (attempt, step) => disputeAttempt(platform, signed, attempt, step),
    holdNotice: async (attempt) => notice(attempt, "payment_intent.amount_capturable_updated"),
    lapse: async (attempt) => lapse(platform, attempt),
    onboarding: startOnboarding(platform, merchant.isLive ? "live" : "test"),
    passMinute: () => platform.clock.advance(60_000),
    ...end,
  };
  const subject = { provider: stripe, far };
  return {
    simulator,
    platform,
    credentials,
    merchant,
    subject,
    connected: connectSubject(subject),
    connect: (change, other = {}) =>
      connectSubject(
        { provider: stripe, far: { ...far, credentials: { ...credentials, ...other } } },
        change,
      ),
    session,
    intent: intentOf,
    pay,
    event,
    signed,
    notice,
  };
}

/** Lets time pass on both sides and what is due happen. */
export async function pass(shop: Shop, seconds: number) {
  shop.platform.clock.advance(seconds * 1000);
  return await tick(shop.platform);
}
