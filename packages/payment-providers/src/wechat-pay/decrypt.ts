import { createDecipheriv } from "node:crypto";
import { z } from "zod";

/** An encrypted part of a notice or of the certificate download; `associated_data` may be empty or missing. */
export const Sealed = z.object({
  algorithm: z.string(),
  nonce: z.string(),
  associated_data: z.string().nullish(),
  ciphertext: z.string(),
});
export type Sealed = z.infer<typeof Sealed>;

const tagBytes = 16;

/**
 * AES-256-GCM with the text of the APIv3 key (document 4012071382); the last 16 bytes of the ciphertext are the tag.
 * Throws when the algorithm is another, the text is not plain base64, or the tag does not fit.
 */
export function decrypt(apiV3Key: string, sealed: Sealed): string {
  if (sealed.algorithm !== "AEAD_AES_256_GCM") throw new Error("sealed with another algorithm");
  const bytes = Buffer.from(sealed.ciphertext, "base64");
  if (bytes.toString("base64") !== sealed.ciphertext || bytes.length < tagBytes)
    throw new Error("ciphertext is not base64");
  const key = Buffer.from(apiV3Key);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(sealed.nonce), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(sealed.associated_data ?? ""));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const plain = decipher.update(bytes.subarray(0, -tagBytes));
  return Buffer.concat([plain, decipher.final()]).toString("utf8");
}
