import { setTimeout as wait } from "node:timers/promises";
import type { Incoming, Reply } from "@hutong/simulator";
import { authenticate } from "./authorization.ts";
import { billFile, tradeBill } from "./bill-calls.ts";
import type { Product } from "./books.ts";
import { takeAnswerFault } from "./faults.ts";
import type { Merchant } from "./merchants.ts";
import {
  closeOrder,
  closeParty,
  placeOrder,
  placePartnerOrder,
  queryOrder,
  queryParty,
} from "./order-calls.ts";
import { subParty } from "./parties.ts";
import { type Platform, seal, signatureHeaders } from "./platform.ts";
import { makeRefund, queryRefund } from "./refund-calls.ts";
import { Refused } from "./refused.ts";
import {
  queryReturn,
  querySharing,
  returnShare,
  shareOrder,
  unfreeze,
  unsplitAmount,
} from "./sharing-calls.ts";
import { addReceiver, deleteReceiver, maxRatio } from "./sharing-receivers.ts";

interface Call {
  readonly platform: Platform;
  readonly merchant: Merchant;
  /** The parts of the path that vary, decoded. */
  readonly part: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  /** Wechatpay-Serial: the key that encrypted a field of the body. */
  readonly keySerial: string | undefined;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Object: JSON, 200. Undefined: 204. Buffer: a file, unsigned. */
  run(call: Call): object | undefined;
}

function certificates({ platform, merchant }: Call): object {
  if (merchant.keyMode === "public-key")
    throw new Refused(404, "RESOURCE_NOT_EXISTS", "无可用的平台证书，请使用微信支付公钥");
  const data = platform.certificates.map((one) => ({
    serial_no: one.serial,
    effective_time: one.validFrom.toISOString(),
    expire_time: one.validTo.toISOString(),
    encrypt_certificate: seal(merchant.apiV3Key, one.pem, "certificate"),
  }));
  return { data };
}

const number = "([^/]+)";
const routes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v3\/pay\/transactions\/(jsapi|native|h5)$/,
    run: ({ platform, merchant, part, body }) => placeOrder(platform, merchant, part as Product, body),
  },
  {
    method: "POST",
    path: /^\/v3\/pay\/partner\/transactions\/(jsapi|native|h5)$/,
    run: ({ platform, merchant, part, body }) => placePartnerOrder(platform, merchant, part as Product, body),
  },
  ...[true, false].flatMap((isPartner): Route[] => {
    const path = `^/v3/pay/${isPartner ? "partner/" : ""}transactions/out-trade-no/${number}`;
    return [
      {
        method: "GET",
        path: new RegExp(`${path}$`),
        run: ({ platform, merchant, part, query }) =>
          queryOrder(platform, queryParty(merchant, isPartner, query), part),
      },
      {
        method: "POST",
        path: new RegExp(`${path}/close$`),
        run({ platform, merchant, part, body }) {
          closeOrder(platform, closeParty(merchant, isPartner, body), part);
          return undefined;
        },
      },
    ];
  }),
  {
    method: "POST",
    path: /^\/v3\/refund\/domestic\/refunds$/,
    run: ({ platform, merchant, body }) => makeRefund(platform, merchant, body),
  },
  {
    method: "GET",
    path: new RegExp(`^/v3/refund/domestic/refunds/${number}$`),
    run: ({ platform, merchant, part, query }) => queryRefund(platform, merchant, part, query),
  },
  {
    method: "GET",
    path: /^\/v3\/bill\/tradebill$/,
    run: ({ platform, merchant, query }) => tradeBill(platform, merchant, query),
  },
  {
    method: "GET",
    path: /^\/v3\/billdownload\/file$/,
    run: ({ platform, merchant, query }) => billFile(platform, merchant, query),
  },
  { method: "GET", path: /^\/v3\/certificates$/, run: certificates },
  {
    method: "POST",
    path: /^\/v3\/profitsharing\/receivers\/add$/,
    run: ({ platform, merchant, body, keySerial }) => addReceiver(platform, merchant, body, keySerial),
  },
  {
    method: "POST",
    path: /^\/v3\/profitsharing\/receivers\/delete$/,
    run: ({ platform, merchant, body }) => deleteReceiver(platform, merchant, body),
  },
  {
    method: "POST",
    path: /^\/v3\/profitsharing\/orders$/,
    run: ({ platform, merchant, body, keySerial }) => shareOrder(platform, merchant, body, keySerial),
  },
  {
    method: "POST",
    path: /^\/v3\/profitsharing\/orders\/unfreeze$/,
    run: ({ platform, merchant, body }) => unfreeze(platform, merchant, body),
  },
  {
    method: "GET",
    path: new RegExp(`^/v3/profitsharing/orders/${number}$`),
    run: ({ platform, merchant, part, query }) => querySharing(platform, merchant, part, query),
  },
  {
    method: "GET",
    path: new RegExp(`^/v3/profitsharing/transactions/${number}/amounts$`),
    run: ({ platform, merchant, part }) => unsplitAmount(platform, merchant, part),
  },
  {
    method: "POST",
    path: /^\/v3\/profitsharing\/return-orders$/,
    run: ({ platform, merchant, body }) => returnShare(platform, merchant, body),
  },
  {
    method: "GET",
    path: new RegExp(`^/v3/profitsharing/return-orders/${number}$`),
    run: ({ platform, merchant, part, query }) => queryReturn(platform, merchant, part, query),
  },
  {
    method: "GET",
    path: new RegExp(`^/v3/profitsharing/merchant-configs/${number}$`),
    run({ merchant, part }) {
      subParty(merchant, part, "profit-sharing");
      return { sub_mchid: part, max_ratio: maxRatio };
    },
  },
];

