import { z } from "zod";
import { readPrivateKey, readPublicKey } from "../rsa-key.ts";

function keyIssues(
  context: z.RefinementCtx,
  path: string,
  prefix: string,
  read: ReturnType<typeof readPublicKey>,
): void {
  if ("fault" in read) context.addIssue({ code: "custom", path: [path], message: `${prefix}_${read.fault}` });
}

/**
 * A direct merchant's account. With `publicKeyId` and `publicKey` WeChat Pay is believed by its public key; without
 * them by platform certificates, which are downloaded. Every fault's message is a code of `credentialFaults`.
 */
export const WechatPayCredentials = z
  .strictObject({
    /** 商户号. */
    mchid: z.string("mchid_not_digits").regex(/^\d{8,32}$/, "mchid_not_digits"),
    /** Official account's or mini program's id, bound to the mchid. */
    appid: z.string("appid_ill_formed").regex(/^wx[0-9A-Za-z]{16}$/, "appid_ill_formed"),
    /** Serial of the merchant API certificate, not of WeChat Pay's. */
    serialNo: z
      .string("serial_not_40_hex")
      .regex(/^[0-9A-Fa-f]{40}$/, "serial_not_40_hex")
      .transform((serial) => serial.toUpperCase()),
    /** apiclient_key.pem. */
    privateKey: z.string("private_key_missing"),
    /** 32 bytes of text, never decoded from hex or base64. */
    apiV3Key: z
      .string("api_v3_key_not_32_bytes")
      .refine((key) => Buffer.byteLength(key) === 32, "api_v3_key_not_32_bytes"),
    publicKeyId: z
      .string()
      .regex(/^PUB_KEY_ID_\d{1,64}$/, "public_key_id_ill_formed")
      .optional(),
    /** pub_key.pem. */
    publicKey: z.string().optional(),
    /** AppSecret of the official account `appid`: finds out who pays inside WeChat. */
    appSecret: z
      .string()
      .regex(/^[0-9a-fA-F]{32}$/, "app_secret_ill_formed")
      .optional(),
    /** The mini program whose web view shows the shop; bound to the mchid too. */
    miniProgramAppid: z
      .string()
      .regex(/^wx[0-9A-Za-z]{16}$/, "appid_ill_formed")
      .optional(),
    miniProgramSecret: z
      .string()
      .regex(/^[0-9a-fA-F]{32}$/, "app_secret_ill_formed")
      .optional(),
    /** Origin of a simulator instead of WeChat Pay; counts only where the operator allows simulators. */
    apiBase: z.url({ protocol: /^https?$/, message: "api_base_not_url" }).optional(),
  })
  .superRefine((given, context) => {
    keyIssues(context, "privateKey", "private_key", readPrivateKey(given.privateKey));
    if (given.publicKey !== undefined)
      keyIssues(context, "publicKey", "public_key", readPublicKey(given.publicKey));
    if ((given.publicKeyId === undefined) !== (given.publicKey === undefined)) {
      const path = given.publicKey === undefined ? "publicKey" : "publicKeyId";
      context.addIssue({ code: "custom", path: [path], message: "public_key_needs_its_id" });
    }
    if ((given.miniProgramAppid === undefined) !== (given.miniProgramSecret === undefined)) {
      const path = given.miniProgramSecret === undefined ? "miniProgramSecret" : "miniProgramAppid";
      context.addIssue({ code: "custom", path: [path], message: "mini_program_needs_both" });
    }
  });
export type WechatPayCredentials = z.infer<typeof WechatPayCredentials>;
