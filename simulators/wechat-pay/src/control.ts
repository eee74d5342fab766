import {
  AnswerWeatherInput,
  controlDoor,
  DelayInput,
  fairAnswers,
  fairWeather,
  type Knobs,
  moveClock,
  WeatherInput,
} from "@hutong/simulator";
import { z } from "zod";
import { refundedOf } from "./books.ts";
import { confirmInBridge, finishRefunds, NotPayable, orderOfCode, payOrder } from "./buyer.ts";
import { EntriesInput, enterBooks } from "./enter-books.ts";
import { deliverDue } from "./notices.ts";
import { addCertificate, type Platform, register, registerSub, signWith } from "./platform.ts";

const on = z.string().default("/v3/");
const AnswerFault = z.union([
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599), code: z.string() }),
  z.strictObject({ kind: z.enum(["break-before", "break-after", "wrong-signature", "unsigned", "hang"]) }),
]);
const NoticeFault = z.union([
  z.enum(["drop", "double", "wrong-signature", "wrong-amount", "foreign-merchant", "wrong-tag"]),
  DelayInput,
]);
const FaultsInput = z.strictObject({
  answers: z.array(z.strictObject({ on, fault: AnswerFault })).optional(),
  notices: z.array(NoticeFault).optional(),
  weather: WeatherInput.optional(),
  answerWeather: AnswerWeatherInput.optional(),
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

/** Sends what is due, after ending the refunds that are. */
export async function tick(platform: Platform) {
  finishRefunds(platform);
  return await deliverDue(platform);
}

const knobs: Knobs<Platform> = {
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
  "/control/clock": moveClock,
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

/** The door through which a test or a trial arranges faults. */
export const answerControl = controlDoor(knobs, (error) =>
  error instanceof NotPayable ? error.message : undefined,
);
