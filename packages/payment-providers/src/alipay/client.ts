import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { readEnvelope } from "./envelope.ts";
import { type ApiRequest, type Signer, signedParameters } from "./request.ts";
import { encodeParameters, isSignedBy } from "./sign.ts";

/** Five seconds for all that one question takes. */
export function callLimit(): AbortSignal {
  return AbortSignal.timeout(5000);
}

/** A bill is a file: it may take longer, and no customer waits for it. */
const downloadMs = 120_000;

/** A refusal in Alipay's own words; an unsigned one may delay but never move money. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: string;
  readonly subCode: string;
  readonly message: string;
  readonly isSigned: boolean;
}

export type Answer = { readonly kind: "ok"; readonly body: unknown } | Refusal;

/** An answer whose signature is not that of Alipay's public key, as we were given it. */
export class AnswerNotProven extends Error {
  constructor(method: string) {
    super(`answer of Alipay to ${method} not proven: wrong signature`);
    this.name = "AnswerNotProven";
  }
}

export interface AlipayClient {
  /** Calls gateway.do. Throws when nothing is known: network, timeout, 20000, "unknow-error", an answer not proven. */
  call(request: ApiRequest, by: AbortSignal): Promise<Answer>;
  /** Opens a file that an answer named. Throws unless it is Alipay's and 200. */
  download(url: string): Promise<AsyncIterable<Uint8Array>>;
}

export interface Calling {
  readonly signer: Signer;
  readonly alipayPublicKey: KeyObject;
  readonly gateway: string;
  /** Where a file that an answer names is fetched from; null when it is not Alipay's. */
  readonly fileAddress: (url: URL) => URL | null;
  readonly fetch: typeof fetch;
}

const Result = z.looseObject({
  code: z.string().default(""),
  msg: z.string().default(""),
  sub_code: z.string().default(""),
  sub_msg: z.string().default(""),
});

async function send(calling: Calling, request: ApiRequest, signal: AbortSignal): Promise<string> {
  const { biz_content, ...outer } = signedParameters(calling.signer, request);
  const response = await calling.fetch(`${calling.gateway}?${encodeParameters(outer)}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=utf-8" },
    body: encodeParameters({ biz_content: biz_content! }),
    redirect: "error",
    signal,
  });
  const bytes = await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`Alipay answered ${response.status}`);
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/**
 * What Alipay signed of an answer; null without a signature. Its own SDK for Java takes the text with `\/` written as
 * `/` too; what is read then is the text that was signed.
 */
function provenContent(calling: Calling, request: ApiRequest, content: string, sign: string): string {
  const unescaped = content.replaceAll("\\/", "/");
  const proven = [content, unescaped].find((text) => isSignedBy(calling.alipayPublicKey, text, sign));
  if (proven === undefined) throw new AnswerNotProven(request.method);
  return proven;
}

/** Whether Alipay says that it is asked too often: nothing was done. */
export function isTooOften({ code, subCode }: Refusal): boolean {
  return code === "40005" || subCode.includes("call-limited");
}

// Spellings vary: "isp.unknow-error", "aop.unknow-error", "ACQ.SYSTEM_ERROR".
const isUnknown = (code: string, subCode: string) =>
  !/bill_not_exist/i.test(subCode) && (code === "20000" || /unknow|SYSTEM_ERROR/i.test(subCode));

/** Status, then the signature over the raw text, then the words: no unsigned success is believed. */
export function alipayClient(calling: Calling): AlipayClient {
  return {
    async call(request, by) {
      const { content, sign } = readEnvelope(await send(calling, request, by), request.method);
      const proven = sign === null ? content : provenContent(calling, request, content, sign);
      const body: unknown = JSON.parse(proven);
      const { code, msg, sub_code, sub_msg } = Result.parse(body);
      if (code === "10000" && sign !== null) return { kind: "ok", body };
      if (code === "10000") throw new Error("answer of Alipay not proven: no signature");
      const detail = [code, sub_code, sub_msg || msg].filter(Boolean).join(" ");
      if (code === "" || isUnknown(code, sub_code)) throw new Error(`Alipay answered ${detail}`);
      return { kind: "refused", code, subCode: sub_code, message: sub_msg || msg, isSigned: sign !== null };
    },
    async download(url) {
      const address = calling.fileAddress(new URL(url));
      if (!address) throw new Error("download from a foreign host");
      const response = await calling.fetch(address, {
        redirect: "error",
        signal: AbortSignal.timeout(downloadMs),
      });
      if (response.status !== 200 || !response.body) throw new Error(`download answered ${response.status}`);
      return response.body;
    },
  };
}
