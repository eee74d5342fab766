import { constants, type KeyObject, publicEncrypt } from "node:crypto";

/** What a 2048-bit key takes in one field with OAEP and SHA-1. */
const mostBytes = 214;

/**
 * A sensitive field of a request: RSA-OAEP with SHA-1 (document 4013053257), base64. The request's `Wechatpay-Serial`
 * names the key. Throws for a text of more than 214 bytes.
 */
export function encryptFor(key: KeyObject, text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length > mostBytes) throw new RangeError(`more than ${mostBytes} bytes to encrypt`);
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, bytes).toString(
    "base64",
  );
}
