import type { Clock } from "@hutong/kernel";
import { authorization, newNonce, type Signer } from "./sign.ts";

/** An answer as it came; header names are lower case. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** With query, percent encoded as it is to go out. */
  readonly path: string;
  readonly body?: object;
  /** Serial of the key that encrypted a field of the body. */
  readonly keySerial?: string;
}

export interface Transport {
  /** Sends a signed request; throws when no host answered before `signal`. Says nothing about who answered. */
  send(request: ApiRequest, signal: AbortSignal): Promise<RawAnswer>;
  /** Opens a signed download; the caller reads the body. Throws unless it is 200. */
  open(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

export interface Sending {
  readonly signer: Signer;
  /** Origins: WeChat Pay's own, then the spare. */
  readonly bases: readonly string[];
  /** Asks for answers signed by the public key; without it they may come signed by a certificate. */
  readonly publicKeyId?: string | undefined;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Milliseconds for one try where another host is left to try. */
  readonly tryMs: number;
}

// The gateway refuses certificates and refunds without a User-Agent.
const userAgent = "Hutong (Node.js)";

function headersFor(sending: Sending, request: ApiRequest, body: string): Record<string, string> {
  const serial = request.keySerial ?? sending.publicKeyId;
  const timestamp = String(Math.floor(sending.clock.now().getTime() / 1000));
  const signed = { method: request.method, path: request.path, body, timestamp, nonce: newNonce() };
  return {
    accept: "application/json",
    "user-agent": userAgent,
    authorization: authorization(sending.signer, signed),
    ...(body ? { "content-type": "application/json" } : {}),
    ...(serial ? { "wechatpay-serial": serial } : {}),
  };
}

async function sendTo(
  sending: Sending,
  base: string,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const body = request.body ? JSON.stringify(request.body) : "";
  const response = await sending.fetch(`${base}${request.path}`, {
    method: request.method,
    headers: headersFor(sending, request, body),
    ...(body ? { body } : {}),
    redirect: "error",
    signal,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
}

const goesToSpare = new Set([502, 503]);

/** HTTP to WeChat Pay: every try signed anew; the next host on 502, 503 and when the network fails. */
export function createTransport(sending: Sending): Transport {
  return {
    async send(request, signal) {
      for (const [index, base] of sending.bases.entries()) {
        const isLast = index === sending.bases.length - 1;
        const limit = isLast ? signal : AbortSignal.any([signal, AbortSignal.timeout(sending.tryMs)]);
        try {
          const answer = await sendTo(sending, base, request, limit);
          if (isLast || !goesToSpare.has(answer.status)) return answer;
        } catch (error) {
          if (isLast || signal.aborted) throw error;
        }
      }
      throw new Error("WeChat Pay has no host");
    },
    async open(url, signal) {
      const { origin, pathname, search } = new URL(url);
      // The address came in a signed answer; still, a signature of ours goes to WeChat Pay only.
      if (!sending.bases.includes(origin)) throw new Error(`download from a foreign host: ${origin}`);
      const request = { method: "GET" as const, path: `${pathname}${search}` };
      const headers = headersFor(sending, request, "");
      const response = await sending.fetch(url, { headers, redirect: "error", signal });
      if (response.status !== 200 || !response.body) throw new Error(`download answered ${response.status}`);
      return response.body;
    },
  };
}
