import { type Incoming, type Listening, type Reply, serve } from "@hutong/simulator";
import { answerCall } from "./api.ts";
import { answerPage } from "./checkout-page.ts";
import { answerControl } from "./control.ts";
import { createPlatform, type Platform } from "./platform.ts";

async function answer(platform: Platform, request: Incoming): Promise<Reply | null> {
  if (request.path.startsWith("/c/pay/")) return answerPage(platform, request);
  if (request.path.startsWith("/control/")) return await answerControl(platform, request);
  return await answerCall(platform, request);
}

export interface Simulator {
  readonly platform: Platform;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts Stripe's far end on loopback. Keys and books are new, unless a platform is brought; they live in memory. */
export async function startSimulator({
  platform = createPlatform(),
  ...listening
}: Listening & { readonly platform?: Platform } = {}): Promise<Simulator> {
  const { origin, stop } = await serve((request) => answer(platform, request), listening);
  platform.origin = origin;
  return { platform, origin, stop };
}
