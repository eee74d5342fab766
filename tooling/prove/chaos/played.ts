import { startAlipay } from "../../test/alipay.ts";
import type { Surroundings } from "../../test/run.ts";
import type { SimulatedProvider } from "../../test/simulated-provider.ts";
import { startStripe } from "../../test/stripe.ts";
import { startWechatPay } from "../../test/wechat-pay.ts";

/** What a proof sees of a payment in a simulator's books, whoever is played. */
export interface FarPayment {
  /** The provider's own id; null until it is paid. */
  readonly paymentId: string | null;
  readonly payer: string | null;
}

/** What the shop shows to somebody who is to pay. */
export interface ShownAction {
  readonly kind: string;
  readonly text?: string;
  readonly url?: string;
}

/** A provider as the proofs play it. */
export interface Played {
  readonly provider: string;
  start(surroundings: Surroundings): Promise<SimulatedProvider>;
  /** Which of the variables that `start` answers names the simulator's origin. */
  readonly originVariable: string;
  /** What the merchants of the two stores are registered with. */
  readonly registrations: readonly [object, object];
  /** What the far end is to know once the account is there. */
  introduce?(account: Account, apiPort: number): Promise<void>;
  /** How far time goes while the weather is bad: notices come up to a day late, and are believed for so long at least. */
  readonly badHours: number;
  /** The longest that a notice waits for its next try. */
  readonly longestWaitHours: number;
  /** Hours from UTC by which the provider's bills count days. */
  readonly zoneHours: number;
  /** Parts of a merchant's credentials that are no secret. */
  readonly openCredentials: readonly string[];
  /** What the control door's `pay` is told for somebody who was shown this; null when there is nothing to pay in it. */
  payable(action: ShownAction): Promise<object | null>;
  /** Payments in the answer of the control door's `books`. */
  paymentsIn(books: Readonly<Record<string, unknown>>): readonly FarPayment[];
}

interface Account {
  readonly id: string;
  readonly credentials: Readonly<Record<string, string>>;
  control(knob: string, input: object): Promise<unknown>;
}

type Rows<Row> = readonly Row[];

const wechatPay: Played = {
  provider: "wechat-pay",
  start: startWechatPay,
  originVariable: "WECHAT_PAY_SIMULATOR",
  registrations: [{ keyMode: "public-key" }, { keyMode: "switching" }],
  badHours: 26,
  longestWaitHours: 6,
  zoneHours: 8,
  openCredentials: ["mchid", "appid", "serialNo", "publicKeyId", "publicKey"],
  async payable({ kind, text, url }) {
    const code = kind === "qr-code" ? text : url && new URL(url).searchParams.get("prepay_id");
    return code ? { code } : null;
  },
  paymentsIn: ({ orders }) =>
    (orders as Rows<{ transactionId: string | null; payer: string | null }>).map(
      ({ transactionId, payer }) => ({ paymentId: transactionId, payer }),
    ),
};

const alipay: Played = {
  provider: "alipay",
  start: startAlipay,
  originVariable: "ALIPAY_SIMULATOR",
  registrations: [{}, { desktop: "qr", keyForm: "tool" }],
  badHours: 23,
  longestWaitHours: 15,
  zoneHours: 8,
  openCredentials: ["appId", "sellerId", "alipayPublicKey", "desktop"],
  async payable({ kind, text, url }) {
    if (kind === "qr-code") return { code: text };
    if (!url) return null;
    // The gateway leads to the cashier by a fresh token, or says on a page why not: then nobody can pay there.
    const { headers } = await fetch(url, { redirect: "manual" });
    const cashier = headers.get("location");
    return { code: (cashier && new URL(cashier).searchParams.get("token")) ?? "" };
  },
  paymentsIn: ({ trades }) =>
    (trades as Rows<{ tradeNo: string; status: string; refunded: number }>).map((trade) => ({
      paymentId: trade.status === "TRADE_SUCCESS" || trade.refunded > 0 ? trade.tradeNo : null,
      payer: null,
    })),
};

const stripe: Played = {
  provider: "stripe",
  start: startStripe,
  originVariable: "STRIPE_SIMULATOR",
  registrations: [{}, {}],
  badHours: 26,
  longestWaitHours: 12,
  async introduce({ id, credentials, control }, apiPort) {
    const url = `http://127.0.0.1:${apiPort}/payments/notices/stripe/${id}`;
    await control("endpoint", { secretKey: credentials.secretKey, url });
  },
  zoneHours: 0,
  openCredentials: ["publishableKey"],
  async payable({ url }) {
    const session = url && /\/c\/pay\/(\w+)/.exec(url)?.[1];
    return session ? { session } : null;
  },
  paymentsIn: ({ sessions }) =>
    (sessions as Rows<{ paymentStatus: string; intentId: string | null }>).map(
      ({ paymentStatus, intentId }) => ({
        paymentId: paymentStatus === "paid" ? intentId : null,
        payer: null,
      }),
    ),
};

const all: readonly Played[] = [wechatPay, alipay, stripe];

/** Ids of the providers that can be played. */
export const playedNames: readonly string[] = all.map(({ provider }) => provider);

/** A provider by its id. Throws for one that is not played. */
export function playedOf(provider: string): Played {
  const played = all.find((one) => one.provider === provider);
  if (!played) throw new RangeError(`--provider is one of ${playedNames.join(", ")}, not ${provider}`);
  return played;
}
