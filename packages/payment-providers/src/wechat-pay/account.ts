import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Clock } from "@hutong/kernel";
import type { ConnectEnvironment } from "../contract.ts";
import { callMs, type WechatClient, wechatClient } from "./client.ts";
import type { WechatPayCredentials } from "./credentials.ts";
import { type PlatformKeys, platformKeys } from "./platform-keys.ts";
import { createTransport } from "./transport.ts";
import { type WechatApps, wechatApps } from "./wechat-apps.ts";

/** Same protocol in two regions (document 4012081709). */
const hosts = ["https://api.mch.weixin.qq.com", "https://api2.mch.weixin.qq.com"];

/** A merchant's account with all that its calls need. */
export interface Account {
  readonly mchid: string;
  readonly appid: string;
  readonly apiV3Key: string;
  readonly privateKey: KeyObject;
  readonly notifyUrl: string;
  readonly clock: Clock;
  readonly client: WechatClient;
  readonly keys: PlatformKeys;
  readonly apps: WechatApps;
}

function basesOf(credentials: WechatPayCredentials, environment: ConnectEnvironment): readonly string[] {
  if (!credentials.apiBase) return hosts;
  if (!environment.areSimulatorsAllowed) throw new Error("simulators are not allowed here");
  return [new URL(credentials.apiBase).origin];
}

/** Opens an account. Throws when its credentials name a simulator where none is allowed. */
export function openAccount(credentials: WechatPayCredentials, environment: ConnectEnvironment): Account {
  const { mchid, appid, serialNo, apiV3Key, publicKeyId, publicKey } = credentials;
  const { clock, memory, notifyUrl } = environment;
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
  return {
    mchid,
    appid,
    apiV3Key,
    privateKey,
    notifyUrl,
    clock,
    client: wechatClient(transport, keys),
    keys,
    apps: wechatApps(credentials, environment),
  };
}

/** Whether an order under this appid may be the account's: its own, or its mini program's. */
export function isAppOf({ appid, apps }: Account, given: string): boolean {
  return given === appid || given === apps.miniProgram?.appid;
}
