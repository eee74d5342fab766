import type { default as StripeSdk } from "stripe";

/** What calls are made with: the key, for whom it acts, and where they go. */
interface ClientKeys {
  readonly secretKey: string;
  /** A connected account, for whom the platform's key acts. */
  readonly connectedAccount?: string | null;
  readonly apiBase?: string | undefined;
}

/** Five seconds for whatever one of our operations asks, all its requests together. */
export const callMs = 5000;

/** A refusal in Stripe's own words. 5xx is one only as the replay of an earlier answer to the same key. */
export interface Refusal {
  readonly kind: "refused";
  readonly status: number;
  readonly code: string;
  readonly param: string;
  readonly message: string;
  /** It was answered before, to the same idempotency key. */
  readonly isReplay: boolean;
}

export type Answer<Body> =
  | {
      readonly kind: "ok";
      readonly body: Body;
      /** It was answered before, to the same idempotency key: it tells how things stood then. */
      readonly isReplay: boolean;
    }
  | Refusal;

type Told<Body> = Body & { lastResponse: object };

// With `fetch` underneath, the SDK hands out fetch's own response, whatever its types say; and it takes any JSON that
// names no error for a success.
function isReplayOf(response: object): boolean {
  const { status, headers } = response as Response;
  if (status !== 200) throw new Error(`Stripe answered ${status}`);
  return headers.get("idempotent-replayed") === "true";
}

/** The requests of one operation, within its time. */
export interface Calls {
  /** Throws when nothing is known: network, timeout, 409, 429, 5xx, or parameters that are not the key's first ones. */
  ask<Body>(request: (stripe: StripeSdk) => Promise<Told<Body>>): Promise<Answer<Body>>;
}

export interface StripeClient {
  /** Begins an operation. `limitMs` is for all of its requests. */
  begin(limitMs?: number): Promise<Calls>;
}

// A quarter of a second to load, which processes that never call Stripe need not spend.
export const loadSdk = async () => (await import("stripe")).default;

const refusedStatuses = new Set([400, 401, 402, 403, 404]);

function refusalOf(error: StripeSdk.errors.StripeError): Refusal | null {
  const status = error.statusCode ?? 0;
  const isReplay = error.headers?.["idempotent-replayed"] === "true";
  const isRefused = refusedStatuses.has(status) && error.type !== "StripeIdempotencyError";
  if (!isRefused && !(status >= 500 && isReplay)) return null;
  return {
    kind: "refused",
    status,
    code: error.code ?? "",
    param: error.param ?? "",
    message: error.message,
    isReplay,
  };
}

/** Stripe's SDK, its requests sent by `fetch` and none of them outliving the operation: it retries a closed connection by itself. */
export function stripeClient(credentials: ClientKeys, send: typeof fetch): StripeClient {
  const at = credentials.apiBase ? new URL(credentials.apiBase) : null;
  const host = at && {
    host: at.hostname,
    port: at.port || (at.protocol === "https:" ? "443" : "80"),
    protocol: at.protocol === "https:" ? ("https" as const) : ("http" as const),
  };
  return {
    async begin(limitMs = callMs) {
      const Stripe = await loadSdk();
      const deadline = AbortSignal.timeout(limitMs);
      const within: typeof fetch = (input, init) =>
        send(input, {
          ...init,
          redirect: "error",
          signal: init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline,
        });
      const stripe = new Stripe(credentials.secretKey, {
        ...host,
        ...(credentials.connectedAccount ? { stripeAccount: credentials.connectedAccount } : {}),
        apiVersion: "2026-10-28.endive",
        httpClient: Stripe.createFetchHttpClient(within),
        maxNetworkRetries: 0,
        timeout: limitMs,
        telemetry: false,
      });
      return {
        async ask(request) {
          try {
            const body = await request(stripe);
            return { kind: "ok", body, isReplay: isReplayOf(body.lastResponse) };
          } catch (error) {
            const refusal = error instanceof Stripe.errors.StripeError ? refusalOf(error) : null;
            if (refusal) return refusal;
            throw error;
          }
        },
      };
    },
  };
}
