import {
  AnswerWeatherInput,
  controlDoor,
  DelayInput,
  type Knobs,
  moveClock,
  WeatherInput,
} from "@hutong/simulator";
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
  DelayInput,
]);
const FaultsInput = z.strictObject({
  answers: z.array(z.strictObject({ on, fault: AnswerFault })).optional(),
  notices: z.array(NoticeFault).optional(),
  weather: WeatherInput.optional(),
  answerWeather: AnswerWeatherInput.optional(),
  refundSeconds: z.int().min(0).optional(),
  bill: z.enum(["good", "altered", "half", "cut"]).optional(),
});
const MerchantInput = z.strictObject({
  name: z.string().max(64).optional(),
  keyForm: z.enum(["pem", "tool"]).default("pem"),
  desktop: z.enum(["page", "qr"]).default("page"),
});

const knobs: Knobs<Platform> = {
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
  "/control/clock": moveClock,
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

/** The door through which a test or a trial arranges faults. */
export const answerControl = controlDoor(knobs, (error) =>
  error instanceof Refused ? error.subCode : undefined,
);
