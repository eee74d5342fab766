import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** What can be wrong with a pasted key; a part of the fault's code in `credentials.ts`. */
export type PemFault =
  | "missing"
  | "half_pasted"
  | "is_certificate"
  | "is_other_key"
  | "unreadable"
  | "not_rsa"
  | "too_short";

export type ReadKey = { readonly key: KeyObject } | { readonly fault: PemFault };

/** Bits below which WeChat Pay issues no key. */
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

/** Reads the merchant's private key, PKCS#8 or PKCS#1, in PEM. */
export function readPrivateKey(text: string): ReadKey {
  return read(text, /^(RSA |EC |ENCRYPTED )?PRIVATE KEY$/, (pem) => createPrivateKey(pem));
}

/** Reads WeChat Pay's public key in PEM; a certificate is not one. */
export function readPublicKey(text: string): ReadKey {
  return read(text, /^(RSA )?PUBLIC KEY$/, (pem) => createPublicKey(pem));
}
