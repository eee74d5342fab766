import { z } from "zod";
import { parameterError, Refused } from "./refused.ts";

const text = (least: number, most: number) =>
  z
    .string()
    .refine((value) => value.length >= least, `最短${least}`)
    // The documents say characters; the gateway's messages count 字节数.
    .refine((value) => Buffer.byteLength(value) <= most, `字节数超过${most}`);
const fen = z.int().min(1);
const rfc3339 = z
  .string()
  .max(64)
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/);

/** Loopback addresses pass without https: that is where shops under test and on trial live. */
const notifyUrl = (most: number) =>
  text(1, most).refine((value) => {
    const url = URL.parse(value);
    if (url?.search !== "") return false;
    const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(url.hostname);
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback);
  }, "notify_url应为https且不带参数");

const storeInfo = z.strictObject({
  id: text(1, 32),
  name: text(0, 256).optional(),
  area_code: text(0, 32).optional(),
  address: text(0, 512).optional(),
});
const sceneFields = {
  payer_client_ip: z.union([z.ipv4(), z.ipv6()]),
  device_id: text(0, 32).optional(),
  store_info: storeInfo.optional(),
};
const goods = z.strictObject({
  merchant_goods_id: text(1, 32),
  wechatpay_goods_id: text(0, 32).optional(),
  goods_name: text(0, 256).optional(),
  quantity: z.int().min(1),
  unit_price: z.int().min(0),
});

const orderFields = {
  description: text(1, 127),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/),
  time_expire: rfc3339.optional(),
  attach: text(0, 128).optional(),
  notify_url: notifyUrl(255),
  goods_tag: text(0, 32).optional(),
  support_fapiao: z.boolean().optional(),
  amount: z.strictObject({ total: fen, currency: z.literal("CNY").optional() }),
  detail: z
    .strictObject({
      cost_price: z.int().optional(),
      invoice_id: text(0, 32).optional(),
      goods_detail: z.array(goods).optional(),
    })
    .optional(),
  settle_info: z.strictObject({ profit_sharing: z.boolean().optional() }).optional(),
};

const id = text(1, 32);
const names = { appid: id, mchid: id };
const partnerNames = { sp_appid: id, sp_mchid: id, sub_appid: id.optional(), sub_mchid: id };
const openid = text(1, 128);
const payer = { payer: z.strictObject({ openid }) };
const partnerPayer = {
  payer: z
    .strictObject({ sp_openid: openid.optional(), sub_openid: openid.optional() })
    .refine((one) => (one.sp_openid === undefined) !== (one.sub_openid === undefined), "openid二选一"),
};

const products = <Names extends z.ZodRawShape, Payer extends z.ZodRawShape>(whose: Names, who: Payer) => ({
  native: z.strictObject({ ...whose, ...orderFields, scene_info: z.strictObject(sceneFields).optional() }),
  jsapi: z.strictObject({
    ...whose,
    ...orderFields,
    ...who,
    scene_info: z.strictObject(sceneFields).optional(),
  }),
  h5: z.strictObject({
    ...whose,
    ...orderFields,
    scene_info: z.strictObject({
      ...sceneFields,
      h5_info: z.strictObject({
        type: z.enum(["Wap", "iOS", "Android"]),
        app_name: text(0, 64).optional(),
        app_url: text(0, 128).optional(),
        bundle_id: text(0, 128).optional(),
        package_name: text(0, 128).optional(),
      }),
    }),
  }),
});

/** Parameters of the three ways to prepay, of direct merchants and of service providers; what they do not name is refused. */
export const prepay = products(names, payer);
export const partnerPrepay = products(partnerNames, partnerPayer);

export const CloseParameters = z.strictObject({ mchid: id });
export const PartnerCloseParameters = z.strictObject({ sp_mchid: id, sub_mchid: id });

const number = z.string().min(1).max(32);
export const RefundParameters = z
  .strictObject({
    sub_mchid: id.optional(),
    transaction_id: number.optional(),
    out_trade_no: number.optional(),
    out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
    reason: text(0, 80).optional(),
    notify_url: notifyUrl(256).optional(),
    funds_account: z.enum(["AVAILABLE", "UNSETTLED"]).optional(),
    amount: z.strictObject({
      refund: fen,
      total: fen,
      currency: z.literal("CNY"),
      from: z
        .array(z.strictObject({ account: z.enum(["AVAILABLE", "UNAVAILABLE"]), amount: fen }))
        .optional(),
    }),
  })
  .refine((given) => given.transaction_id !== undefined || given.out_trade_no !== undefined, "订单号二选一");

function refuseForbidden(value: unknown, path: string): void {
  if (value === null) throw parameterError(path, "不能为null");
  if (typeof value === "string" && [...value].some((char) => Buffer.byteLength(char) > 3))
    throw parameterError(path, "含有四字节字符");
  if (typeof value !== "object") return;
  for (const [name, part] of Object.entries(value)) refuseForbidden(part, `${path}/${name}`);
}

/** Reads a body. Refuses 400 PARAM_ERROR: not JSON, null, four-byte characters, unknown or ill-formed parameters. */
export function readBody<Parameters>(schema: z.ZodType<Parameters>, body: Buffer): Parameters {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refused(400, "PARAM_ERROR", "请求体不是JSON");
  }
  refuseForbidden(value, "");
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw parameterError(`/${issue.path.join("/")}`, issue.message);
}
