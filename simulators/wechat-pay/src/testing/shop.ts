import { generateKeyPairSync } from "node:crypto";
import type { AttemptToPay, ConnectEnvironment, RawRequest } from "@hutong/payment-providers";
import {
  connectSubject,
  type FarEnd,
  type Subject,
  sampleEnvironment,
  wechatPay,
} from "@hutong/payment-providers/testing";
import { keyOf, type Order } from "../books.ts";
import { payOrder } from "../buyer.ts";
import { tick } from "../control.ts";
import type { KeyMode } from "../merchants.ts";
import { noticeSigning, orderNotice } from "../notices.ts";
import { type Platform, register, signatureHeaders } from "../platform.ts";
import type { Simulator } from "../simulator.ts";

/** A shop with an account at a simulator. */
export interface Shop {
  readonly simulator: Simulator;
  readonly platform: Platform;
  readonly mchid: string;
  readonly subject: Subject;
  readonly connected: ReturnType<typeof connectSubject>;
  /** Connects anew; `change` alters the environment. */
  connect(change?: Partial<ConnectEnvironment>): ReturnType<typeof connectSubject>;
  order(attempt: AttemptToPay): Order;
  pay(attempt: AttemptToPay): void;
  /** The honest notice of a paid attempt, signed now; `change` alters what it says, `body` all of it. */
  notice(attempt: AttemptToPay, change?: object, body?: string): RawRequest;
}

const otherPrivateKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

/** Opens a shop at a running simulator. */
export function openShop(simulator: Simulator, keyMode: KeyMode = "public-key", notifyUrl?: string): Shop {
  const { platform } = simulator;
  const credentials = register(platform, { keyMode });
  const { mchid } = credentials;
  const environment = sampleEnvironment({ clock: platform.clock, ...(notifyUrl ? { notifyUrl } : {}) });
  const find = (attempt: AttemptToPay) => {
    const order = platform.orders.get(keyOf(mchid, attempt.id.replaceAll("-", "")));
    if (!order) throw new Error("not ordered");
    return order;
  };
  const notice = (attempt: AttemptToPay, change?: object, given?: string): RawRequest => {
    const body = given ?? orderNotice(platform, find(attempt), change);
    const merchant = platform.merchants.get(mchid)!;
    const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
    return { headers, body: Buffer.from(body) };
  };
  const far: FarEnd = {
    credentials,
    environment,
    pay: async (attempt) => payOrder(platform, find(attempt)),
    notice: async (attempt) => notice(attempt),
    passMinute: () => platform.clock.advance(60_000),
    refused: {
      serialNo: { ...credentials, serialNo: "0123456789ABCDEF0123456789ABCDEF01234567" },
      privateKey: { ...credentials, privateKey: otherPrivateKey },
    },
    unreachable: { ...credentials, apiBase: "http://127.0.0.1:9" },
  };
  const subject = { provider: wechatPay, far };
  return {
    simulator,
    platform,
    mchid,
    subject,
    connected: connectSubject(subject),
    connect: (change) => connectSubject(subject, change),
    order: find,
    pay: (attempt) => payOrder(platform, find(attempt)),
    notice,
  };
}

/** Lets time pass on both sides and what is due happen. */
export async function pass(shop: Shop, seconds: number) {
  shop.platform.clock.advance(seconds * 1000);
  return await tick(shop.platform);
}
