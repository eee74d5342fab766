import type { KeyObject } from "node:crypto";
import type { Clock } from "@hutong/kernel";
import { toChinaTime } from "./china-time.ts";
import { encodeParameters, type Parameters, signText, textToSign } from "./sign.ts";

/** A call of gateway.do, or a page of Alipay's that is opened by one. */
export interface ApiRequest {
  /** `alipay.trade.query`. */
  readonly method: string;
  /** Becomes biz_content. */
  readonly content: object;
  readonly notifyUrl?: string;
  readonly returnUrl?: string;
}

/** Who signs. */
export interface Signer {
  readonly appId: string;
  readonly privateKey: KeyObject;
  readonly clock: Clock;
}

/** All parameters of a request with their signature, in which sign_type takes part. */
export function signedParameters(signer: Signer, request: ApiRequest): Parameters {
  const parameters = {
    app_id: signer.appId,
    method: request.method,
    format: "JSON",
    charset: "utf-8",
    sign_type: "RSA2",
    timestamp: toChinaTime(signer.clock.now()),
    version: "1.0",
    ...(request.notifyUrl ? { notify_url: request.notifyUrl } : {}),
    ...(request.returnUrl ? { return_url: request.returnUrl } : {}),
    biz_content: JSON.stringify(request.content),
  };
  return { ...parameters, sign: signText(signer.privateKey, textToSign(parameters)) };
}

/** Address of a page of Alipay's; opening it is the call, and nothing exists before. */
export function pageUrl(signer: Signer, gateway: string, request: ApiRequest): string {
  return `${gateway}?${encodeParameters(signedParameters(signer, request))}`;
}
