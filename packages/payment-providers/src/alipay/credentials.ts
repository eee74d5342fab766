import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { type ReadKey, readLoosePrivateKey, readLoosePublicKey } from "../rsa-key.ts";

function isPublicHalf(ours: ReadKey, given: ReadKey): boolean {
  return "key" in ours && "key" in given && createPublicKey(ours.key).equals(given.key);
}

/**
 * A merchant's app on the Open Platform, in public-key mode. Keys in PEM, PKCS#8 or PKCS#1, or as the bare base64 that
 * Alipay's key tool hands out. Every fault's message is a code of `credentialFaults`.
 */
export const AlipayCredentials = z
  .strictObject({
    appId: z.string("app_id_not_digits").regex(/^\d{16}$/, "app_id_not_digits"),
    /** The app's own private key. */
    privateKey: z.string("private_key_missing"),
    /** Alipay's public key, shown once the app's was uploaded; not the app's own. */
    alipayPublicKey: z.string("public_key_missing"),
    /** PID: the merchant to whom the money goes. */
    sellerId: z.string("seller_id_ill_formed").regex(/^2088\d{12}$/, "seller_id_ill_formed"),
    /** What a computer shows: Alipay's page, which has a code on it, or a code on ours. */
    desktop: z.enum(["page", "qr"], "desktop_unknown").default("page"),
    /** Origin of a simulator instead of Alipay; counts only where the operator allows simulators. */
    apiBase: z.url({ protocol: /^https?$/, message: "api_base_not_url" }).optional(),
  })
  .superRefine((given, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const ours = readLoosePrivateKey(given.privateKey);
    const theirs = readLoosePublicKey(given.alipayPublicKey);
    if ("fault" in ours) refuse("privateKey", `private_key_${ours.fault}`);
    if ("fault" in theirs) refuse("alipayPublicKey", `public_key_${theirs.fault}`);
    if (isPublicHalf(ours, theirs)) refuse("alipayPublicKey", "public_key_is_app_key");
  });
export type AlipayCredentials = z.infer<typeof AlipayCredentials>;
