import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Incoming, Reply } from "@hutong/simulator";
import { z } from "zod";
import { takeAnswerFault } from "./faults.ts";
import type { Platform } from "./platform.ts";
import { carriers, getOrder, uploadShipment } from "./shipment-calls.ts";

/** A refusal of an app's API: HTTP 200, and an errcode. */
export class AppRefused extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.errcode = errcode;
  }
}

const TokenParameters = z.strictObject({
  grant_type: z.literal("client_credential"),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().optional(),
});
const twoHoursMs = 7_200_000;
const renewsMs = 300_000;

function appsOf(platform: Platform) {
  return [...platform.merchants.values()].flatMap(({ apps, subMerchants }) => [
    ...Object.values(apps),
    ...[...(subMerchants?.values() ?? [])].flatMap((sub) => sub.apps),
  ]);
}

// Normal mode: the same token while it lives, a new one five minutes before its end.
function stableToken(platform: Platform, body: unknown): object {
  platform.tokenCalls += 1;
  const given = TokenParameters.parse(body);
  const app = appsOf(platform).find((one) => one.appid === given.appid);
  if (!app) throw new AppRefused(40013, "invalid appid");
  if (app.secret !== given.secret) throw new AppRefused(40125, "invalid appsecret");
  const now = platform.clock.now().getTime();
  const known = platform.accessTokens.get(app.appid);
  const lives = known && known.until - now > renewsMs && !given.force_refresh;
  const token = lives ? known : { token: randomBytes(48).toString("base64url"), until: now + twoHoursMs };
  platform.accessTokens.set(app.appid, token);
  return { access_token: token.token, expires_in: Math.floor((token.until - now) / 1000) };
}

function appidOf(platform: Platform, token: string | null): string {
  const now = platform.clock.now().getTime();
  const found = [...platform.accessTokens].find(([, known]) => known.token === token);
  if (!found) throw new AppRefused(40001, "invalid credential, access_token is invalid or not latest");
  if (found[1].until <= now) throw new AppRefused(42001, "access_token expired");
  return found[0];
}

const calls: Readonly<Record<string, (platform: Platform, appid: string, body: unknown) => object>> = {
  "/wxa/sec/order/upload_shipping_info": uploadShipment,
  "/wxa/sec/order/get_order": getOrder,
  "/cgi-bin/express/delivery/open_msg/get_delivery_list": () => ({
    delivery_list: carriers.map(([delivery_id, delivery_name]) => ({ delivery_id, delivery_name })),
    count: carriers.length,
  }),
};

function answer(platform: Platform, request: Incoming): object {
  const [path, search = ""] = request.path.split("?");
  const planned = platform.faults.errcodes.findIndex(({ on }) => path!.includes(on));
  if (planned >= 0) {
    const { errcode } = platform.faults.errcodes.splice(planned, 1)[0]!;
    throw new AppRefused(errcode, "planned");
  }
  const body: unknown = JSON.parse(request.body.toString() || "{}");
  if (path === "/cgi-bin/stable_token") return stableToken(platform, body);
  const call = calls[path!];
  if (!call) throw new AppRefused(40066, "invalid url");
  return call(platform, appidOf(platform, new URLSearchParams(search).get("access_token")), body);
}

function json(value: object): Reply {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** WeChat's API for a mini program's server: `stable_token`, shipping reports, carriers. */
export async function answerAppCall(platform: Platform, request: Incoming): Promise<Reply | null> {
  const fault = takeAnswerFault(platform.faults, request.path);
  if (fault?.kind === "break-before") return null;
  if (fault?.kind === "hang") return await wait(60_000, null, { ref: false });
  try {
    if (request.method !== "POST") throw new AppRefused(43002, "require POST method");
    const reply = json({ ...answer(platform, request), errcode: 0, errmsg: "ok" });
    return fault?.kind === "break-after" ? null : reply;
  } catch (error) {
    if (error instanceof AppRefused) return json({ errcode: error.errcode, errmsg: error.message });
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return json({ errcode: 47001, errmsg: `data format error: ${error.message}` });
    throw error;
  }
}
