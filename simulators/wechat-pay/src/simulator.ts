import { type FarEnd, type Incoming, type Listening, type Reply, startFarEnd } from "@hutong/simulator";
import { answerCall } from "./api.ts";
import { answerAppCall } from "./app-calls.ts";
import { answerControl } from "./control.ts";
import { answerMiniProgram } from "./mini-program.ts";
import { answerH5, answerPhone } from "./phone.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { answerAuthorize, answerSns } from "./wechat-login.ts";

async function answer(platform: Platform, request: Incoming): Promise<Reply | null> {
  const [path] = request.path.split("?");
  if (path === "/phone") return answerPhone(platform, request);
  if (path === "/mweb") return answerH5(platform, request);
  if (path!.startsWith("/control/")) return await answerControl(platform, request);
  if (/^\/(cgi-bin|wxa)\//.test(path!)) return await answerAppCall(platform, request);
  if (path === "/mini-program") return await answerMiniProgram(platform, request);
  if (path === "/connect/oauth2/authorize") return answerAuthorize(platform, request);
  if (path!.startsWith("/sns/")) return await answerSns(platform, request);
  return await answerCall(platform, request);
}

export type Simulator = FarEnd<Platform>;

/** Starts WeChat Pay's far end on loopback. Keys and books are new, unless a platform is brought; they live in memory. */
export function startSimulator({
  platform = createPlatform(),
  ...listening
}: Listening & { readonly platform?: Platform } = {}): Promise<Simulator> {
  return startFarEnd(platform, answer, listening);
}
