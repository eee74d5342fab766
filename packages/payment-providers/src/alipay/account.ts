import type { KeyObject } from "node:crypto";
import type { Clock } from "@hutong/kernel";
import type { ConnectEnvironment } from "../contract.ts";
import { readLoosePrivateKey, readLoosePublicKey } from "../rsa-key.ts";
import { type AlipayClient, alipayClient } from "./client.ts";
import type { AlipayCredentials } from "./credentials.ts";
import type { Signer } from "./request.ts";

const ownOrigin = "https://openapi.alipay.com";

/** A merchant's account with all that its calls need. */
export interface Account {
  readonly appId: string;
  readonly sellerId: string;
  readonly alipayPublicKey: KeyObject;
  readonly desktop: "page" | "qr";
  readonly signer: Signer;
  /** Address of gateway.do. */
  readonly gateway: string;
  /** Origin of the simulator that plays Alipay, where one does. */
  readonly simulator: string | undefined;
  readonly notifyUrl: string;
  readonly clock: Clock;
  readonly client: AlipayClient;
}

function originOf(credentials: AlipayCredentials, environment: ConnectEnvironment): string {
  if (!credentials.apiBase) return ownOrigin;
  if (!environment.areSimulatorsAllowed) throw new Error("simulators are not allowed here");
  return new URL(credentials.apiBase).origin;
}

// Bills lie on other hosts of Alipay's and are not signed: TLS is what proves them, whatever the address says.
function fileAddress(url: URL): URL | null {
  if (!/(^|\.)alipay\.com$/.test(url.hostname)) return null;
  const secured = new URL(url);
  secured.protocol = "https:";
  secured.port = "";
  return secured;
}

function keyOf(read: ReturnType<typeof readLoosePublicKey>): KeyObject {
  if ("fault" in read) throw new Error(`key ${read.fault}`);
  return read.key;
}

/** Opens an account. Throws when its credentials name a simulator where none is allowed. */
export function openAccount(credentials: AlipayCredentials, environment: ConnectEnvironment): Account {
  const { appId, sellerId, desktop } = credentials;
  const { clock, notifyUrl } = environment;
  const origin = originOf(credentials, environment);
  const gateway = `${origin}/gateway.do`;
  const signer = { appId, clock, privateKey: keyOf(readLoosePrivateKey(credentials.privateKey)) };
  const alipayPublicKey = keyOf(readLoosePublicKey(credentials.alipayPublicKey));
  const client = alipayClient({
    signer,
    alipayPublicKey,
    gateway,
    fileAddress: (url) => {
      if (!credentials.apiBase) return fileAddress(url);
      return url.origin === origin ? url : null;
    },
    fetch: environment.fetch,
  });
  const simulator = credentials.apiBase && origin;
  const keys = { alipayPublicKey, signer };
  return { appId, sellerId, desktop, ...keys, gateway, simulator, notifyUrl, clock, client };
}
