import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Clock } from "@hutong/kernel";
import type { ConnectEnvironment } from "../contract.ts";
import { type Addressing, direct, findForeignProvider, type Named, partner } from "./addressing.ts";
import { callMs, type WechatClient, wechatClient } from "./client.ts";
import {
  keysOf,
  type MerchantCredentials,
  ProviderCredentials,
  type WechatPayCredentials,
} from "./credentials.ts";
import { type MiniProgram, openMiniProgram } from "./mini-program.ts";
import { type PlatformKeys, platformKeys } from "./platform-keys.ts";
import { createTransport } from "./transport.ts";
import { type WechatApps, wechatApps } from "./wechat-apps.ts";

/** Same protocol in two regions (document 4012081709). */
const hosts = ["https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com"];

/** What signs, and what is believed. */
export interface Keyed {
  readonly apiV3Key: string;
  readonly privateKey: KeyObject;
  readonly clock: Clock;
  readonly client: WechatClient;
  readonly keys: PlatformKeys;
}

/** A merchant's account with all that its calls need. */
export interface Account extends Keyed {
  readonly address: Addressing;
  readonly notifyUrl: string;
  readonly apps: WechatApps;
  /** The mini program whose orders' shipments are reported; undefined where its secret is not known. */
  readonly miniProgram: MiniProgram | undefined;
  /** Origin of the simulator that plays WeChat Pay, where one does. */
  readonly simulator: string | undefined;
  /** The service provider that a sub-merchant is under. */
  readonly platform?: { readonly mchid: string; readonly companyName: string | undefined };
}

/** The service provider's own account, which the platform holds for many sub-merchants. */
export interface ProviderAccount extends Keyed {
  /** Why what is told of is not this service provider's, whichever its sub-merchant; null when it is. */
  findForeign(told: Named, what: "transaction" | "refund"): string | null;
}

function basesOf(credentials: MerchantCredentials, environment: ConnectEnvironment): readonly string[] {
  if (!credentials.apiBase) return hosts;
  if (!environment.areSimulatorsAllowed) throw new Error("simulators are not allowed here");
  return [new URL(credentials.apiBase).origin];
}

function openKeys(credentials: MerchantCredentials, environment: ConnectEnvironment): Keyed {
  const { mchid, serialNo, apiV3Key, publicKeyId, publicKey } = credentials;
  const { clock, memory } = environment;
  const privateKey = createPrivateKey(credentials.privateKey.trim());
  const transport = createTransport({
    signer: { mchid, serialNo, privateKey },
    bases: basesOf(credentials, environment),
    publicKeyId,
    clock,
    fetch: environment.fetch,
    tryMs: Math.floor(callMs * 0.6),
  });
  const keys = platformKeys({
    transport,
    apiV3Key,
    publicKey:
      publicKeyId && publicKey ? { id: publicKeyId, key: createPublicKey(publicKey.trim()) } : undefined,
    memory,
    clock,
  });
  return { apiV3Key, privateKey, clock, client: wechatClient(transport, keys), keys };
}

function withAddress(
  keyed: Keyed,
  address: Addressing,
  { appSecret, miniProgramSecret }: Pick<WechatPayCredentials, "appSecret" | "miniProgramSecret">,
  apiBase: string | undefined,
  environment: ConnectEnvironment,
): Account {
  const reportingSecret = miniProgramSecret ?? appSecret;
  const secrets = { official: appSecret, miniProgram: miniProgramSecret };
  const appid = address.appid("miniProgram");
  const miniProgram = reportingSecret
    ? openMiniProgram({ appid, secret: reportingSecret }, apiBase, environment)
    : undefined;
  const apps = wechatApps(address, secrets, apiBase, environment);
  const simulator = apiBase && new URL(apiBase).origin;
  return { ...keyed, address, notifyUrl: environment.notifyUrl, apps, miniProgram, simulator };
}

/**
 * Opens a store's account. Throws when it is a sub-merchant's and the platform holds no service provider's account, or
 * when credentials name a simulator where none is allowed.
 */
export function openAccount(credentials: WechatPayCredentials, environment: ConnectEnvironment): Account {
  if (credentials.mode !== "service-provider") {
    const keys = keysOf(credentials);
    return withAddress(openKeys(keys, environment), direct(keys), credentials, keys.apiBase, environment);
  }
  const { subMchid, subAppid, miniProgramAppid } = credentials;
  if (!subMchid) throw new Error("a sub-merchant without its number");
  const keys = ProviderCredentials.parse(environment.platform);
  const address = partner(keys, { subMchid, subAppid, miniProgramAppid });
  // Customers that are the provider's are found out by the provider's secret.
  const secrets = subAppid ? credentials : { ...credentials, appSecret: keys.appSecret };
  const account = withAddress(openKeys(keys, environment), address, secrets, keys.apiBase, environment);
  return { ...account, platform: { mchid: keys.mchid, companyName: keys.companyName } };
}

/** Opens the service provider's account that the platform holds. */
export function openProvider(environment: ConnectEnvironment): ProviderAccount {
  const keys = ProviderCredentials.parse(environment.platform);
  return { ...openKeys(keys, environment), findForeign: findForeignProvider.bind(null, keys) };
}
