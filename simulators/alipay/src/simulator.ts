import { type FarEnd, type Incoming, type Listening, type Reply, startFarEnd } from "@hutong/simulator";
import { answerDownload } from "./bill-calls.ts";
import { answerCashier, answerPhone } from "./cashier.ts";
import { answerControl } from "./control.ts";
import { answerGateway } from "./gateway.ts";
import { createPlatform, type Platform } from "./platform.ts";

type Door = (platform: Platform, request: Incoming) => Reply | null | Promise<Reply | null>;

const doors: Readonly<Record<string, Door>> = {
  "/gateway.do": answerGateway,
  "/cashier": answerCashier,
  "/phone": answerPhone,
  "/bill/download": answerDownload,
};
const nowhere: Door = () => ({ status: 404, headers: {}, body: "" });

function doorOf({ path: whole }: Incoming): Door {
  const [path = ""] = whole.split("?");
  return path.startsWith("/control/") ? answerControl : (doors[path] ?? nowhere);
}

export type Simulator = FarEnd<Platform>;

/** Starts Alipay's far end on loopback. Keys and books are new, unless a platform is brought; they live in memory. */
export function startSimulator({
  platform = createPlatform(),
  ...listening
}: Listening & { readonly platform?: Platform } = {}): Promise<Simulator> {
  return startFarEnd(platform, (whole, request) => doorOf(request)(whole, request), listening);
}
