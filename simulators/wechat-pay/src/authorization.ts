import type { Incoming } from "@hutong/simulator";
import { isSigned } from "./certificate.ts";
import type { Merchant } from "./merchants.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";

const names = ["mchid", "nonce_str", "timestamp", "serial_no", "signature"];

function readAuthorization(value: string | undefined): Record<string, string> {
  const malformed = new Refused(
    401,
    "SIGN_ERROR",
    "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》",
  );
  const match = /^WECHATPAY2-SHA256-RSA2048 ([^ ]+)$/.exec(value ?? "");
  if (!match) throw malformed;
  const pairs = match[1]!.split(",").map((pair) => /^([a-z_]+)="([^"]*)"$/.exec(pair));
  if (pairs.some((pair) => !pair)) throw malformed;
  const given = Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
  if (pairs.length !== names.length || names.some((name) => !given[name])) throw malformed;
  return given;
}

/**
 * Who sent a request. Refuses, in this order: no User-Agent (400), a malformed Authorization, a timestamp more than
 * 5 minutes off, an unknown merchant or serial, and a wrong signature (401 SIGN_ERROR).
 */
export function authenticate(platform: Platform, request: Incoming): Merchant {
  if (!request.headers["user-agent"]) throw new Refused(400, "PARAM_ERROR", "Http头缺少User-Agent");
  const given = readAuthorization(request.headers.authorization);
  const off = Math.abs(platform.clock.now().getTime() / 1000 - Number(given.timestamp));
  if (!/^\d{1,12}$/.test(given.timestamp!) || off > 300)
    throw new Refused(401, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
  const merchant = platform.merchants.get(given.mchid!);
  if (!merchant || merchant.serialNo !== given.serial_no)
    throw new Refused(401, "SIGN_ERROR", "商户证书序列号有误。请使用签名私钥匹配的证书序列号");
  const head = `${request.method}\n${request.path}\n${given.timestamp}\n${given.nonce_str}\n`;
  const text = Buffer.concat([Buffer.from(head), request.body, Buffer.from("\n")]);
  if (!isSigned(merchant.publicKey, text, given.signature!)) {
    const sign_information = { method: request.method, url: request.path, truncated_sign_message: head };
    throw new Refused(401, "SIGN_ERROR", "签名错误，请检查后再试", { sign_information });
  }
  return merchant;
}
