import { deliverDue as deliverAll, postNotice } from "@hutong/simulator";
import type { NoticeFault } from "./faults.ts";
import { noticeForm, type PendingNotice } from "./notices.ts";
import type { Platform } from "./platform.ts";

/** Seconds between one try and the next: 4m 10m 10m 1h 2h 6h 15h. */
export const resendSchedule = [240, 600, 600, 3600, 7200, 21_600, 54_000];

// A minute more, which the tries themselves may take.
const longestMs = resendSchedule.reduce((sum, seconds) => sum + seconds, 60) * 1000;

/** What one try came to. */
export interface Delivery {
  readonly url: string;
  /** The shop's answer; 0 when it did not come, or the notice was dropped. */
  readonly status: number;
  readonly isHeard: boolean;
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

/**
 * Sends what is due by the platform's clock, each once, and says how the shops answered. What could not be delivered within
 * the 25 hours of the schedule is given up, also where it was late from the start.
 */
export function deliverDue(platform: Platform): Promise<Delivery[]> {
  const since = platform.clock.now().getTime() - longestMs;
  const alive = platform.notices.filter(({ madeAt }) => madeAt >= since);
  platform.notices.splice(0, platform.notices.length, ...alive);
  return deliverAll(platform, {
    schedule: resendSchedule,
    async post(notice, fault) {
      const headers = { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" };
      const answer = await postNotice(notice.url, headers, formFor(platform, notice, fault));
      const isHeard = answer?.status === 200 && answer.text === "success";
      return { url: notice.url, status: answer?.status ?? 0, isHeard };
    },
    dropped: ({ url }) => ({ url, status: 0, isHeard: false }),
    isHeard: ({ isHeard }, fault) => isHeard && fault !== "wrong-amount",
  });
}
