import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { digits } from "@hutong/simulator";

/** An app as the platform knows it: of the app's own key, only the public half. */
export interface App {
  readonly appId: string;
  /** Whom the buyer reads that they pay. */
  readonly name: string;
  /** PID of the merchant. */
  readonly sellerId: string;
  readonly publicKey: KeyObject;
  /** What Alipay signs with for this app; another one after a change of keys. */
  alipayKey: KeyObject;
  /** Methods that the app has no right to. */
  readonly forbidden: Set<string>;
  /** Fen that refunds can be taken from; null: no limit. */
  balance: number | null;
}

/** What the merchant would copy from the Open Platform, in the shape in which shops ask for it. */
export interface AppCredentials {
  readonly appId: string;
  readonly sellerId: string;
  readonly privateKey: string;
  readonly alipayPublicKey: string;
  readonly desktop: "page" | "qr";
}

export interface Registration {
  readonly name?: string | undefined;
  /** `tool`: bare base64, PKCS#1, as Alipay's key tool hands it out. */
  readonly keyForm?: "pem" | "tool";
  readonly desktop?: "page" | "qr";
}

const newPair = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A key as the Open Platform hands it out. */
export function written(key: KeyObject, form: "pem" | "tool"): string {
  const type = key.type === "public" ? "spki" : form === "tool" ? "pkcs1" : "pkcs8";
  return form === "tool"
    ? key.export({ type, format: "der" } as { type: "spki"; format: "der" }).toString("base64")
    : key.export({ type, format: "pem" } as { type: "spki"; format: "pem" }).toString();
}

/** An app as the platform knows it, before anything was taken from it. */
export function appOf(
  given: Pick<App, "appId" | "sellerId" | "publicKey" | "alipayKey">,
  name = "模拟商户",
): App {
  return { ...given, name, forbidden: new Set(), balance: null };
}

/** Makes an app with keys of its own; the private key is handed out once and not kept. */
export function newApp(given: Registration = {}): { app: App; credentials: AppCredentials } {
  const pair = newPair();
  const alipay = newPair();
  const ids = {
    appId: `2021${digits(12)}`,
    sellerId: `2088${digits(12)}`,
    publicKey: pair.publicKey,
    alipayKey: alipay.privateKey,
  };
  const app = appOf(ids, given.name);
  const form = given.keyForm ?? "pem";
  const credentials = {
    appId: app.appId,
    sellerId: app.sellerId,
    privateKey: written(pair.privateKey, form),
    alipayPublicKey: written(alipay.publicKey, form),
    desktop: given.desktop ?? "page",
  };
  return { app, credentials };
}

/** Alipay signs with another key from now on; answers its public half in PEM. */
export function changeKey(app: App): string {
  app.alipayKey = newPair().privateKey;
  return written(createPublicKey(app.alipayKey), "pem");
}
