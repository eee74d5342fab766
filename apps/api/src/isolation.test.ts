import { newTicket, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import type { Id } from "@hutong/kernel";
import { testBankHeaders } from "@hutong/payment-providers";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApi } from "./app.ts";
import { findBankAccount, openEntry } from "./test-bank/books.ts";
import { pageCode } from "./test-bank/page.ts";

let database: TestDatabase;
let api: ReturnType<typeof createApi>;
let theirs: TestShop;
let mine: TestShop;
let attemptId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  api = createApi(database.cell, pino({ level: "silent" }));
  theirs = await openTestShop(database, { answer: "page" });
  mine = await openTestShop(database, { answer: "page" });
  const { checkout } = await readyCheckout(theirs, theirs.variants.tin);
  // The bank is not running: the outcome is unknown, and the attempt waits.
  await submitCheckout(theirs.buyer, {
    checkout,
    accountId: theirs.accounts.test,
    key: "k",
    returnUrl: "http://theirs/return",
  });
  const [row] = await database.owner`select id from payment_attempts where store_id = ${theirs.storeId}`;
  attemptId = row!.id;
  const bank = (await findBankAccount(database.cell, theirs.accounts.test))!;
  await openEntry(bank, { attemptId, amount: 18000, currency: "CNY", returnUrl: "http://theirs/return" });
});
afterAll(() => database.drop());

async function signed(path: string, message: object): Promise<Response> {
  const bank = (await findBankAccount(database.cell, mine.accounts.test))!;
  const body = JSON.stringify(message);
  return await api.request(path, {
    method: "POST",
    headers: testBankHeaders(bank.secret, body, Date.now()),
    body,
  });
}

async function myPageCode(): Promise<string> {
  return pageCode((await findBankAccount(database.cell, mine.accounts.test))!, attemptId);
}

/** Tickets of the second store for the first one's attempt, and one that nobody signed. */
const foreignTickets = (purpose: "pay" | "back" | "mini-program") => [
  newTicket(mine.platform, attemptId as Id<"payment-attempt">, purpose),
  "A".repeat(86),
];

const paySteps = (purpose: "pay" | "back", path: string) =>
  foreignTickets(purpose).map(async (ticket) => await api.request(`/pay/${ticket}${path}`));

/** What the second store, signing with its own account, asks about the first one's attempt; by route. */
const trials: Readonly<Record<string, () => Promise<Response>[]>> = {
  "GET /healthz": () => [Promise.resolve(api.request("/healthz"))],
  "GET /readyz": () => [Promise.resolve(api.request("/readyz"))],
  "POST /payments/notices/:provider/:account": () => [
    signed(`/payments/notices/test/${mine.accounts.test}`, {
      attemptId,
      state: "open",
      payments: [{ id: "p", amount: 18000, currency: "CNY" }],
    }),
    signed(`/payments/notices/test/${theirs.accounts.test}`, {
      attemptId,
      state: "open",
      payments: [{ id: "p", amount: 18000, currency: "CNY" }],
    }),
    signed(`/payments/notices/manual/${theirs.accounts.manual}`, { attemptId }),
    ...["test", "wechat-pay"].map((provider) =>
      signed(`/payments/notices/${provider}/platform`, {
        attemptId,
        state: "open",
        payments: [{ id: "p", amount: 18000, currency: "CNY" }],
      }),
    ),
  ],
  "GET /pay/:ticket": () => paySteps("pay", ""),
  "GET /pay/:ticket/wechat": () => paySteps("pay", "/wechat?code=x&state=y"),
  "GET /pay/:ticket/back": () => paySteps("back", "/back"),
  "POST /pay/:ticket/mini-program": () =>
    foreignTickets("mini-program").map(
      async (ticket) =>
        await api.request(`/pay/${ticket}/mini-program`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ code: "x" }),
        }),
    ),
  "POST /test-bank/:account/:call{open|ask|close|refund}": () =>
    ["open", "ask", "close", "refund"].flatMap((call) =>
      [mine, theirs].map((shop) =>
        signed(`/test-bank/${shop.accounts.test}/${call}`, {
          attemptId,
          amount: 1,
          currency: "CNY",
          returnUrl: "http://mine",
          requestKey: "r",
          paymentId: "p",
        }),
      ),
    ),
  "GET /test-bank/:account/pay/:attempt": () =>
    [mine, theirs].map(
      async (shop) =>
        await api.request(`/test-bank/${shop.accounts.test}/pay/${attemptId}?code=${await myPageCode()}`),
    ),
  "POST /test-bank/:account/pay/:attempt": () =>
    [mine, theirs].map(async (shop) => {
      const body = new URLSearchParams({ code: await myPageCode(), verb: "pay" });
      return await api.request(`/test-bank/${shop.accounts.test}/pay/${attemptId}`, { method: "POST", body });
    }),
};

it("every route of the api is tried", () => {
  const routes = api.routes
    .filter((route) => route.method !== "ALL")
    .map((route) => `${route.method} ${route.path}`);
  expect([...new Set(routes)].sort()).toEqual(Object.keys(trials).sort());
});

it.each(Object.keys(trials))("%s gives nothing of another store and changes nothing of it", async (route) => {
  for (const response of await Promise.all(trials[route]!())) {
    const text = (await response.text()) + (response.headers.get("location") ?? "");
    expect(text).not.toContain("http://theirs");
    expect(text).not.toContain("180.00");
  }
  const [state] = await database.owner`
    select (select count(*)::int from orders where store_id = ${theirs.storeId}) as orders,
      (select count(*)::int from payments where store_id = ${theirs.storeId}) as payments,
      (select state from payment_attempts where id = ${attemptId}) as attempt,
      (select jsonb_build_array(state, is_closed, payments) from test_bank_entries where store_id = ${theirs.storeId}) as entry`;
  expect(state).toEqual({ orders: 0, payments: 0, attempt: "pending", entry: ["open", false, []] });
});
