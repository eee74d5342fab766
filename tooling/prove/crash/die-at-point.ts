// A process that pays a checkout, or asks about its payment, and ends itself, or others, by SIGKILL at a named point.
import { type Point, queryAttempts, setPoint, submitCheckout } from "../../../packages/checkout/src/index.ts";
import { guest, openCell, openStore, system } from "../../../packages/db/src/index.ts";
import { createClock, type StoreId } from "../../../packages/kernel/src/index.ts";

export interface Errand {
  readonly appUrl: string;
  readonly isPooled: boolean;
  readonly storeId: string;
  readonly point: Point;
  /** "submit": the customer presses pay; "query": the worker asks about attempts, some time later. */
  readonly door: "submit" | "query";
  readonly checkout: string;
  readonly accountId: string;
  readonly key: string;
  /** Whom it ends at the point; itself where nobody is named. */
  readonly victims: readonly number[];
}

/** The worker looks this much later, when the first query is due. */
export const laterMs = 10_000;

if (import.meta.main) {
  const errand = JSON.parse(process.argv[2]!) as Errand;
  const cell = openCell({
    url: errand.appUrl,
    prepare: !errand.isPooled,
    readers: 1,
    writers: 1,
    name: "dying",
  });
  setPoint(errand.point, () => {
    setPoint(errand.point, null);
    for (const victim of errand.victims.length > 0 ? errand.victims : [process.pid])
      process.kill(victim, "SIGKILL");
  });
  const clock = createClock(errand.door === "query" ? laterMs : 0);
  const actor = errand.door === "query" ? system : guest;
  const ctx = openStore(cell, errand.storeId as StoreId, { actor, locale: "en", clock });
  if (errand.door === "query") await queryAttempts(ctx);
  else
    await submitCheckout(ctx, { ...errand, returnUrl: "http://shop.localhost/checkout/{checkout}/return" });
  await cell.end();
}
