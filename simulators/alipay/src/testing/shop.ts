import { generateKeyPairSync } from "node:crypto";
import type { AttemptToPay, ConnectEnvironment, RawRequest } from "@hutong/payment-providers";
import {
  alipay,
  connectSubject,
  type FarEnd,
  type Subject,
  sampleEnvironment,
} from "@hutong/payment-providers/testing";
import type { Registration } from "../apps.ts";
import { keyOf, type Trade } from "../books.ts";
import { offerOf, payOffer } from "../buyer.ts";
import { type Delivery, deliverDue } from "../delivery.ts";
import { noticeForm, paymentNotice } from "../notices.ts";
import { type Platform, register } from "../platform.ts";
import type { Simulator } from "../simulator.ts";
import { arrive } from "../trade-calls.ts";

/** A shop with an account at a simulator. */
export interface Shop {
  readonly simulator: Simulator;
  readonly platform: Platform;
  readonly appId: string;
  readonly subject: Subject;
  readonly connected: ReturnType<typeof connectSubject>;
  /** Connects anew; `change` alters the environment, `credentials` what was pasted. */
  connect(change?: Partial<ConnectEnvironment>, credentials?: object): ReturnType<typeof connectSubject>;
  trade(attempt: AttemptToPay): Trade;
  /** Starts the attempt anew and goes where that leads: the trade exists from then on. */
  arrive(attempt: AttemptToPay): Promise<Trade>;
  pay(attempt: AttemptToPay): Promise<Trade>;
  /** The honest notice of a paid attempt, signed now; `change` alters what it says. */
  notice(attempt: AttemptToPay, change?: Record<string, string>): RawRequest;
}

const otherKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherPrivateKey = otherKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const otherPublicKey = otherKeys.publicKey.export({ type: "spki", format: "pem" }).toString();

/** A form as a notice brings it. */
export function posted(form: string): RawRequest {
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=UTF-8" };
  return { headers, body: Buffer.from(form) };
}

/** Opens a shop at a running simulator. */
export function openShop(simulator: Simulator, given: Registration = {}, notifyUrl?: string): Shop {
  const { platform } = simulator;
  const credentials = register(platform, given);
  const { appId } = credentials;
  const environment = sampleEnvironment({ clock: platform.clock, ...(notifyUrl ? { notifyUrl } : {}) });
  const trade = (attempt: AttemptToPay) => {
    const known = platform.trades.get(keyOf(appId, attempt.id.replaceAll("-", "")));
    if (!known) throw new Error("nobody has come");
    return known;
  };
  const notice = (attempt: AttemptToPay, change?: Record<string, string>) =>
    posted(noticeForm(platform, appId, paymentNotice(platform, trade(attempt), change)));

  /** By the browser or the phone, as the action says. */
  async function offered(attempt: AttemptToPay) {
    const outcome = await shop.connected.start(attempt);
    if (outcome.kind !== "action-required") throw new Error(`cannot pay: ${outcome.kind}`);
    const { action } = outcome;
    if (action.kind === "qr-code") return offerOf(platform, action.text);
    if (action.kind !== "redirect") throw new Error(`cannot pay: ${action.kind}`);
    const response = await fetch(action.url, { redirect: "manual" });
    const location = response.headers.get("location");
    if (!location) throw new Error(`Alipay's page answered ${response.status}`);
    return offerOf(platform, new URL(location).searchParams.get("token")!);
  }

  const far: FarEnd = {
    credentials,
    environment,
    arrive: async (attempt) => void (await shop.arrive(attempt)),
    pay: async (attempt) => void (await shop.pay(attempt)),
    notice: async (attempt) => notice(attempt),
    noticeLastsMinutes: 26 * 60,
    passMinute: () => platform.clock.advance(60_000),
    refused: {
      appId: { ...credentials, appId: "2021000000000000" },
      privateKey: { ...credentials, privateKey: otherPrivateKey },
      alipayPublicKey: { ...credentials, alipayPublicKey: otherPublicKey },
    },
    unreachable: { ...credentials, apiBase: "http://127.0.0.1:9" },
  };
  const subject = { provider: alipay, far };
  const shop: Shop = {
    simulator,
    platform,
    appId,
    subject,
    connected: connectSubject(subject),
    connect: (change, altered) =>
      connectSubject({ ...subject, far: { ...far, credentials: { ...credentials, ...altered } } }, change),
    trade,
    arrive: async (attempt) => arrive(platform, await offered(attempt)),
    pay: async (attempt) => payOffer(platform, await offered(attempt)),
    notice,
  };
  return shop;
}

/** Lets time pass on both sides and what is due happen. */
export async function pass(shop: Shop, seconds: number): Promise<Delivery[]> {
  shop.platform.clock.advance(seconds * 1000);
  return await deliverDue(shop.platform);
}
