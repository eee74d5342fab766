import { type KeyObject, randomBytes, sign } from "node:crypto";

/** Lines, each ended by LF, the last one too: what WeChat Pay v3 signs (documents 4012365344, 4013053249). */
export function linesToSign(...lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

/** RSA PKCS#1 v1.5 over SHA-256, standard base64. */
export function signText(privateKey: KeyObject, text: string): string {
  return sign("sha256", Buffer.from(text), privateKey).toString("base64");
}

/** 32 hexadecimal digits, new for each try. */
export function newNonce(): string {
  return randomBytes(16).toString("hex");
}

/** A request as it goes out: `path` with query and percent encoding, `body` the very text that is sent. */
export interface RequestToSign {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body: string;
  /** Unix seconds. */
  readonly timestamp: string;
  readonly nonce: string;
}

/** The five lines of a request. */
export function requestText({ method, path, timestamp, nonce, body }: RequestToSign): string {
  return linesToSign(method, path, timestamp, nonce, body);
}

/** Who signs: the merchant and the serial of its API certificate. */
export interface Signer {
  readonly mchid: string;
  readonly serialNo: string;
  readonly privateKey: KeyObject;
}

/** Value of the Authorization header. */
export function authorization(signer: Signer, request: RequestToSign): string {
  const pairs = {
    mchid: signer.mchid,
    nonce_str: request.nonce,
    timestamp: request.timestamp,
    serial_no: signer.serialNo,
    signature: signText(signer.privateKey, requestText(request)),
  };
  const written = Object.entries(pairs).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${written.join(",")}`;
}

/**
 * What the front end hands to WeixinJSBridge (`getBrandWCPayRequest`); all values are texts, as iOS wants them. A mini
 * program's `wx.requestPayment` takes the same without `appId`, though it is in the signed text.
 */
export function payParameters(
  privateKey: KeyObject,
  order: { appid: string; prepayId: string; timestamp: string; nonce: string },
) {
  const prepay = `prepay_id=${order.prepayId}`;
  return {
    appId: order.appid,
    timeStamp: order.timestamp,
    nonceStr: order.nonce,
    package: prepay,
    signType: "RSA",
    paySign: signText(privateKey, linesToSign(order.appid, order.timestamp, order.nonce, prepay)),
  };
}
