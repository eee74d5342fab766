import { z } from "zod";
import { createAccount, createAccountLink, retrieveAccount } from "./account-calls.ts";
import { permit } from "./authorization.ts";
import { captureIntent, lapseIntents } from "./capture-calls.ts";
import type { Form } from "./form-body.ts";
import { intentRoutes } from "./intent-calls.ts";
import { listInput, listPage } from "./lists.ts";
import { type Merchant, type Permission, rollSecret } from "./merchants.ts";
import { eventView } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { createRefund } from "./refund-calls.ts";
import { noSuch, parameters } from "./refused.ts";
import { createSession, expireSession, findSession, lineItems, metadata } from "./session-calls.ts";
import {
  chargeView,
  disputeView,
  expand,
  intentView,
  refundView,
  sessionView,
  transactionView,
  type View,
} from "./views.ts";

export interface Call {
  readonly platform: Platform;
  readonly merchant: Merchant;
  /** The id in the path. */
  readonly id: string;
  readonly form: { [name: string]: Form };
}

export interface Route {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly needs: Permission;
  run(call: Call): View;
}

type Kept = { id: string; accountId: string; createdAt: number };

// One's own objects, and nobody else's.
function find<One extends Kept>({ merchant, id }: Call, all: ReadonlyMap<string, One>, what: string): One {
  const one = all.get(id);
  if (one?.accountId !== merchant.accountId) throw noSuch(what, id);
  return one;
}

const own = <One extends Kept>({ merchant }: Call, all: ReadonlyMap<string, One>): One[] =>
  [...all.values()].filter((one) => one.accountId === merchant.accountId);

const list = (path: string, needs: Permission, run: (call: Call, url: string) => View): Route => ({
  method: "GET",
  path: new RegExp(`^/v1/${path}$`),
  needs,
  run: (call) => run(call, `/v1/${path}`),
});

const one = (method: Route["method"], path: string, needs: Permission, run: Route["run"]): Route => ({
  method,
  path: new RegExp(`^/v1/${path.replace("ID", "([^/]+)")}$`),
  needs,
  run,
});

// Amounts of the balance by currency, as the movements add up to.
function balance(call: Call): View {
  const sums = new Map<string, number>();
  for (const { currency, amount, fee } of own(call, call.platform.books.transactions))
    sums.set(currency, (sums.get(currency) ?? 0) + amount - fee);
  const pending = [...sums].map(([currency, amount]) => ({ amount, currency }));
  return { object: "balance", available: [], livemode: call.merchant.isLive, pending };
}

const EndpointInput = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  enabled_events: z.array(z.string()).min(1),
  api_version: z.string().optional(),
  description: z.string().optional(),
  metadata,
});

// One endpoint an account: a new one takes over, with a secret of its own.
function createEndpoint({ platform, merchant, form }: Call): View {
  const given = parameters(EndpointInput, form);
  merchant.endpoint = given.url;
  const { webhookSecret } = rollSecret(merchant, 0, nowOf(platform));
  const { url, enabled_events } = given;
  return {
    id: "we_1",
    object: "webhook_endpoint",
    url,
    enabled_events,
    secret: webhookSecret,
    status: "enabled",
  };
}