function refusal({ status, code, message, detail }: Refused): Reply {
  const body = JSON.stringify(detail ? { code, message, detail } : { code, message });
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body };
}

// By the key that the request asked for, where the merchant has it; else by the certificate, where there is one.
function signed(
  platform: Platform,
  merchant: Merchant,
  request: Incoming,
  body: string,
  status: number,
): Reply {
  const wanted = request.headers["wechatpay-serial"];
  const isCertificate = platform.certificates.some((one) => one.serial === wanted);
  if (wanted !== undefined && wanted !== merchant.platformKey.id && !isCertificate)
    return refusal(new Refused(400, "PARAM_ERROR", "Wechatpay-Serial有误"));
  const kind =
    (wanted !== undefined && !isCertificate) || merchant.keyMode === "public-key"
      ? "public-key"
      : "certificate";
  const headers = signatureHeaders(platform, merchant, kind, body);
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body };
}

function answer(platform: Platform, request: Incoming): Reply {
  const [path, search = ""] = request.path.split("?");
  const ofPath = routes.filter((route) => route.path.test(path!));
  if (ofPath.length === 0) return { status: 404, headers: {}, body: "" };
  const route = ofPath.find((one) => one.method === request.method);
  if (!route) return { status: 405, headers: {}, body: "" };
  try {
    const merchant = authenticate(platform, request);
    const part = decodeURIComponent(route.path.exec(path!)![1] ?? "");
    const query = new URLSearchParams(search);
    const keySerial = request.headers["wechatpay-serial"];
    const result = route.run({ platform, merchant, part, query, body: request.body, keySerial });
    if (Buffer.isBuffer(result))
      return { status: 200, headers: { "content-type": "text/plain" }, body: result };
    return result === undefined
      ? signed(platform, merchant, request, "", 204)
      : signed(platform, merchant, request, JSON.stringify(result), 200);
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

function without(headers: Readonly<Record<string, string>>, start: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(start)));
}

/** Answers a call of the API, or spoils it as the faults say; null breaks the connection. */
export async function answerCall(platform: Platform, request: Incoming): Promise<Reply | null> {
  const fault = takeAnswerFault(platform.faults, request.path);
  if (fault?.kind === "break-before") return null;
  if (fault?.kind === "status") return refusal(new Refused(fault.status, fault.code, "系统繁忙，请稍后重试"));
  const reply = answer(platform, request);
  // Unreferenced, so that a connection nobody waits for keeps no process alive.
  if (fault?.kind === "hang") return await wait(60_000, null, { ref: false });
  if (fault?.kind === "break-after") return null;
  if (fault?.kind === "unsigned") return { ...reply, headers: without(reply.headers, "wechatpay-") };
  if (fault?.kind !== "wrong-signature") return reply;
  const signature = `WECHATPAY/SIGNTEST/${reply.headers["wechatpay-signature"]}`;
  return { ...reply, headers: { ...reply.headers, "wechatpay-signature": signature } };
}
