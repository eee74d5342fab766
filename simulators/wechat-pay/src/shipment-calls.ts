import { z } from "zod";
import { AppRefused } from "./app-calls.ts";
import type { Order } from "./books.ts";
import type { Platform } from "./platform.ts";

const text = (most: number) =>
  z
    .string()
    .min(1)
    .refine((value) => [...value].length <= most);
// Masked but for the last four digits.
const masked = z.string().regex(/^[+\d-]*\*+\d{4}$/);
const Parcel = z.strictObject({
  tracking_no: text(128),
  express_company: text(128),
  item_desc: text(120),
  contact: z
    .strictObject({ consignor_contact: masked.optional(), receiver_contact: masked.optional() })
    .optional(),
});
const Upload = z.strictObject({
  order_key: z.union([
    z.strictObject({ order_number_type: z.literal(1), mchid: z.string(), out_trade_no: z.string() }),
    z.strictObject({ order_number_type: z.literal(2), transaction_id: z.string() }),
  ]),
  logistics_type: z.int().min(1).max(4),
  delivery_mode: z.int().min(1).max(2),
  is_all_delivered: z.boolean().optional(),
  shipping_list: z.array(Parcel).min(1).max(15),
  upload_time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}$/),
  payer: z.strictObject({ openid: z.string().min(1).max(128) }),
});

/** What was told of a payment's parcels. */
export interface Shipments {
  readonly parcels: z.infer<typeof Parcel>[];
  isFinished: boolean;
  corrections: number;
}

/** Carriers by their code; two of them alike in name. */
export const carriers = [
  ["SF", "顺丰速运"],
  ["ZTO", "中通快递"],
  ["YTO", "圆通速递"],
  ["STO", "申通快递"],
  ["YD", "韵达速递"],
  ["JTSD", "极兔速递"],
  ["JD", "京东快递"],
  ["EMS", "EMS"],
  ["YZPY", "邮政快递包裹"],
  ["BS1", "百世快递"],
  ["BS2", "百世快运"],
] as const;

function orderOf(platform: Platform, appid: string, isMeant: (order: Order) => boolean): Order {
  const order = [...platform.orders.values()].find((one) => one.paidAt !== null && isMeant(one));
  if (!order) throw new AppRefused(10060001, "支付单不存在");
  const paidIn = order.payerOf === "sub_appid" ? order.subAppid : order.appid;
  if (paidIn !== appid) throw new AppRefused(10060001, "支付单不存在");
  return order;
}

/** Takes a report of parcels. Refused as the documents say: whole once, with one correction; split until all are out. */
export function uploadShipment(platform: Platform, appid: string, body: unknown): object {
  const given = Upload.parse(body);
  const { order_key: key, shipping_list: parcels } = given;
  const order = orderOf(platform, appid, (one) =>
    key.order_number_type === 2
      ? one.transactionId === key.transaction_id
      : one.outTradeNo === key.out_trade_no && (one.subMchid ?? one.mchid) === key.mchid,
  );
  if (order.payer !== given.payer.openid) throw new AppRefused(10060019, "用户信息不正确");
  for (const { express_company: code, contact } of parcels) {
    if (!carriers.some(([known]) => known === code)) throw new AppRefused(10060020, "物流公司编码有误");
    if (code === "SF" && !contact) throw new AppRefused(10060020, "顺丰须填写联系方式");
  }
  const isSplit = given.delivery_mode === 2;
  if (isSplit && given.is_all_delivered === undefined)
    throw new AppRefused(10060007, "分拆发货模式下必须填写is_all_delivered");
  if (!isSplit && parcels.length > 1) throw new AppRefused(10060014, "统一发货只能有一个物流单");
  const known = platform.shipments.get(order.transactionId!) ?? {
    parcels: [],
    isFinished: false,
    corrections: 0,
  };
  if (known.isFinished) {
    if (known.corrections > 0) throw new AppRefused(10060003, "已使用重新发货机会");
    known.corrections += 1;
    known.parcels.length = 0;
  }
  known.parcels.push(...parcels);
  known.isFinished = !isSplit || given.is_all_delivered === true;
  platform.shipments.set(order.transactionId!, known);
  return {};
}

const Query = z.strictObject({ transaction_id: z.string() });

/** What is known of a payment. */
export function getOrder(platform: Platform, appid: string, body: unknown): object {
  const { transaction_id } = Query.parse(body);
  const order = orderOf(platform, appid, (one) => one.transactionId === transaction_id);
  const known = platform.shipments.get(transaction_id);
  return {
    order: {
      transaction_id,
      merchant_id: order.mchid,
      sub_merchant_id: order.subMchid ?? "",
      openid: order.payer,
      order_state: known ? 2 : 1,
      shipping: {
        finish_shipping: known?.isFinished ?? false,
        shipping_list: known?.parcels ?? [],
      },
    },
  };
}
