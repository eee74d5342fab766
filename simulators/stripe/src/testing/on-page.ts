import type { AttemptToPay, ConnectEnvironment, RawRequest } from "@hutong/payment-providers";
import { connectSubject, type Subject } from "@hutong/payment-providers/testing";
import type { Event, Intent } from "../books.ts";
import { answerAsked, confirmIntent } from "../confirming.ts";
import type { Registration } from "../merchants.ts";
import { eventView } from "../notices.ts";
import { register } from "../platform.ts";
import type { Simulator } from "../simulator.ts";
import type { View } from "../views.ts";
import { openShop, type Shop } from "./shop.ts";

export const cards = {
  pays: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  asks: "4000 0027 6000 3184",
} as const;

/** A shop whose customers pay on its own page. */
export interface OnPageShop extends Pick<Shop, "platform" | "merchant" | "signed"> {
  /** The same account, which opens sessions. */
  readonly hosted: Shop;
  readonly subject: Subject;
  readonly connected: ReturnType<typeof connectSubject>;
  connect(change?: Partial<ConnectEnvironment>, credentials?: object): ReturnType<typeof connectSubject>;
  intent(attempt: AttemptToPay): Intent;
  intents(attempt: AttemptToPay): Intent[];
  /** The customer confirms with a card, as the element's frame does. */
  confirm(attempt: AttemptToPay, card?: keyof typeof cards, method?: "card" | "alipay" | "wechat_pay"): void;
  /** The customer answers their bank or wallet. */
  answer(attempt: AttemptToPay, isAgreed: boolean): void;
  event(attempt: AttemptToPay, type?: string): Event;
  /** An honest event, signed now; `change` alters the intent, `around` the event. */
  notice(attempt: AttemptToPay, type?: string, change?: object, around?: View): RawRequest;
}

/** Opens a shop at a running simulator, in the presentation "on-page". */
export function openOnPageShop(simulator: Simulator, given: Registration = {}): OnPageShop {
  const hosted = openShop(simulator, given);
  const { platform, merchant, signed } = hosted;
  const credentials = { ...hosted.credentials, presentation: "on-page" };
  const intents = ({ id }: AttemptToPay) =>
    [...platform.books.intents.values()].filter((one) => one.metadata.hutong_attempt === id);
  const intent = (attempt: AttemptToPay) => {
    const found = intents(attempt)[0];
    if (!found) throw new Error("no intent");
    return found;
  };
  const confirm: OnPageShop["confirm"] = (attempt, card = "pays", method = "card") => {
    const typed = { number: cards[card], exp_month: "12", exp_year: "34", cvc: "123" };
    confirmIntent(platform, intent(attempt), {
      payment_method_data: { type: method, ...(method === "card" ? { card: typed } : {}) },
      return_url: attempt.returnUrl,
    });
  };
  const event: OnPageShop["event"] = (attempt, type = "payment_intent.succeeded") => {
    const isAbout = (one: Event) => one.type === type && one.object.id === intent(attempt).id;
    const found = [...platform.books.events.values()].reverse().find(isAbout);
    if (!found) throw new Error(`no event ${type}`);
    return found;
  };
  const notice: OnPageShop["notice"] = (attempt, type, change = {}, around = {}) =>
    signed(JSON.stringify({ ...eventView(platform, event(attempt, type), change), ...around }));
  const { far: hostedFar, provider } = hosted.subject;
  const far = {
    ...hostedFar,
    credentials,
    pay: async (attempt: AttemptToPay) => confirm(attempt),
    notice: async (attempt: AttemptToPay) => notice(attempt),
    holdNotice: async (attempt: AttemptToPay) => notice(attempt, "payment_intent.amount_capturable_updated"),
    refused: {
      secretKey: { ...(hostedFar.refused!.secretKey as object), presentation: "on-page" },
      publishableKey: { ...credentials, publishableKey: register(platform, given).publishableKey },
    },
    unreachable: { ...(hostedFar.unreachable as object), presentation: "on-page" },
  };
  const subject = { provider, far };
  return {
    platform,
    merchant,
    signed,
    hosted,
    subject,
    connected: connectSubject(subject),
    connect: (change, other = {}) =>
      connectSubject({ provider, far: { ...far, credentials: { ...credentials, ...other } } }, change),
    intent,
    intents,
    confirm,
    answer(attempt, isAgreed) {
      if (!answerAsked(platform, intent(attempt), isAgreed)) throw new Error("nothing was asked");
    },
    event,
    notice,
  };
}
