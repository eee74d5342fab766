import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** What can be wrong with a pasted key; a part of the fault's code in a provider's `credentials.ts`. */
export type KeyFault =
  | "missing"
  | "half_pasted"
  | "is_certificate"
  | "is_other_key"
  | "unreadable"
  | "not_rsa"
  | "too_short";

export type ReadKey = { readonly key: KeyObject } | { readonly fault: KeyFault };

/** Bits below which neither WeChat Pay nor Alipay issues a key. */
const leastBits = 2048;

function judge(key: KeyObject): ReadKey {
  if (key.asymmetricKeyType !== "rsa") return { fault: "not_rsa" };
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits ? { fault: "too_short" } : { key };
}

// Pasted through a form or a JSON file: line ends and surrounding blanks vary.
function blocks(text: string): { labels: string[]; isWhole: boolean } {
  const begins = [...text.matchAll(/-----BEGIN ([A-Z ]+)-----/g)].map((match) => match[1]!);
  const ends = [...text.matchAll(/-----END ([A-Z ]+)-----/g)].map((match) => match[1]!);
  return { labels: begins, isWhole: begins.length === 1 && ends.length === 1 && begins[0] === ends[0] };
}

function read(text: string, wanted: RegExp, make: (pem: string) => KeyObject): ReadKey {
  if (text.trim() === "") return { fault: "missing" };
  const { labels, isWhole } = blocks(text);
  if (!isWhole) return { fault: "half_pasted" };
  if (labels[0] === "CERTIFICATE") return { fault: "is_certificate" };
  if (!wanted.test(labels[0]!)) return { fault: "is_other_key" };
  try {
    return judge(make(text.trim()));
  } catch {
    // OpenSSL's words say nothing to a merchant.
    return { fault: "unreadable" };
  }
}

/** Reads a private key in PEM, PKCS#8 or PKCS#1. */
export function readPrivateKey(text: string): ReadKey {
  return read(text, /^(RSA |EC |ENCRYPTED )?PRIVATE KEY$/, (pem) => createPrivateKey(pem));
}

/** Reads a public key in PEM; a certificate is not one. */
export function readPublicKey(text: string): ReadKey {
  return read(text, /^(RSA )?PUBLIC KEY$/, (pem) => createPublicKey(pem));
}

function firstOf(makers: readonly (() => KeyObject)[]): KeyObject | null {
  for (const make of makers) {
    try {
      return make();
    } catch {
      // Another form of key: the next one may fit.
    }
  }
  return null;
}

const asPrivate = (key: Buffer) =>
  (["pkcs8", "pkcs1"] as const).map((type) => () => createPrivateKey({ key, format: "der", type }));
const asPublic = (key: Buffer) =>
  (["spki", "pkcs1"] as const).map((type) => () => createPublicKey({ key, format: "der", type }));

function readBare(text: string, wanted: typeof asPrivate, other: typeof asPrivate): ReadKey {
  const base64 = text.replace(/\s/g, "");
  if (!/^[0-9A-Za-z+/]+={0,2}$/.test(base64)) return { fault: "unreadable" };
  const der = Buffer.from(base64, "base64");
  const key = firstOf(wanted(der));
  if (key) return judge(key);
  return { fault: firstOf(other(der)) ? "is_other_key" : "unreadable" };
}

const isBare = (text: string) => text.trim() !== "" && !text.includes("-----");

/** Reads a private key in PEM, or as the bare base64 that key tools hand out, PKCS#8 or PKCS#1. */
export function readLoosePrivateKey(text: string): ReadKey {
  return isBare(text) ? readBare(text, asPrivate, asPublic) : readPrivateKey(text);
}

/** Reads a public key in PEM, or as bare base64. */
export function readLoosePublicKey(text: string): ReadKey {
  return isBare(text) ? readBare(text, asPublic, asPrivate) : readPublicKey(text);
}
