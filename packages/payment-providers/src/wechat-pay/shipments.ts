import type { LocalizedText } from "@hutong/kernel";
import { z } from "zod";
import type { ShipmentOutcome, ShipmentToReport } from "../contract.ts";
import type { Account } from "./account.ts";
import { type Carrier, findCarrier, listCarriers } from "./carriers.ts";
import type { ApiRefusal, MiniProgram } from "./mini-program.ts";
import { queryTransaction } from "./orders.ts";
import type { Transaction } from "./translate.ts";

const byHand = {
  "zh-CN": "请在小程序后台的“发货信息管理”里手工录入，否则货款一直冻结。",
  en: "Enter it by hand in the mini program's console under shipping information, or the money stays frozen.",
};
const failed = (why: LocalizedText): ShipmentOutcome => ({
  kind: "failed",
  merchant: { "zh-CN": `${why["zh-CN"]}${byHand["zh-CN"]}`, en: `${why.en} ${byHand.en}` },
});

const noTracking = {
  "zh-CN": "没有快递公司或运单号，不能向微信报发货。",
  en: "Without a carrier and a tracking number the shipment cannot be reported to WeChat.",
};
const unknownCarrier = (carrier: string) => ({
  "zh-CN": `微信不认识快递公司“${carrier}”。`,
  en: `WeChat knows no carrier called "${carrier}".`,
});
const noPhone = {
  "zh-CN": "顺丰的运单要收件人的电话，这个订单没有。",
  en: "WeChat wants the recipient's phone number for SF Express, and the order has none.",
};
const noSecret: LocalizedText = {
  "zh-CN": "没有小程序的 AppSecret，不能向微信报发货。请在收款设置里填上，系统会自动补报。",
  en: "Without the mini program's AppSecret shipments cannot be reported to WeChat. Enter it in the payment settings; it is then reported by itself.",
};

/** What a merchant can do about it, by errcode. Whatever it is, it is tried again: most of it is set right elsewhere. */
const advice: Readonly<Record<number, LocalizedText>> = {
  40013: { "zh-CN": "小程序 AppID 不对。", en: "The mini program's AppID is wrong." },
  40125: { "zh-CN": "小程序 AppSecret 不对。", en: "The mini program's AppSecret is wrong." },
  40164: {
    "zh-CN": "服务器的 IP 地址不在小程序的白名单里。",
    en: "The server's IP address is not on the mini program's allow list.",
  },
  48001: {
    "zh-CN": "小程序没有发货信息管理的权限。",
    en: "The mini program has no right to report shipments.",
  },
};

function waits({ errcode, errmsg }: ApiRefusal): ShipmentOutcome {
  const known = advice[errcode];
  return {
    kind: "waits",
    merchant: {
      "zh-CN": `${known?.["zh-CN"] ?? "微信没有收下发货信息。"}（${errcode} ${errmsg}）`,
      en: `${known?.en ?? "WeChat did not take the shipment."} (${errcode} ${errmsg})`,
    },
  };
}

const Known = z.object({
  order: z.object({
    shipping: z
      .object({ shipping_list: z.array(z.object({ tracking_no: z.string() })).default([]) })
      .optional(),
  }),
});

// A report whose answer was lost must not use up the one correction that WeChat allows.
async function isKnown(miniProgram: MiniProgram, { paymentId, trackingNumber }: ShipmentToReport) {
  const answer = await miniProgram.call("/wxa/sec/order/get_order", { transaction_id: paymentId });
  if (answer.kind === "refused") return false;
  const known = Known.safeParse(answer.body).data?.order.shipping?.shipping_list ?? [];
  return known.some((parcel) => parcel.tracking_no === trackingNumber);
}

const lastFour = 4;

/** A phone number as WeChat wants it: masked but for its last four digits. Null for one without four digits. */
export function maskedPhone(phone: string): string | null {
  const digits = phone.replace(/\D/g, "");
  return digits.length < lastFour
    ? null
    : `${"*".repeat(digits.length - lastFour)}${digits.slice(-lastFour)}`;
}

/** RFC 3339 in China's time, with milliseconds. */
export function chinaTimeMs(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;
}

const mostLetters = 120;
/** SF Express alone wants a contact. */
const wantsContact = (code: string) => code === "SF";

interface Parcel {
  readonly tracking_no: string;
  readonly express_company: string;
  readonly item_desc: string;
  readonly contact?: { readonly receiver_contact: string };
}

function modeOf(part: ShipmentToReport["part"]): object {
  return part === "whole" ? { delivery_mode: 1 } : { delivery_mode: 2, is_all_delivered: part === "last" };
}

// By the appid that paid: a sub-merchant's own where it has one.
function openidOf({ payer }: Transaction): string {
  const openid = payer?.openid ?? payer?.sub_openid ?? payer?.sp_openid;
  if (!openid) throw new Error("a paid order without its payer");
  return openid;
}

// 虚拟商品 has neither carrier nor number.
const byDownload = (shipment: ShipmentToReport) => ({
  item_desc: [...shipment.description].slice(0, mostLetters).join(""),
});

function parcelOf(carriers: readonly Carrier[], shipment: ShipmentToReport): Parcel | LocalizedText {
  const { carrier, trackingNumber, description, recipientPhone } = shipment;
  if (!carrier.trim() || !trackingNumber.trim()) return noTracking;
  const known = findCarrier(carriers, carrier);
  if (!known) return unknownCarrier(carrier);
  const item_desc = [...description].slice(0, mostLetters).join("");
  const parcel = { tracking_no: trackingNumber, express_company: known.code, item_desc };
  if (!wantsContact(known.code)) return parcel;
  const receiver_contact = recipientPhone === null ? null : maskedPhone(recipientPhone);
  return receiver_contact === null ? noPhone : { ...parcel, contact: { receiver_contact } };
}

/**
 * Reports a parcel of an order that was paid in the mini program (发货信息管理), which lets its money go. The openid is
 * asked of WeChat Pay, so that it need not be kept. Throws when nothing is known.
 */
export async function reportShipment(account: Account, shipment: ShipmentToReport): Promise<ShipmentOutcome> {
  const { miniProgram } = account;
  if (!miniProgram) return { kind: "waits", merchant: noSecret };
  const carriers = shipment.isDownload ? [] : await listCarriers(miniProgram);
  if ("errcode" in carriers) return waits(carriers);
  const parcel = shipment.isDownload ? byDownload(shipment) : parcelOf(carriers, shipment);
  if (!("item_desc" in parcel)) return failed(parcel);
  if (await isKnown(miniProgram, shipment)) return { kind: "reported" };
  const transaction = await queryTransaction(account, shipment.attemptId);
  if (!transaction) throw new Error("WeChat Pay does not know the order");
  const answer = await miniProgram.call("/wxa/sec/order/upload_shipping_info", {
    order_key: { order_number_type: 2, transaction_id: shipment.paymentId },
    logistics_type: shipment.isDownload ? 3 : 1,
    ...modeOf(shipment.part),
    shipping_list: [parcel],
    upload_time: chinaTimeMs(shipment.shippedAt),
    payer: { openid: openidOf(transaction) },
  });
  return answer.kind === "ok" ? { kind: "reported" } : waits(answer);
}
