import { request as send } from "node:http";
import { Formatter, Rsa } from "wechatpay-axios-plugin";
import type { MerchantCredentials } from "../merchants.ts";
import type { Shop } from "./shop.ts";

/** A call as a merchant could make it, by somebody else's signing; every part may be wrong. */
export interface MerchantCall {
  readonly method?: string;
  readonly path: string;
  /** A text is sent as it is; anything else as JSON. */
  readonly body?: unknown;
  /** Seconds by which the merchant's clock is wrong. */
  readonly clockOff?: number;
  readonly serial?: string;
  readonly mchid?: string;
  readonly privateKey?: string;
  /** Sent instead of what was signed. */
  readonly sentBody?: string;
  /** Overrides; a header of undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface MerchantAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The refusal's code, or undefined. */
  readonly code: string | undefined;
}

/** Makes a call to the simulator of a shop, with the shop's keys unless told otherwise. */
export async function merchantCall(shop: Shop, call: MerchantCall): Promise<MerchantAnswer> {
  const credentials = shop.subject.far.credentials as MerchantCredentials;
  const method = call.method ?? (call.body === undefined ? "GET" : "POST");
  const body =
    call.body === undefined ? "" : typeof call.body === "string" ? call.body : JSON.stringify(call.body);
  const timestamp = String(Math.floor(shop.platform.clock.now().getTime() / 1000) + (call.clockOff ?? 0));
  const nonce = Formatter.nonce();
  const signature = Rsa.sign(
    Formatter.request(method, call.path, timestamp, nonce, body),
    call.privateKey ?? credentials.privateKey,
  );
  const mchid = call.mchid ?? credentials.mchid;
  const serial = call.serial ?? credentials.serialNo;
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": "merchant",
    authorization: Formatter.authorization(mchid, nonce, signature, timestamp, serial),
    ...call.headers,
  };
  const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return await new Promise((resolve, reject) => {
    const options = { method, headers: present as Record<string, string>, agent: false };
    const request = send(`${shop.simulator.origin}${call.path}`, options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      const code = text.startsWith("{") ? (JSON.parse(text) as { code?: string }).code : undefined;
      resolve({ status: response.statusCode!, headers: response.headers, text, code });
    });
    request.on("error", reject);
    request.end(call.sentBody ?? body);
  });
}
