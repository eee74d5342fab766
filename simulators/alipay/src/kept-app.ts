import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Books } from "@hutong/simulator";
import { type AppCredentials, appOf, newApp, written } from "./apps.ts";
import type { Platform } from "./platform.ts";

/** All that an app is, as it can be written down and taken in again. */
export interface KeptApp {
  readonly credentials: AppCredentials;
  /** What Alipay signs with for this app: PKCS#8 PEM. */
  readonly alipayKey: string;
}

/** Makes an app that outlives the simulator's process. */
export function newKeptApp(): KeptApp {
  const { app, credentials } = newApp();
  return { credentials, alipayKey: written(app.alipayKey, "pem") };
}

/** Takes in an app that was written down. Throws when a key cannot be read. */
export function adopt(platform: Platform, { credentials, alipayKey }: KeptApp, name: string): void {
  const { appId, sellerId, privateKey } = credentials;
  const keys = { publicKey: createPublicKey(privateKey), alipayKey: createPrivateKey(alipayKey) };
  platform.apps.set(appId, appOf({ appId, sellerId, ...keys }, name));
}

/** What is to outlive the simulator's process, beside its apps. */
export function booksOf({ trades, offers, notices }: Platform): Books {
  return { trades, offers, notices };
}
