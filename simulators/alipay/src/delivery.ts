import type { NoticeFault } from "./faults.ts";
import { noticeForm, type PendingNotice } from "./notices.ts";
import type { Platform } from "./platform.ts";

/** Seconds between one try and the next: 4m 10m 10m 1h 2h 6h 15h. */
export const resendSchedule = [240, 600, 600, 3600, 7200, 21_600, 54_000];
const answerMs = 5000;

/** What one try came to. */
export interface Delivery {
  readonly url: string;
  /** The shop's answer; 0 when it did not come, or the notice was dropped. */
  readonly status: number;
  readonly isHeard: boolean;
}

async function post(url: string, body: string): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await response.text();
    return { url, status: response.status, isHeard: response.status === 200 && text === "success" };
  } catch {
    // Nobody there, or no answer in time: the same to one who sends notices.
    return { url, status: 0, isHeard: false };
  }
}

function drawFault({ faults }: Platform): NoticeFault | undefined {
  const planned = faults.notices.shift();
  if (planned !== undefined) return planned;
  const { drop, double, maxDelaySeconds } = faults.weather;
  const drawn = faults.random();
  if (drawn < drop) return "drop";
  if (drawn < drop + double) return "double";
  return maxDelaySeconds > 0 ? { delaySeconds: Math.floor(faults.random() * maxDelaySeconds) } : undefined;
}

// Truly signed but not true, except for the wrong signature, which anybody could make.
function formFor(platform: Platform, notice: PendingNotice, fault: NoticeFault | undefined): string {
  const changes: Readonly<Record<string, Record<string, string>>> = {
    "wrong-amount": { total_amount: "0.01" },
    "foreign-app": { app_id: "2021000000000000" },
    "foreign-seller": { seller_id: "2088000000000000" },
  };
  const change = typeof fault === "string" ? (changes[fault] ?? {}) : {};
  const form = noticeForm(platform, notice.appId, { ...notice.fields, ...change });
  if (fault !== "wrong-signature") return form;
  const fields = new URLSearchParams(form);
  fields.set("sign", Buffer.alloc(256, 7).toString("base64"));
  return fields.toString();
}

async function deliver(platform: Platform, notice: PendingNotice): Promise<Delivery[]> {
  const fault = drawFault(platform);
  if (typeof fault === "object" && notice.tries === 0) {
    notice.dueAt += fault.delaySeconds * 1000;
    notice.tries = 1;
    return [];
  }
  const form = formFor(platform, notice, fault);
  const copies = fault === "drop" ? 0 : fault === "double" ? 2 : 1;
  const deliveries = await Promise.all(Array.from({ length: copies }, () => post(notice.url, form)));
  const isDone = deliveries.some((one) => one.isHeard) && fault !== "wrong-amount";
  const wait = resendSchedule[notice.tries];
  if (isDone || wait === undefined) platform.notices.splice(platform.notices.indexOf(notice), 1);
  else notice.dueAt = platform.clock.now().getTime() + wait * 1000;
  notice.tries += 1;
  return copies === 0 ? [{ url: notice.url, status: 0, isHeard: false }] : deliveries;
}

/** Sends what is due by the platform's clock, each once, and says how the shops answered. */
export async function deliverDue(platform: Platform): Promise<Delivery[]> {
  const now = platform.clock.now().getTime();
  const due = platform.notices.filter((notice) => notice.dueAt <= now);
  if (platform.faults.weather.isReordered) due.reverse();
  const deliveries: Delivery[] = [];
  for (const notice of due) deliveries.push(...(await deliver(platform, notice)));
  return deliveries;
}
