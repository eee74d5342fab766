import { type KeyObject, verify } from "node:crypto";
import { linesToSign } from "./sign.ts";

/** Seconds by which WeChat Pay's timestamp may be off, either way (document 4013053249). */
export const toleranceSeconds = 300;

/** The four headers of a signed answer or notice. */
export interface SignatureHeaders {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  /** Names the key: 40 hex of a platform certificate, or `PUB_KEY_ID_…`. */
  readonly serial: string;
}

const ourAlgorithm = "WECHATPAY2-SHA256-RSA2048";

/** Reads the signature's headers; names are lower case. Null when one is missing, or names an algorithm that is not ours. */
export function readSignatureHeaders(headers: Readonly<Record<string, string>>): SignatureHeaders | null {
  const timestamp = headers["wechatpay-timestamp"];
  const nonce = headers["wechatpay-nonce"];
  const signature = headers["wechatpay-signature"];
  const serial = headers["wechatpay-serial"];
  if ((headers["wechatpay-signature-type"] ?? ourAlgorithm) !== ourAlgorithm) return null;
  return timestamp && nonce && signature && serial ? { timestamp, nonce, signature, serial } : null;
}

/** Why a timestamp is not good, or null when it is. `now` in milliseconds. */
export function findTimeFault(timestamp: string, now: number): string | null {
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) return "timestamp ill formed";
  return Math.abs(now / 1000 - Number(timestamp)) >= toleranceSeconds ? "timestamp off" : null;
}

/** Whether `key` signed timestamp, nonce and the raw bytes of `body`. */
export function isSignedBy(key: KeyObject, headers: SignatureHeaders, body: Uint8Array): boolean {
  // Buffer's decoder skips what is not base64: only the one way of writing a signature counts.
  const signature = Buffer.from(headers.signature, "base64");
  if (signature.toString("base64") !== headers.signature) return false;
  const head = Buffer.from(linesToSign(headers.timestamp, headers.nonce));
  return verify("sha256", Buffer.concat([head, body, Buffer.from("\n")]), key, signature);
}
