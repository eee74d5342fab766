import { type FarEnd, type Incoming, type Listening, type Reply, startFarEnd } from "@hutong/simulator";
import { answerCall } from "./api.ts";
import { answerPage } from "./checkout-page.ts";
import { answerControl } from "./control.ts";
import { answerElements, isElementsDoor } from "./elements-doors.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { answerSetup, isSetupDoor } from "./setup-page.ts";

async function answer(platform: Platform, request: Incoming): Promise<Reply | null> {
  if (request.path.startsWith("/c/pay/")) return answerPage(platform, request);
  if (isElementsDoor(request.path)) return answerElements(platform, request);
  if (isSetupDoor(request.path)) return answerSetup(platform, request);
  if (request.path.startsWith("/control/")) return await answerControl(platform, request);
  return await answerCall(platform, request);
}

export type Simulator = FarEnd<Platform>;

/** Starts Stripe's far end on loopback. Keys and books are new, unless a platform is brought; they live in memory. */
export function startSimulator({
  platform = createPlatform(),
  ...listening
}: Listening & { readonly platform?: Platform } = {}): Promise<Simulator> {
  return startFarEnd(platform, answer, listening);
}
