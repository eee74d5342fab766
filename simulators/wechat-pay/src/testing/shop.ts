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
import { type Platform, register, registerSub, signatureHeaders } from "../platform.ts";
import type { Simulator } from "../simulator.ts";

/** A shop with an account at a simulator. */
export interface Shop {
  readonly simulator: Simulator;
  readonly platform: Platform;
  /** Who signs: the shop itself, or its service provider. */
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

const otherKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const otherPrivateKey = otherKeys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const otherPublicKey = otherKeys.publicKey.export({ type: "spki", format: "pem" }).toString();

// Who has the public key only is sent nothing sealed before the first notice.
const wrongKeysOf = (credentials: ReturnType<typeof register>, keyMode: KeyMode) => ({
  ...(keyMode === "public-key"
    ? {}
    : { apiV3Key: { ...credentials, apiV3Key: "0123456789abcdef0123456789abcdef" } }),
  ...(keyMode === "certificate"
    ? {}
    : {
        publicKey: { ...credentials, publicKey: otherPublicKey },
        publicKeyId: { ...credentials, publicKeyId: `PUB_KEY_ID_${"1".repeat(28)}` },
      }),
});

/** Opens a shop at a running simulator. */
export function openShop(simulator: Simulator, keyMode: KeyMode = "public-key", notifyUrl?: string): Shop {
  const { platform } = simulator;
  const credentials = register(platform, { keyMode });
  const far = {
    credentials,
    environment: sampleEnvironment({ clock: platform.clock, ...(notifyUrl ? { notifyUrl } : {}) }),
    refused: {
      serialNo: { ...credentials, serialNo: "0123456789ABCDEF0123456789ABCDEF01234567" },
      privateKey: { ...credentials, privateKey: otherPrivateKey },
      appid: { ...credentials, appid: "wx0123456789abcdef" },
      ...wrongKeysOf(credentials, keyMode),
    },
    unreachable: { ...credentials, apiBase: "http://127.0.0.1:9" },
  };
  return shopOf(simulator, credentials.mchid, far);
}

const companyName = "胡同电子商务有限公司";

/** A service provider's account, as the platform holds it. */
export type ServiceProvider = ReturnType<typeof register>;

/** Takes a service provider in. */
export function openServiceProvider(simulator: Simulator, keyMode: KeyMode = "public-key"): ServiceProvider {
  return register(simulator.platform, { keyMode, isServiceProvider: true });
}

/** Opens a shop that is a sub-merchant; with `hasAppid` its customers are known by an appid of its own. */
export function openSubShop(
  simulator: Simulator,
  provider: ServiceProvider,
  { hasAppid = false }: { hasAppid?: boolean } = {},
): Shop {
  const { platform } = simulator;
  const credentials = registerSub(platform, provider.mchid, { hasAppid });
  const far = {
    credentials,
    environment: sampleEnvironment({ clock: platform.clock, platform: { ...provider, companyName } }),
    refused: { subMchid: { ...credentials, subMchid: "1900000000" } },
    unreachable: credentials,
    unreachableIn: { platform: { ...provider, apiBase: "http://127.0.0.1:9" } },
  };
  return shopOf(simulator, provider.mchid, far);
}

function shopOf(simulator: Simulator, mchid: string, given: FarEnd): Shop {
  const { platform } = simulator;
  const find = (attempt: AttemptToPay) => {
    const order = platform.orders.get(keyOf(mchid, attempt.id.replaceAll("-", "")));
    if (!order) throw new Error("not ordered");
    return order;
  };
  const notice = (attempt: AttemptToPay, change?: object, text?: string): RawRequest => {
    const body = text ?? orderNotice(platform, find(attempt), change);
    const merchant = platform.merchants.get(mchid)!;
    const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
    return { headers, body: Buffer.from(body) };
  };
  const far: FarEnd = {
    ...given,
    pay: async (attempt) => payOrder(platform, find(attempt)),
    notice: async (attempt) => notice(attempt),
    passMinute: () => platform.clock.advance(60_000),
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