/** What the far end answers; `expand` is read off before. */
export const routes: readonly Route[] = [
  one("POST", "checkout/sessions", "checkout_sessions", ({ platform, merchant, form }) =>
    createSession(platform, merchant, form),
  ),
  list("checkout/sessions", "checkout_sessions", (call, url) => {
    const given = listInput({ payment_intent: z.string().optional() }, call.form);
    const sessions = own(call, call.platform.books.sessions).filter(
      ({ intentId }) => given.payment_intent === undefined || intentId === given.payment_intent,
    );
    return listPage(url, sessions, given, (session) => sessionView(call.platform, session));
  }),
  one("GET", "checkout/sessions/ID", "checkout_sessions", ({ platform, merchant, id }) =>
    sessionView(platform, findSession(platform, merchant, id)),
  ),
  one("POST", "checkout/sessions/ID/expire", "checkout_sessions", ({ platform, merchant, id }) =>
    expireSession(platform, merchant, id),
  ),
  one("GET", "checkout/sessions/ID/line_items", "checkout_sessions", ({ platform, merchant, id }) => ({
    object: "list",
    url: `/v1/checkout/sessions/${id}/line_items`,
    has_more: false,
    data: lineItems(platform, merchant, id),
  })),
  ...intentRoutes.map(({ path, work }) =>
    one("POST", `payment_intents${path}`, "payment_intents", ({ platform, merchant, id, form }) =>
      intentView(platform, work(platform, merchant, id, form)),
    ),
  ),
  one("POST", "payment_intents/ID/capture", "payment_intents", ({ platform, merchant, id, form }) => {
    lapseIntents(platform);
    return intentView(platform, captureIntent(platform, merchant, id, form));
  }),
  one("GET", "payment_intents/ID", "payment_intents", (call) => {
    lapseIntents(call.platform);
    return intentView(call.platform, find(call, call.platform.books.intents, "payment_intent"));
  }),
  one("GET", "charges/ID", "payment_intents", (call) =>
    chargeView(call.platform, find(call, call.platform.books.charges, "charge")),
  ),
  one("POST", "refunds", "refunds", ({ platform, merchant, form }) => createRefund(platform, merchant, form)),
  one("GET", "refunds/ID", "refunds", (call) =>
    refundView(call.platform, find(call, call.platform.books.refunds, "refund")),
  ),
  list("refunds", "refunds", (call, url) => {
    const given = listInput(
      { payment_intent: z.string().optional(), charge: z.string().optional() },
      call.form,
    );
    const intent = given.payment_intent;
    if (intent !== undefined) find({ ...call, id: intent }, call.platform.books.intents, "payment_intent");
    const refunds = own(call, call.platform.books.refunds).filter(
      (refund) =>
        refund.intentId === (intent ?? refund.intentId) &&
        refund.chargeId === (given.charge ?? refund.chargeId),
    );
    return listPage(url, refunds, given, (refund) => refundView(call.platform, refund));
  }),
  one("GET", "disputes/ID", "disputes", (call) =>
    disputeView(call.platform, find(call, call.platform.books.disputes, "dispute")),
  ),
  list("disputes", "disputes", (call, url) => {
    const given = listInput(
      { payment_intent: z.string().optional(), charge: z.string().optional() },
      call.form,
    );
    const disputes = own(call, call.platform.books.disputes).filter(
      ({ intentId, chargeId }) =>
        intentId === (given.payment_intent ?? intentId) && chargeId === (given.charge ?? chargeId),
    );
    return listPage(url, disputes, given, (dispute) => disputeView(call.platform, dispute));
  }),
  one("GET", "balance", "balance", balance),
  one("GET", "balance_transactions/ID", "balance", (call) =>
    transactionView(call.platform, find(call, call.platform.books.transactions, "balance_transaction")),
  ),
  list("balance_transactions", "balance", (call, url) => {
    const given = listInput({ type: z.string().optional(), source: z.string().optional() }, call.form);
    const movements = own(call, call.platform.books.transactions).filter(
      ({ type, sourceId }) => type === (given.type ?? type) && (given.source ?? sourceId) === sourceId,
    );
    return listPage(url, movements, given, (movement) => transactionView(call.platform, movement));
  }),
  one("GET", "events/ID", "events", (call) =>
    eventView(call.platform, find(call, call.platform.books.events, "event")),
  ),
  list("events", "events", (call, url) => {
    const given = listInput({ type: z.string().optional() }, call.form);
    const events = own(call, call.platform.books.events).filter(({ type }) => type === (given.type ?? type));
    return listPage(url, events, given, (event) => eventView(call.platform, event));
  }),
  one("POST", "accounts", "connected_accounts", ({ platform, merchant, form }) =>
    createAccount(platform, merchant, form),
  ),
  one("GET", "accounts/ID", "connected_accounts", ({ platform, merchant, id }) =>
    retrieveAccount(platform, merchant, id),
  ),
  one("POST", "account_links", "connected_accounts", ({ platform, merchant, form }) =>
    createAccountLink(platform, merchant, form),
  ),
  one("POST", "webhook_endpoints", "events", createEndpoint),
];

/** Answers a call by its route, with what was asked to be expanded. */
export function run(route: Route, call: Call): View {
  permit(call.merchant, route.needs);
  const { expand: paths = [], ...form } = call.form;
  const wanted = parameters(z.array(z.string()).max(20), paths);
  const isList = route.path.source.endsWith("s$") && route.method === "GET";
  const view = route.run({ ...call, form: isList ? { ...form, expand: wanted } : form });
  return expand(call.platform, view, wanted);
}
