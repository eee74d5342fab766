import { createHmac, randomBytes } from "node:crypto";
import type { Event } from "./books.ts";
import type { NoticeFault } from "./faults.ts";
import { type Merchant, newToken } from "./merchants.ts";
import { merchantOf, nowOf, type Platform } from "./platform.ts";
import type { View } from "./views.ts";

/** Seconds between one try and the next, about three days in all, growing as Stripe's do. */
export const resendSchedule = [
  300, 1800, 7200, 18_000, 36_000, 43_200, 43_200, 43_200, 43_200, 43_200,
] as const;
const answerMs = 5000;

/** An event under way to the endpoint; signed anew at each try. */
export interface PendingNotice {
  readonly event: Event;
  tries: number;
  /** Milliseconds. */
  dueAt: number;
}

/** What one try came to. */
export interface Delivery {
  readonly type: string;
  /** The shop's answer; 0 when it did not come, or the event was dropped. */
  readonly status: number;
}

/** Whose endpoint an account's events go to, and whose secrets sign them. */
export const toldOf = (merchant: Merchant): Merchant => merchant.hub ?? merchant;

/** An event as it is sent and as a call answers; `change` alters the object that it is about. */
export function eventView(platform: Platform, event: Event, change: object = {}): View {
  return {
    id: event.id,
    object: "event",
    ...(merchantOf(platform, event).hub ? { account: event.accountId } : {}),
    api_version: "2026-10-28.endive",
    created: Math.floor(event.createdAt / 1000),
    data: { object: { ...event.object, ...change } },
    livemode: merchantOf(platform, event).isLive,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: event.type,
  };
}

/** Notes an event, and puts it on its way where there is an endpoint; it goes out with the next `deliverDue`. */
export function emit(platform: Platform, accountId: string, type: string, object: View): void {
  const event = { id: newToken("evt_"), accountId, createdAt: nowOf(platform), type, object };
  platform.books.events.set(event.id, event);
  if (toldOf(merchantOf(platform, event)).endpoint !== null)
    platform.notices.push({ event, tries: 0, dueAt: event.createdAt });
}

/** The header over `body` at this moment, with a signature for each secret that still signs. */
export function signatureHeader(platform: Platform, merchant: Merchant, body: string): string {
  const now = nowOf(platform);
  const timestamp = Math.floor(now / 1000);
  const signing = merchant.webhookSecrets.filter(({ until }) => until === null || until > now);
  const signatures = signing.map(
    ({ text }) => `v1=${createHmac("sha256", text).update(`${timestamp}.${body}`).digest("hex")}`,
  );
  // Test mode carries a signature of a scheme that is not to be believed.
  const decoy = merchant.isLive ? [] : [`v0=${randomBytes(32).toString("hex")}`];
  return [`t=${timestamp}`, ...signatures, ...decoy].join(",");
}

async function post(url: string, signature: string, body: string): Promise<number> {
  try {
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      "stripe-signature": signature,
    };
    const signal = AbortSignal.timeout(answerMs);
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Nobody there, or no answer in time: the same to one who sends events.
    return 0;
  }
}

function drawFault(platform: Platform): NoticeFault | undefined {
  const { faults } = platform;
  const planned = faults.notices.shift();
  if (planned !== undefined) return planned;
  const { drop, double, maxDelaySeconds } = faults.weather;
  const drawn = faults.random();
  if (drawn < drop) return "drop";
  if (drawn < drop + double) return "double";
  return maxDelaySeconds > 0 ? { delaySeconds: Math.floor(faults.random() * maxDelaySeconds) } : undefined;
}

// Alterations that only one with the endpoint's secret could sign.
function bodyOf(platform: Platform, { event }: PendingNotice, fault: NoticeFault | undefined): string {
  const amounts = { amount_total: 1, amount_received: 1, amount: 1 };
  const view = eventView(platform, event, fault === "wrong-amount" ? amounts : {});
  return JSON.stringify(fault === "other-mode" ? { ...view, livemode: !view.livemode } : view);
}

async function deliver(platform: Platform, notice: PendingNotice): Promise<Delivery[]> {
  const fault = drawFault(platform);
  if (typeof fault === "object" && notice.tries === 0) {
    notice.dueAt += fault.delaySeconds * 1000;
    notice.tries = 1;
    return [];
  }
  const merchant = toldOf(merchantOf(platform, notice.event));
  const body = bodyOf(platform, notice, fault);
  const copies = fault === "drop" ? 0 : fault === "double" ? 2 : 1;
  const statuses = await Promise.all(
    Array.from({ length: copies }, async () => {
      const signature = signatureHeader(platform, merchant, body);
      const sent = fault === "wrong-signature" ? signature.replace(/v1=[0-9a-f]/, "v1=x") : signature;
      return await post(merchant.endpoint!, sent, body);
    }),
  );
  const isAltered = fault === "wrong-amount" || fault === "other-mode";
  const isHeard = statuses.some((status) => status >= 200 && status < 300) && !isAltered;
  const wait = resendSchedule[notice.tries];
  if (isHeard || wait === undefined) platform.notices.splice(platform.notices.indexOf(notice), 1);
  else notice.dueAt = nowOf(platform) + wait * 1000;
  notice.tries += 1;
  const { type } = notice.event;
  return (copies === 0 ? [0] : statuses).map((status) => ({ type, status }));
}

/** Sends what is due by the platform's clock, each once, and says how the shops answered. */
export async function deliverDue(platform: Platform): Promise<Delivery[]> {
  const now = nowOf(platform);
  const due = platform.notices.filter((notice) => notice.dueAt <= now);
  if (platform.faults.weather.isReordered) due.reverse();
  const deliveries: Delivery[] = [];
  for (const notice of due) deliveries.push(...(await deliver(platform, notice)));
  return deliveries;
}
