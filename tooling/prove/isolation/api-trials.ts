import { createHmac } from "node:crypto";
import { newTicket } from "../../../packages/checkout/src/index.ts";
import type { Id } from "../../../packages/kernel/src/index.ts";
import { testBankHeaders } from "../../../packages/payment-providers/src/index.ts";
import { Browser } from "../shop/browser.ts";
import type { Planted } from "./plant.ts";
import { isFine, isMissing, isRefusal, secretsOf, type Trial } from "./trial.ts";

/** What the owner of my payment account, who knows its secret, tries with the first store's attempts and account. */
export function apiTrials(theirs: Planted, mine: Planted, port: number): Trial[] {
  const send = async (
    method: string,
    path: string,
    body: string | null,
    headers: Record<string, string> = {},
  ) => {
    const browser = new Browser("localhost", port);
    try {
      return await browser.send(method, path, body, headers);
    } finally {
      browser.close();
    }
  };
  const signed = (path: string, message: object) => {
    const body = JSON.stringify(message);
    return send("POST", path, body, testBankHeaders(mine.store.bankSecret, body, Date.now()));
  };
  const trial = (of: string, what: string, ask: Trial["send"], isProper = isRefusal): Trial => ({
    of,
    what,
    send: ask,
    isProper,
    secrets: secretsOf(theirs),
  });
  const attemptId = theirs.attemptId;
  const payment = { id: "stolen", amount: 2000, currency: "CNY" };
  const notice = { attemptId, state: "open", payments: [payment] };
  const [my, their] = [mine.store.accounts.byPage, theirs.store.accounts.byPage];
  const call = "POST /test-bank/:account/:call{open|ask|close|refund}";
  const page = "/test-bank/:account/pay/:attempt";
  const code = createHmac("sha256", mine.store.bankSecret).update(`page ${attemptId}`).digest("base64url");
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const pressed = new URLSearchParams({ code, verb: "pay" }).toString();
  const saysUnknown = ({ status, body }: { status: number; body: string }) =>
    (status >= 400 && status < 500) ||
    (status === 200 && ["unknown", "refused"].includes(JSON.parse(body).state));

  // Signed for my store, as the platform signs my own: their attempt is not found through it.
  const ticketOf = (purpose: "pay" | "back" | "mini-program") =>
    newTicket(mine.ctx, attemptId as Id<"payment-attempt">, purpose);
  const json = { "content-type": "application/json" };

  return [
    ...(
      [
        ["", "pay"],
        ["/wechat", "pay"],
        ["/back", "back"],
      ] as const
    ).map(([path, purpose]) =>
      trial(
        `GET /pay/:ticket${path}`,
        "their attempt with a ticket of my store",
        () => send("GET", `/pay/${ticketOf(purpose)}${path}?code=x&state=y`, null),
        isMissing,
      ),
    ),
    trial(
      "POST /pay/:ticket/mini-program",
      "their attempt with a ticket of my store",
      () => send("POST", `/pay/${ticketOf("mini-program")}/mini-program`, '{"code":"x"}', json),
      isMissing,
    ),
    trial("GET /healthz", "nobody's", () => send("GET", "/healthz", null), isFine),
    trial("GET /readyz", "nobody's", () => send("GET", "/readyz", null), isFine),
    ...(
      [
        ["their attempt through my account", my],
        ["their attempt through their account, signed by me", their],
        ["their attempt through the platform's account, signed by me", "platform"],
      ] as const
    ).map(([what, account]) =>
      trial("POST /payments/notices/:provider/:account", what, () =>
        signed(`/payments/notices/test/${account}`, notice),
      ),
    ),
    ...["open", "ask", "close", "refund"].flatMap((verb) => {
      const message = {
        attemptId,
        amount: 2000,
        currency: "CNY",
        returnUrl: "http://x",
        requestKey: "k",
        paymentId: "p",
      };
      return [
        trial(
          call,
          `${verb} their attempt at my account`,
          () => signed(`/test-bank/${my}/${verb}`, message),
          saysUnknown,
        ),
        trial(call, `${verb} at their account, signed by me`, () =>
          signed(`/test-bank/${their}/${verb}`, message),
        ),
      ];
    }),
    ...[my, their].flatMap((account) => [
      trial(
        `GET ${page}`,
        `their attempt at ${account === my ? "my" : "their"} account`,
        () => send("GET", `/test-bank/${account}/pay/${attemptId}?code=${code}`, null),
        isMissing,
      ),
      trial(
        `POST ${page}`,
        `their attempt at ${account === my ? "my" : "their"} account`,
        () => send("POST", `/test-bank/${account}/pay/${attemptId}`, pressed, form),
        isMissing,
      ),
    ]),
  ];
}
