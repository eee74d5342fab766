import { z } from "zod";
import type { PlatformKeys } from "./platform-keys.ts";
import type { ApiRequest, RawAnswer, Transport } from "./transport.ts";

/** Five seconds for a whole call: both hosts, and certificates where they are needed. */
export const callMs = 5000;
/** A bill is a file: it may take longer, and no customer waits for it. */
const downloadMs = 120_000;

/** A refusal in WeChat Pay's own words: unsigned, so it may delay but never move money. */
export interface Refusal {
  readonly kind: "refused";
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** An answer that was not signed by WeChat Pay's key, as we have it. */
export class AnswerNotProven extends Error {
  constructor(why: string) {
    super(`answer of WeChat Pay not proven: ${why}`);
    this.name = "AnswerNotProven";
  }
}

export type Answer = { readonly kind: "ok"; readonly body: unknown } | Refusal;

export interface WechatClient {
  /** Calls the API. Throws when nothing is known: network, timeout, 202, 5xx, an answer that is not proven. */
  call(request: ApiRequest): Promise<Answer>;
  download(url: string): Promise<AsyncIterable<Uint8Array>>;
}

const RefusalBody = z.object({ code: z.string().default(""), message: z.string().default("") });

// Bodies of 404 (unknown path) and 405 are empty, and a proxy may answer HTML.
function readRefusal(answer: RawAnswer): Refusal {
  let body: unknown = {};
  try {
    body = JSON.parse(Buffer.from(answer.body).toString("utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { code, message } = RefusalBody.safeParse(body).data ?? { code: "", message: "" };
  return { kind: "refused", status: answer.status, code, message };
}

/** Status first, then the signature, then JSON: refusals carry no signature, and no unsigned success is believed. */
export function wechatClient(
  transport: Transport,
  keys: Pick<PlatformKeys, "findFault">,
  limitMs = callMs,
): WechatClient {
  return {
    async call(request) {
      const signal = AbortSignal.timeout(limitMs);
      const answer = await transport.send(request, signal);
      if (answer.status >= 500) {
        const { code } = readRefusal(answer);
        throw new Error(`WeChat Pay answered ${answer.status} ${code}`);
      }
      if (answer.status >= 400) return readRefusal(answer);
      if (answer.status !== 200 && answer.status !== 204)
        throw new Error(`WeChat Pay answered ${answer.status}: accepted, not done`);
      const fault = await keys.findFault(answer.headers, answer.body, signal);
      if (fault) throw new AnswerNotProven(fault);
      const text = Buffer.from(answer.body).toString("utf8");
      return { kind: "ok", body: text === "" ? {} : JSON.parse(text) };
    },
    download: (url) => transport.open(url, AbortSignal.timeout(downloadMs)),
  };
}
