import { type KeyObject, sign, verify } from "node:crypto";

export type Parameters = Readonly<Record<string, string>>;

/** Names sorted, `name=value` joined by `&`, nothing url-encoded; empty values are left out unless they are kept. */
export function textToSign(parameters: Parameters, keepsEmpty = false): string {
  return Object.keys(parameters)
    .filter((name) => keepsEmpty || parameters[name] !== "")
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join("&");
}

/** RSA2: RSA PKCS#1 v1.5 over SHA-256, standard base64. */
export function signText(privateKey: KeyObject, text: string): string {
  return sign("sha256", Buffer.from(text), privateKey).toString("base64");
}

/** Whether `key` signed `text` by RSA2; the algorithm is never taken from the message. */
export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  // Buffer's decoder skips what is not base64: only the one way of writing a signature counts.
  const bytes = Buffer.from(signature, "base64");
  return bytes.toString("base64") === signature && verify("sha256", Buffer.from(text), key, bytes);
}

/** Parameters as they stand in an address or a form. */
export function encodeParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
}
