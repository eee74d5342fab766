import {
  AnswerWeatherInput,
  controlDoor,
  DelayInput,
  type Knobs,
  moveClock,
  WeatherInput,
} from "@hutong/simulator";
import { z } from "zod";
import { changeAccount, changes } from "./account-calls.ts";
import { refundedOf, type Session } from "./books.ts";
import { declineCard, endLater, NotPayable, payLater, paySession } from "./buyer.ts";
import { lapseIntents } from "./capture-calls.ts";
import { workIntent } from "./confirming.ts";
import { controlDispute } from "./dispute-calls.ts";
import { calm } from "./faults.ts";
import { type Merchant, permissions, rollSecret } from "./merchants.ts";
import { deliverDue } from "./notices.ts";
import { connectTo, nowOf, type Platform, register } from "./platform.ts";
import { createRefund, finishRefunds } from "./refund-calls.ts";
import { Refused } from "./refused.ts";
import { expireSessions } from "./session-calls.ts";

const AnswerFault = z.union([
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    code: z.string().optional(),
    isKept: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.enum(["break-before", "break-after", "hang", "stall"]) }),
]);
const NoticeFault = z.union([
  z.enum(["drop", "double", "wrong-signature", "wrong-amount", "other-mode"]),
  DelayInput,
]);
const FaultsInput = z.strictObject({
  answers: z.array(z.strictObject({ on: z.string().default("/v1/"), fault: AnswerFault })).optional(),
  notices: z.array(NoticeFault).optional(),
  weather: WeatherInput.optional(),
  answerWeather: AnswerWeatherInput.optional(),
  refundsBegin: z.enum(["succeeded", "pending", "requires_action"]).optional(),
  refundsEnd: z.enum(["succeeded", "failed", "canceled"]).optional(),
});
const MerchantInput = z.strictObject({
  mode: z.enum(["test", "live"]).default("test"),
  endpoint: z.url().optional(),
  permissions: z.array(z.enum(permissions)).optional(),
});
const key = z.string();

/** Ends what is over, and sends what is due. */
export async function tick(platform: Platform) {
  expireSessions(platform);
  lapseIntents(platform);
  finishRefunds(platform);
  return await deliverDue(platform);
}

function sessionOf(platform: Platform, id: string): Session {
  const session = platform.books.sessions.get(id);
  if (!session) throw new NotPayable(`no session ${id}`);
  return session;
}

function merchantOf(platform: Platform, secretKey: string): Merchant {
  const merchant = platform.merchants.get(secretKey);
  if (!merchant) throw new NotPayable("no merchant has this key");
  return merchant;
}

const PayInput = z.strictObject({
  session: z.string(),
  result: z.enum(["pay", "decline", "debit"]).default("pay"),
});

const IntentInput = z.strictObject({
  intent: z.string(),
  result: z.enum(["pay", "decline", "debit"]).default("pay"),
});

const knobs: Knobs<Platform> = {
  "/control/merchants": (platform, input) => register(platform, MerchantInput.parse(input)),
  "/control/endpoint"(platform, input) {
    const { secretKey, url } = z.strictObject({ secretKey: key, url: z.url() }).parse(input);
    merchantOf(platform, secretKey).endpoint = url;
    return {};
  },
  "/control/connect"(platform, input) {
    const { secretKey } = z.strictObject({ secretKey: key }).parse(input);
    return { connectedAccount: connectTo(platform, merchantOf(platform, secretKey)).accountId };
  },
  // As Stripe decides about a connected account, or its merchant, who leaves the platform.
  "/control/account"(platform, input) {
    const { account, change } = z.strictObject({ account: z.string(), change: z.enum(changes) }).parse(input);
    changeAccount(platform, account, change);
    return {};
  },
  "/control/secrets"(platform, input) {
    const schema = z.strictObject({ secretKey: key, overlapSeconds: z.int().min(0).default(86_400) });
    const { secretKey, overlapSeconds } = schema.parse(input);
    return rollSecret(merchantOf(platform, secretKey), overlapSeconds, nowOf(platform));
  },
  "/control/faults"(platform, input) {
    Object.assign(platform.faults, FaultsInput.parse(input));
    return {};
  },
  "/control/calm"(platform) {
    Object.assign(platform.faults, calm());
    return {};
  },
  "/control/clock": moveClock,
  "/control/pay"(platform, input) {
    const { session: id, result } = PayInput.parse(input);
    const session = sessionOf(platform, id);
    if (result === "pay") paySession(platform, session);
    else if (result === "debit") payLater(platform, session);
    else declineCard(platform, session, "declined", { brand: "visa", last4: "0002" });
    return {};
  },
  "/control/bank"(platform, input) {
    const { session, isPaid } = z.strictObject({ session: z.string(), isPaid: z.boolean() }).parse(input);
    endLater(platform, sessionOf(platform, session), isPaid);
    return {};
  },
  // An intent without a session: what its buyer does, and what the bank makes of one that takes days.
  "/control/intent"(platform, input) {
    const { intent: id, result } = IntentInput.parse(input);
    const intent = platform.books.intents.get(id);
    if (!intent || intent.isOfSession) throw new NotPayable(`no intent ${id}`);
    workIntent(platform, intent, result);
    return {};
  },
  // As a merchant does on Stripe's own pages: without the shop's marks.
  "/control/refund"(platform, input) {
    const { secretKey, ...form } = z
      .object({ secretKey: key, payment_intent: z.string(), amount: z.string().optional() })
      .parse(input);
    return createRefund(platform, merchantOf(platform, secretKey), form);
  },
  "/control/dispute": controlDispute,
  "/control/deliver": (platform) => tick(platform),
  "/control/books": (platform) => ({
    sessions: [...platform.books.sessions.values()].map((session) => {
      const intent = session.intentId ? platform.books.intents.get(session.intentId) : undefined;
      const { id, status, paymentStatus, amount, currency, clientReferenceId, intentId } = session;
      const refunded = intent?.chargeId ? refundedOf(platform.books, intent.chargeId) : 0;
      return { id, status, paymentStatus, amount, currency, clientReferenceId, intentId, refunded };
    }),
    intents: [...platform.books.intents.values()]
      .filter(({ isOfSession }) => !isOfSession)
      .map(({ id, status, amount, currency, metadata, chargeId }) => {
        const refunded = chargeId ? refundedOf(platform.books, chargeId) : 0;
        return { id, status, amount, currency, metadata, refunded };
      }),
    noticesUnderWay: platform.notices.length,
  }),
};

/** The door through which a test or a trial arranges faults. */
export const answerControl = controlDoor(knobs, (error) =>
  error instanceof NotPayable || error instanceof Refused ? error.message : undefined,
);
