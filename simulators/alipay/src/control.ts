import type { Incoming, Reply } from "@hutong/simulator";
import { z } from "zod";
import { changeKey } from "./apps.ts";
import { refundedOf } from "./books.ts";
import { offerOf, payOffer } from "./buyer.ts";
import { deliverDue } from "./delivery.ts";
import { createFaults } from "./faults.ts";
import { type Platform, register } from "./platform.ts";
import { Refused } from "./refused.ts";

const on = z.string().default("alipay.");
const sub = { code: z.string(), subCode: z.string() };
const AnswerFault = z.union([
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599) }),
  z.strictObject({ kind: z.enum(["refuse", "unknown-after"]), ...sub }),
  z.strictObject({
    kind: z.enum(["break-before", "break-after", "wrong-signature", "unsigned", "html", "hang"]),
  }),
]);
const NoticeFault = z.union([
  z.enum(["drop", "double", "wrong-signature", "wrong-amount", "foreign-app", "foreign-seller"]),
  z.strictObject({ delaySeconds: z.int().min(0) }),
]);
const share = z.number().min(0).max(1);
const FaultsInput = z.strictObject({
  answers: z.array(z.strictObject({ on, fault: AnswerFault })).optional(),
  notices: z.array(NoticeFault).optional(),
  weather: z
    .strictObject({
      drop: share.default(0),
      double: share.default(0),
      maxDelaySeconds: z.int().min(0).default(0),
      isReordered: z.boolean().default(false),
    })
    .optional(),
  refundSeconds: z.int().min(0).optional(),
  bill: z.enum(["good", "altered", "half", "cut"]).optional(),
});
const MerchantInput = z.strictObject({
  name: z.string().max(64).optional(),
  keyForm: z.enum(["pem", "tool"]).default("pem"),
  desktop: z.enum(["page", "qr"]).default("page"),
});

type Knob = (platform: Platform, input: unknown) => unknown;

const knobs: Readonly<Record<string, Knob>> = {
  "/control/merchants": (platform, input) => register(platform, MerchantInput.parse(input)),
  "/control/faults"(platform, input) {
    Object.assign(platform.faults, FaultsInput.parse(input));
    return {};
  },
  "/control/calm"(platform) {
    const { random, ...calm } = createFaults();
    Object.assign(platform.faults, calm);
    return {};
  },
  "/control/clock"(platform, input) {
    platform.clock.advance(z.strictObject({ advanceMs: z.int().min(0) }).parse(input).advanceMs);
    return { now: platform.clock.now() };
  },
  "/control/key"(platform, input) {
    const app = platform.apps.get(z.strictObject({ appId: z.string() }).parse(input).appId);
    if (!app) throw new Refused("40002", "isv.invalid-app-id", "no such app");
    return { alipayPublicKey: changeKey(app) };
  },
  "/control/pay"(platform, input) {
    const { code } = z.strictObject({ code: z.string() }).parse(input);
    return { tradeNo: payOffer(platform, offerOf(platform, code)).tradeNo };
  },
  "/control/deliver": (platform) => deliverDue(platform),
  "/control/books": (platform) => ({
    trades: [...platform.trades.values()].map((trade) => ({
      appId: trade.appId,
      outTradeNo: trade.outTradeNo,
      status: trade.status,
      total: trade.total,
      tradeNo: trade.tradeNo,
      refunded: refundedOf(trade),
    })),
    noticesUnderWay: platform.notices.length,
  }),
};

function json(status: number, value: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The door through which a test or a trial arranges faults: JSON posted from this machine itself, and by no browser. */
export async function answerControl(platform: Platform, request: Incoming): Promise<Reply> {
  const isOurs =
    loopback.has(request.remoteAddress) &&
    request.headers["x-forwarded-for"] === undefined &&
    request.headers.origin === undefined &&
    request.headers["content-type"] === "application/json";
  const knob = knobs[request.path];
  if (!isOurs || request.method !== "POST" || !knob) return json(404, { error: "not_found" });
  try {
    return json(200, await knob(platform, JSON.parse(request.body.toString() || "{}")));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return json(400, { error: error.message });
    if (error instanceof Refused) return json(409, { error: error.subCode });
    throw error;
  }
}
