import { createHmac, randomBytes } from "node:crypto";
import { deliverDue as deliverAll, type Pending, postNotice } from "@hutong/simulator";
import type { Event } from "./books.ts";
import type { NoticeFault } from "./faults.ts";
import { type Merchant, newToken } from "./merchants.ts";
import { merchantOf, nowOf, type Platform } from "./platform.ts";
import type { View } from "./views.ts";

/** Seconds between one try and the next, about three days in all, growing as Stripe's do. */
export const resendSchedule = [
  300, 1800, 7200, 18_000, 36_000, 43_200, 43_200, 43_200, 43_200, 43_200,
] as const;

/** An event under way to the endpoint; signed anew at each try. */
export interface PendingNotice extends Pending {
  readonly event: Event;
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

// Alterations that only one with the endpoint's secret could sign.
function bodyOf(platform: Platform, { event }: PendingNotice, fault: NoticeFault | undefined): string {
  const amounts = { amount_total: 1, amount_received: 1, amount: 1 };
  const view = eventView(platform, event, fault === "wrong-amount" ? amounts : {});
  return JSON.stringify(fault === "other-mode" ? { ...view, livemode: !view.livemode } : view);
}

/** Sends what is due by the platform's clock, each once, and says how the shops answered. */
export function deliverDue(platform: Platform): Promise<Delivery[]> {
  return deliverAll(platform, {
    schedule: resendSchedule,
    async post(notice, fault) {
      const merchant = toldOf(merchantOf(platform, notice.event));
      const body = bodyOf(platform, notice, fault);
      const signature = signatureHeader(platform, merchant, body);
      const headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "stripe-signature":
          fault === "wrong-signature" ? signature.replace(/v1=[0-9a-f]/, "v1=x") : signature,
      };
      const answer = await postNotice(merchant.endpoint!, headers, body);
      return { type: notice.event.type, status: answer?.status ?? 0 };
    },
    dropped: ({ event }) => ({ type: event.type, status: 0 }),
    isHeard: ({ status }, fault) =>
      status >= 200 && status < 300 && fault !== "wrong-amount" && fault !== "other-mode",
  });
}
