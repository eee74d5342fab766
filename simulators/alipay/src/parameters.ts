import { z } from "zod";
import { Refused } from "./refused.ts";

const text = (least: number, most: number) => z.string().min(least).max(most);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
/** Yuan as text with two decimals, 0.01 to 100000000, in fen. */
const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})\.\d{2}$/)
  .transform((given) => Number(given.replace(".", "")))
  .refine((fen) => fen >= 1 && fen <= 10_000_000_000);

const order = {
  out_trade_no: z.string().regex(/^[0-9A-Za-z_]{1,64}$/),
  total_amount: amount,
  subject: text(1, 256).regex(/^[^/=&]*$/),
  body: text(0, 128).optional(),
  time_expire: time.optional(),
  timeout_express: z
    .string()
    .regex(/^\d{1,5}[mhd]$/)
    .optional(),
  passback_params: text(0, 512).optional(),
};

/** biz_content of what makes an offer; what they do not name is refused. */
export const OrderParameters = {
  page: z.strictObject({
    ...order,
    product_code: z.literal("FAST_INSTANT_TRADE_PAY"),
    qr_pay_mode: z.enum(["0", "1", "2", "3", "4"]).optional(),
  }),
  wap: z.strictObject({
    ...order,
    product_code: z.literal("QUICK_WAP_WAY"),
    quit_url: text(0, 400).optional(),
  }),
  precreate: z.strictObject({
    ...order,
    product_code: z.enum(["QR_CODE_OFFLINE", "FACE_TO_FACE_PAYMENT"]),
  }),
};

const number = text(1, 64).optional();
const isNamed = (given: { out_trade_no?: string | undefined; trade_no?: string | undefined }) =>
  given.out_trade_no !== undefined || given.trade_no !== undefined;

export const TradeParameters = z.strictObject({ out_trade_no: number, trade_no: number }).refine(isNamed);
export const RefundParameters = z
  .strictObject({
    out_trade_no: number,
    trade_no: number,
    refund_amount: amount,
    out_request_no: number,
    refund_reason: text(0, 256).optional(),
  })
  .refine(isNamed);
export const RefundQueryParameters = z
  .strictObject({ out_trade_no: number, trade_no: number, out_request_no: text(1, 64) })
  .refine(isNamed);
export const BillParameters = z.strictObject({
  bill_type: z.enum(["trade", "signcustomer"]),
  bill_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

/** Reads biz_content. Refuses 40002 isv.invalid-parameter. */
export function readContent<Parameters>(schema: z.ZodType<Parameters>, content: string): Parameters {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new Refused("40002", "isv.invalid-parameter", "biz_content不是JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]!.path.join(".");
  throw new Refused("40002", "isv.invalid-parameter", `参数无效：${where}`);
}
