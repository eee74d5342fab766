import { z } from "zod";
import { readPrivateKey, readPublicKey } from "../rsa-key.ts";

const appid = z.string("appid_ill_formed").regex(/^wx[0-9A-Za-z]{16}$/, "appid_ill_formed");
const appSecret = z
  .string()
  .regex(/^[0-9a-fA-F]{32}$/, "app_secret_ill_formed")
  .optional();
const digits = (fault: string) => z.string(fault).regex(/^\d{8,32}$/, fault);

// What whoever signs needs. Every fault's message is a code of `credentialFaults`.
const keys = {
  /** 商户号. */
  mchid: digits("mchid_not_digits"),
  /** Official account's or mini program's id, bound to the mchid. */
  appid,
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
  appSecret,
  /** The mini program whose web view shows the shop; bound to the mchid too. */
  miniProgramAppid: appid.optional(),
  miniProgramSecret: appSecret,
  /** Origin of a simulator instead of WeChat Pay; counts only where the operator allows simulators. */
  apiBase: z.url({ protocol: /^https?$/, message: "api_base_not_url" }).optional(),
};

/** The keys that must be there, with the fault's code of one that is not. */
const neededKeys = {
  mchid: "mchid_not_digits",
  appid: "appid_ill_formed",
  serialNo: "serial_not_40_hex",
  privateKey: "private_key_missing",
  apiV3Key: "api_v3_key_not_32_bytes",
} as const;
const ofSubMerchant = new Set([
  "mode",
  "subMchid",
  "subAppid",
  "appSecret",
  "miniProgramAppid",
  "miniProgramSecret",
]);

function keyIssues(
  context: z.RefinementCtx,
  path: string,
  prefix: string,
  read: ReturnType<typeof readPublicKey>,
): void {
  if ("fault" in read) context.addIssue({ code: "custom", path: [path], message: `${prefix}_${read.fault}` });
}

function checkMiniProgram(
  given: { miniProgramAppid?: string | undefined; miniProgramSecret?: string | undefined },
  context: z.RefinementCtx,
): void {
  if ((given.miniProgramAppid === undefined) !== (given.miniProgramSecret === undefined)) {
    const path = given.miniProgramSecret === undefined ? "miniProgramSecret" : "miniProgramAppid";
    context.addIssue({ code: "custom", path: [path], message: "mini_program_needs_both" });
  }
}

function checkKeys(
  given: {
    privateKey?: string | undefined;
    publicKey?: string | undefined;
    publicKeyId?: string | undefined;
  },
  context: z.RefinementCtx,
): void {
  if (given.privateKey !== undefined)
    keyIssues(context, "privateKey", "private_key", readPrivateKey(given.privateKey));
  if (given.publicKey !== undefined)
    keyIssues(context, "publicKey", "public_key", readPublicKey(given.publicKey));
  if ((given.publicKeyId === undefined) !== (given.publicKey === undefined)) {
    const path = given.publicKey === undefined ? "publicKey" : "publicKeyId";
    context.addIssue({ code: "custom", path: [path], message: "public_key_needs_its_id" });
  }
}

/**
 * An account with keys of its own: a direct merchant's, or the service provider's that the platform holds, whose mchid
 * and appid are then sp_mchid and sp_appid. With `publicKeyId` and `publicKey` WeChat Pay is believed by its public key;
 * without them by platform certificates, which are downloaded.
 */
export const MerchantCredentials = z.strictObject(keys).superRefine((given, context) => {
  checkKeys(given, context);
  checkMiniProgram(given, context);
});
export type MerchantCredentials = z.infer<typeof MerchantCredentials>;

/** The service provider's account that the platform holds. */
export const ProviderCredentials = z
  .strictObject({
    ...keys,
    /** 商户全称 of the service provider: with it the platform may take its part of sub-merchants' payments. */
    companyName: z
      .string("company_name_ill_formed")
      .trim()
      .min(1, "company_name_ill_formed")
      .max(128, "company_name_ill_formed")
      .optional(),
  })
  .superRefine((given, context) => {
    checkKeys(given, context);
    checkMiniProgram(given, context);
  });

/**
 * A store's account: keys of its own, or in mode `service-provider` its number under the platform's. One flat object,
 * so that a form can be drawn from it; `credentialFields` says which field belongs to which mode.
 */
export const WechatPayCredentials = z
  .strictObject({
    /** Left out: `direct`. */
    mode: z.enum(["direct", "service-provider"], "mode_unknown").optional(),
    ...z.object(keys).partial().shape,
    /** 特约商户号: the store's own, under the platform's service provider. */
    subMchid: digits("sub_mchid_not_digits").optional(),
    /** The store's official account or mini program, bound to the sub-merchant; without it customers are the provider's. */
    subAppid: appid.optional(),
  })
  .superRefine((given, context) => {
    const isSub = given.mode === "service-provider";
    const needed = isSub ? { subMchid: "sub_mchid_not_digits" } : neededKeys;
    for (const [field, message] of Object.entries(needed)) {
      if (given[field as keyof typeof given] === undefined)
        context.addIssue({ code: "custom", path: [field], message });
    }
    for (const [field, value] of Object.entries(given)) {
      const isForeign = isSub ? !ofSubMerchant.has(field) : field === "subMchid" || field === "subAppid";
      if (isForeign && value !== undefined)
        context.addIssue({ code: "custom", path: [field], message: "field_of_other_mode" });
    }
    if (!isSub) checkKeys(given, context);
    checkMiniProgram(given, context);
  });
export type WechatPayCredentials = z.infer<typeof WechatPayCredentials>;

/** The keys of a direct account. Throws for credentials that hold none. */
export function keysOf(given: WechatPayCredentials): MerchantCredentials {
  const { mchid, appid, serialNo, privateKey, apiV3Key } = given;
  if (!mchid || !appid || !serialNo || !privateKey || !apiV3Key) throw new Error("an account without keys");
  return { ...given, mchid, appid, serialNo, privateKey, apiV3Key };
}
