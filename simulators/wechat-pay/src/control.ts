import type { Incoming, Reply } from "@hutong/simulator";
import { z } from "zod";
import { refundedOf } from "./books.ts";
import { confirmInBridge, finishRefunds, NotPayable, orderOfCode, payOrder } from "./buyer.ts";
import { EntriesInput, enterBooks } from "./enter-books.ts";
import { fairAnswers, fairWeather } from "./faults.ts";
import { deliverDue } from "./notices.ts";
import { addCertificate, type Platform, register, registerSub, signWith } from "./platform.ts";

const on = z.string().default("/v3/");
const AnswerFault = z.union([
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599), code: z.string() }),
  z.strictObject({ kind: z.enum(["break-before", "break-after", "wrong-signature", "unsigned", "hang"]) }),
]);
const NoticeFault = z.union([
  z.enum(["drop", "double", "wrong-signature", "wrong-amount", "foreign-merchant", "wrong-tag"]),
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
  answerWeather: z
    .strictObject({
      unavailable: share.default(0),
      breakAfter: share.default(0),
      hang: share.default(0),
    })
    .optional(),
  refundsEnd: z.enum(["SUCCESS", "ABNORMAL", "CLOSED"]).optional(),
  bill: z.enum(["good", "altered", "cut", "of-all"]).optional(),
  errcodes: z.array(z.strictObject({ on, errcode: z.int() })).optional(),
});
const MerchantInput = z.union([
  z.strictObject({ subMerchantOf: z.string(), hasAppid: z.boolean().default(false) }),
  z.strictObject({
    name: z.string().max(64).optional(),
    keyMode: z.enum(["public-key", "certificate", "switching"]).default("public-key"),
    h5Hosts: z.array(z.string()).default([]),
    webHosts: z.array(z.string()).default([]),
    tellsSecrets: z.boolean().default(true),
    isServiceProvider: z.boolean().default(false),
  }),
]);
const Grants = z.strictObject({ spMchid: z.string(), subMchid: z.string(), products: z.array(z.string()) });

type Knob = (platform: Platform, input: unknown) => unknown;

/** Sends what is due, after ending the refunds that are. */
export async function tick(platform: Platform) {
  finishRefunds(platform);
  return await deliverDue(platform);
}

const knobs: Readonly<Record<string, Knob>> = {
  "/control/merchants"(platform, input) {
    const given = MerchantInput.parse(input);
    return "subMerchantOf" in given
      ? registerSub(platform, given.subMerchantOf, given)
      : register(platform, given);
  },
  "/control/grants"(platform, input) {
    const { spMchid, subMchid, products } = Grants.parse(input);
    const granted = platform.merchants.get(spMchid)?.subMerchants?.get(subMchid)?.granted;
    if (!granted) throw new RangeError(`not a sub-merchant of ${spMchid}: ${subMchid}`);
    granted.clear();
    for (const product of products) granted.add(product);
    return { subMchid, products };
  },
  "/control/faults"(platform, input) {
    Object.assign(platform.faults, FaultsInput.parse(input));
    return {};
  },
  "/control/calm"(platform) {
    Object.assign(platform.faults, {
      answers: [],
      notices: [],
      weather: fairWeather,
      answerWeather: fairAnswers,
      refundsEnd: "SUCCESS",
      bill: "good",
      errcodes: [],
    });
    return {};
  },
  "/control/clock"(platform, input) {
    platform.clock.advance(z.strictObject({ advanceMs: z.int().min(0) }).parse(input).advanceMs);
    return { now: platform.clock.now() };
  },
  "/control/certificates"(platform, input) {
    const given = z
      .strictObject({ takesOver: z.boolean(), dropsOthers: z.boolean().default(false) })
      .parse(input);
    const serial = addCertificate(platform);
    if (given.takesOver) signWith(platform, serial, given.dropsOthers);
    return { serial };
  },
  "/control/pay"(platform, input) {
    payOrder(platform, orderOfCode(platform, z.strictObject({ code: z.string() }).parse(input).code));
    return {};
  },
  "/control/bridge"(platform, input) {
    const { page, user, ...parameters } = z.record(z.string(), z.string()).parse(input);
    confirmInBridge(platform, parameters, { page, user });
    return {};
  },
  "/control/enter": (platform, input) => enterBooks(platform, EntriesInput.parse(input)),
  "/control/deliver": (platform) => tick(platform),
  "/control/books": (platform) => ({
    orders: [...platform.orders.values()].map((order) => ({
      mchid: order.mchid,
      subMchid: order.subMchid,
      outTradeNo: order.outTradeNo,
      state: order.state,
      total: order.total,
      transactionId: order.transactionId,
      payer: order.payer,
      refunded: refundedOf(platform, order),
    })),
    shipments: Object.fromEntries(platform.shipments),
    merchants: [...platform.merchants.values()].map(({ mchid, apps }) => ({
      mchid,
      appid: apps.official.appid,
      miniProgramAppid: apps.miniProgram.appid,
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
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError)
      return json(400, { error: error.message });
    if (error instanceof NotPayable) return json(409, { error: error.message });
    throw error;
  }
}
