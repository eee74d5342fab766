import { createClock } from "@hutong/kernel";
import { type App, type AppCredentials, newApp, type Registration } from "./apps.ts";
import type { Offer, Trade } from "./books.ts";
import { createFaults, type Faults } from "./faults.ts";
import type { PendingNotice } from "./notices.ts";

/** Everything that the far end knows; in memory, gone when it stops. */
export interface Platform {
  readonly clock: ReturnType<typeof createClock>;
  readonly apps: Map<string, App>;
  /** By app and out_trade_no. */
  readonly trades: Map<string, Trade>;
  /** What a cashier's page or a code stands for, by its token. */
  readonly offers: Map<string, { readonly offer: Offer; readonly until: number }>;
  readonly downloads: Map<string, { readonly body: Buffer; readonly until: number }>;
  readonly notices: PendingNotice[];
  readonly faults: Faults;
  /** Where it listens; known once it does. */
  origin: string;
}

export function createPlatform(): Platform {
  return {
    clock: createClock(),
    apps: new Map(),
    trades: new Map(),
    offers: new Map(),
    downloads: new Map(),
    notices: [],
    faults: createFaults(),
    origin: "",
  };
}

/** Takes an app in; its credentials are told once. */
export function register(platform: Platform, given: Registration = {}): AppCredentials & { apiBase: string } {
  const { app, credentials } = newApp(given);
  platform.apps.set(app.appId, app);
  return { ...credentials, apiBase: platform.origin };
}
