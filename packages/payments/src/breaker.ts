import type { Clock } from "@hutong/kernel";
import type { ConnectedProvider } from "@hutong/payment-providers";

/** So many failures within so long open it; then it stays open, twice as long each time, and lets one call through. */
const failuresToOpen = 5;
const withinMs = 10_000;
const firstOpenMs = 5_000;
const longestOpenMs = 60_000;

/** The provider has not been answering for this account: it is not called for a while. Nothing is known. */
export class ProviderUnavailable extends Error {
  constructor() {
    super("the provider does not answer; it is left alone for a while");
    this.name = "ProviderUnavailable";
  }
}

export interface Breaker {
  /** Runs a call, or throws `ProviderUnavailable` at once. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
}

/** A breaker for one account of one store: what fails for one keeps nobody else waiting. */
export function createBreaker(clock: Clock): Breaker {
  let failures: number[] = [];
  let openMs = 0;
  let closedAgainAt = 0;
  let isTrying = false;

  function failed(now: number): void {
    failures = [...failures.filter((at) => at > now - withinMs), now];
    if (!isTrying && failures.length < failuresToOpen) return;
    openMs = openMs === 0 ? firstOpenMs : Math.min(openMs * 2, longestOpenMs);
    closedAgainAt = now + openMs;
    failures = [];
  }

  return {
    async run(call) {
      const isOpen = openMs > 0;
      if (isOpen && (isTrying || clock.now().getTime() < closedAgainAt)) throw new ProviderUnavailable();
      isTrying = isOpen;
      try {
        const result = await call();
        failures = [];
        openMs = 0;
        return result;
      } catch (error) {
        failed(clock.now().getTime());
        throw error;
      } finally {
        if (isOpen) isTrying = false;
      }
    },
  };
}

/** The provider behind a breaker. Notices come from outside and a check is a person's wish: both pass it by. */
export function behindBreaker(connected: ConnectedProvider, breaker: Breaker): ConnectedProvider {
  const {
    capture,
    fetchRefund,
    fetchDispute,
    statement,
    takeShare,
    giveShareBack,
    void: release,
  } = connected;
  return {
    ...connected,
    start: (attempt) => breaker.run(() => connected.start(attempt)),
    fetch: (attempt) => breaker.run(() => connected.fetch(attempt)),
    cancel: (attempt) => breaker.run(() => connected.cancel(attempt)),
    refund: (refund) => breaker.run(() => connected.refund(refund)),
    ...(capture ? { capture: (hold) => breaker.run(() => capture(hold)) } : {}),
    ...(release ? { void: (hold) => breaker.run(() => release(hold)) } : {}),
    ...(fetchRefund ? { fetchRefund: (refund) => breaker.run(() => fetchRefund(refund)) } : {}),
    ...(fetchDispute ? { fetchDispute: (id) => breaker.run(() => fetchDispute(id)) } : {}),
    ...(takeShare ? { takeShare: (share) => breaker.run(() => takeShare(share)) } : {}),
    ...(giveShareBack ? { giveShareBack: (back) => breaker.run(() => giveShareBack(back)) } : {}),
    ...(statement ? { statement: (day) => breaker.run(() => statement(day)) } : {}),
  };
}
