import { setTimeout as wait } from "node:timers/promises";
import type { Platform } from "../platform/start-platform.ts";
import { ask } from "../shop/open-store.ts";
import type { FarEnd } from "./far-end.ts";

const everyMs = 500;

/**
 * Waits until our books know every payment that the far end has taken by now; answers the seconds, or null when some
 * are not known within `limitSeconds`.
 */
export async function untilKnown(
  platform: Platform,
  farEnd: FarEnd,
  limitSeconds: number,
): Promise<number | null> {
  const { payments } = await farEnd.books();
  let missing = payments.flatMap(({ paymentId }) => (paymentId ? [paymentId] : []));
  const from = performance.now();
  for (;;) {
    const seconds = (performance.now() - from) / 1000;
    const list = missing.map((id) => `'${id}'`).join(",");
    if (missing.length > 0) {
      const rows = await ask<{ id: string }>(
        platform,
        `select provider_payment_id as id from payments where provider_payment_id in (${list})`,
      );
      const known = new Set(rows.map(({ id }) => id));
      missing = missing.filter((id) => !known.has(id));
    }
    if (missing.length === 0) return seconds;
    if (seconds > limitSeconds) return null;
    await wait(everyMs);
  }
}
