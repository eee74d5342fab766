import { serve } from "@hono/node-server";
import { expireReservations, getWaiting, queryAttempts, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { listPaymentCases, makeRefund, resolvePaymentCase } from "@hutong/payments";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApi } from "./app.ts";
import { findBankAccount, payEntry } from "./test-bank/books.ts";
import { sendNotice } from "./test-bank/notify.ts";

// The origin is read when its package is loaded, so the port is chosen before.
const port = vi.hoisted(() => {
  const chosen = 20_000 + (process.pid % 20_000);
  process.env.HUTONG_API_ORIGIN = `http://127.0.0.1:${chosen}`;
  return chosen;
});

let database: TestDatabase;
let server: ReturnType<typeof serve>;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  server = serve({
    fetch: createApi(database.cell, pino({ level: "silent" })).fetch,
    port,
    hostname: "127.0.0.1",
  });
});
afterAll(async () => {
  server.close();
  await database.drop();
});
beforeEach(async () => {
  shop = await openTestShop(database, { answer: "page", stock: 5 });
});

async function begin() {
  const ready = await readyCheckout(shop, shop.variants.tin);
  const outcome = await submitCheckout(shop.buyer, {
    checkout: ready.checkout,
    accountId: shop.accounts.test,
    key: "k",
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });
  if (outcome.kind !== "redirect") throw new Error(outcome.kind);
  const attemptId = /pay\/([0-9a-f-]{36})/.exec(outcome.url)![1]!;
  const bank = (await findBankAccount(database.cell, shop.accounts.test))!;
  return { ...ready, url: outcome.url, attemptId, bank };
}

async function press(url: string, verb: string): Promise<Response> {
  const code = new URL(url).searchParams.get("code")!;
  return await fetch(url, { method: "POST", body: new URLSearchParams({ code, verb }), redirect: "manual" });
}

const count = async (query: string) => Number((await database.owner.unsafe(query, [shop.storeId]))[0]!.n);
const orders = () => count("select count(*) as n from orders where store_id = $1");
const payments = (use: string) =>
  count(`select count(*) as n from payments where store_id = $1 and use = '${use}'`);
const ledger = () =>
  count(
    "select coalesce(max(abs(s)), 0) as n from (select sum(amount) as s from ledger_entries where store_id = $1 group by transaction_id, currency) t",
  );
const stock = async () =>
  (
    await database.owner`select available, reserved, committed from stock where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin}`
  )[0];
const state = async (checkout: string) => (await getWaiting(shop.buyer, { checkout })).state;

async function settleRefunds(): Promise<number> {
  const rows =
    await database.owner`select id from refunds where store_id = ${shop.storeId} and state = 'pending'`;
  for (const row of rows) await makeRefund(shop.platform, { refundId: row.id });
  return await count(
    "select coalesce(sum(amount), 0) as n from refunds where store_id = $1 and state = 'succeeded'",
  );
}

describe("provider test", () => {
  it("paid on its page: one order, one capture, and the browser is sent back", async () => {
    const { url, checkout } = await begin();
    expect(await stock()).toEqual({ available: 4, reserved: 1, committed: 0 });
    expect(await state(checkout)).toBe("waiting");
    expect(await (await fetch(url)).text()).toContain("180.00");
    const answer = await press(url, "pay");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toContain(`/checkout/${checkout}/return`);
    expect([await orders(), await payments("applied"), await ledger()]).toEqual([1, 1, 0]);
    expect(await stock()).toEqual({ available: 4, reserved: 0, committed: 1 });
    expect(await state(checkout)).toBe("placed");
  });

  it("paid once and told ten times at once: one order, one capture", async () => {
    const { attemptId, bank, total } = await begin();
    await payEntry(bank, attemptId, 1);
    const statuses = await sendNotice(bank, attemptId, 10);
    expect(statuses).toEqual(Array(10).fill(200));
    await queryAttempts(shop.platform);
    expect([await orders(), await payments("applied"), await payments("surplus"), await ledger()]).toEqual([
      1, 1, 0, 0,
    ]);
    expect(await count("select sum(paid) as n from orders where store_id = $1")).toBe(total);
  });

  it("paid twice: both in the ledger, one order, the second given back", async () => {
    const { url, total } = await begin();
    await press(url, "pay-twice");
    expect([await orders(), await payments("applied"), await payments("surplus"), await ledger()]).toEqual([
      1, 1, 1, 0,
    ]);
    expect(await settleRefunds()).toBe(total);
    expect(await settleRefunds()).toBe(total);
    expect(await ledger()).toBe(0);
    expect(
      await count(
        "select sum(amount) as n from ledger_entries where store_id = $1 and account = 'owed-to-customers'",
      ),
    ).toBe(0);
  });

  it("told before our own call has answered: the notice is as good as the answer", async () => {
    const ready = await readyCheckout(shop, shop.variants.tin);
    const first = submitCheckout(shop.buyer, {
      checkout: ready.checkout,
      accountId: shop.accounts.test,
      key: "k",
      returnUrl: "http://x",
    });
    // The attempt is committed before the bank is called, so whoever is faster finds it.
    const bank = (await findBankAccount(database.cell, shop.accounts.test))!;
    const attemptId = await vi.waitFor(async () => {
      const rows =
        await database.owner`select attempt_id from test_bank_entries where store_id = ${shop.storeId}`;
      return rows[0]!.attempt_id as string;
    });
    await payEntry(bank, attemptId, 1);
    expect(await sendNotice(bank, attemptId)).toEqual([200]);
    await first;
    expect([await orders(), await payments("applied"), await ledger()]).toEqual([1, 1, 0]);
  });

  it.each([
    [{ amount: 1 }, "amount_mismatch"],
    [{ currency: "USD" }, "currency_mismatch"],
  ])("a payment of %j is parked for the merchant, never an order", async (change, kind) => {
    const { attemptId, bank, checkout } = await begin();
    await payEntry(bank, attemptId, 1, change);
    expect(await sendNotice(bank, attemptId, 2)).toEqual([200, 200]);
    expect([await orders(), await payments("parked"), await ledger()]).toEqual([0, 1, 0]);
    expect(
      await count(`select count(*) as n from payment_cases where store_id = $1 and kind = '${kind}'`),
    ).toBe(1);
    expect(await state(checkout)).toBe("parked");
    const [found] = await listPaymentCases(shop.staff);
    await resolvePaymentCase(shop.staff, { id: found!.id, action: "refund" });
    await settleRefunds();
    expect(await count("select count(*) as n from ledger_entries where store_id = $1")).toBe(4);
    expect([await payments("parked"), await ledger(), (await listPaymentCases(shop.staff)).length]).toEqual([
      1, 0, 0,
    ]);
  });

  it("two payments that do not fit wait as two cases, each dealt with by itself", async () => {
    const { attemptId, bank } = await begin();
    await payEntry(bank, attemptId, 2, { amount: 1 });
    expect(await sendNotice(bank, attemptId, 2)).toEqual([200, 200]);
    const cases = await listPaymentCases(shop.staff);
    const parked = await database.owner`
      select id from payments where store_id = ${shop.storeId} and use = 'parked' order by id`;
    expect(parked).toHaveLength(2);
    expect(cases.map(({ detail }) => detail.paymentId).sort()).toEqual(parked.map(({ id }) => id));
    await resolvePaymentCase(shop.staff, { id: cases[0]!.id, action: "refund" });
    expect(await settleRefunds()).toBe(1);
    expect(await listPaymentCases(shop.staff)).toEqual([cases[1]]);
    await resolvePaymentCase(shop.staff, { id: cases[1]!.id, action: "refund" });
    expect(await settleRefunds()).toBe(2);
    expect([await payments("parked"), await ledger()]).toEqual([2, 0]);
  });

  it("paid after expiry while there is stock: the order", async () => {
    const { url, checkout } = await begin();
    await press(url, "pay-late");
    shop.clock.advance(17 * 60_000);
    expect(await expireReservations(shop.platform)).toMatchObject({ done: 1 });
    expect(await stock()).toEqual({ available: 5, reserved: 0, committed: 0 });
    expect(await state(checkout)).toBe("expired");
    await press(url, "pay");
    expect([await orders(), await payments("applied"), await ledger()]).toEqual([1, 1, 0]);
    expect(await stock()).toEqual({ available: 4, reserved: 0, committed: 1 });
  });

  it("paid after expiry and sold out since: all given back and the customer told", async () => {
    const { url, checkout, total } = await begin();
    await press(url, "pay-late");
    shop.clock.advance(17 * 60_000);
    await expireReservations(shop.platform);
    await database.owner`update stock set available = 0, on_hand = on_hand - available where store_id = ${shop.storeId} and variant_id = ${shop.variants.tin}`;
    await press(url, "pay");
    expect([await orders(), await payments("surplus"), await ledger()]).toEqual([0, 1, 0]);
    expect(await settleRefunds()).toBe(total);
    expect(await state(checkout)).toBe("refunded");
    expect(
      await count("select count(*) as n from outbox where store_id = $1 and kind = 'payment-refunded'"),
    ).toBe(1);
  });

  it("hangs, then pays: the query finds it", async () => {
    const { url, attemptId, bank, checkout } = await begin();
    await press(url, "hang");
    shop.clock.advance(6000);
    await queryAttempts(shop.platform);
    expect(await state(checkout)).toBe("waiting");
    await payEntry(bank, attemptId, 1); // and its notice is lost
    shop.clock.advance(20_000);
    await queryAttempts(shop.platform);
    expect([await orders(), await payments("applied"), await ledger(), await state(checkout)]).toEqual([
      1,
      1,
      0,
      "placed",
    ]);
  });

  it("declined: no order, the goods are free, and another try may succeed", async () => {
    const { url, checkout } = await begin();
    await press(url, "decline");
    expect([await orders(), await state(checkout)]).toEqual([0, "declined"]);
    expect(await stock()).toEqual({ available: 5, reserved: 0, committed: 0 });
    const again = await submitCheckout(shop.buyer, {
      checkout,
      accountId: shop.accounts.manual,
      key: "k",
      returnUrl: "http://x",
    });
    expect(again.kind).toBe("placed");
  });

  it("a second method pays while the first still waits: the first, paid later, is given back", async () => {
    const { url, checkout, total } = await begin();
    const second = await submitCheckout(shop.buyer, {
      checkout,
      accountId: shop.accounts.manual,
      key: "k",
      returnUrl: "http://x",
    });
    expect(second.kind).toBe("placed");
    await press(url, "pay");
    expect([await orders(), await payments("applied"), await payments("surplus"), await ledger()]).toEqual([
      1, 0, 1, 0,
    ]);
    expect(await settleRefunds()).toBe(total);
    expect(await stock()).toEqual({ available: 4, reserved: 0, committed: 1 });
  });
});

describe("a notice that is not proven", () => {
  it.each(["no signature", "another account's secret", "an altered body"])(
    "with %s changes nothing",
    async (fault) => {
      const { attemptId, bank } = await begin();
      const { testBankHeaders } = await import("@hutong/payment-providers");
      const body = JSON.stringify({
        attemptId,
        state: "open",
        payments: [{ id: "x", amount: 18000, currency: "CNY" }],
      });
      const secret = fault === "another account's secret" ? "somebody else's secret" : bank.secret;
      const headers = fault === "no signature" ? {} : testBankHeaders(secret, body, Date.now());
      const sent = fault === "an altered body" ? body.replace("18000", "1") : body;
      const answer = await fetch(`http://127.0.0.1:${port}/payments/notices/test/${bank.id}`, {
        method: "POST",
        headers,
        body: sent,
      });
      expect(answer.status).toBe(401);
      expect([await orders(), await payments("applied"), await payments("parked")]).toEqual([0, 0, 0]);
    },
  );

  it("for another store's attempt, signed by its own account, finds nothing", async () => {
    const { attemptId } = await begin();
    const other = await openTestShop(database, { answer: "page" });
    const bank = (await findBankAccount(database.cell, other.accounts.test))!;
    const { testBankHeaders } = await import("@hutong/payment-providers");
    const body = JSON.stringify({
      attemptId,
      state: "open",
      payments: [{ id: "x", amount: 18000, currency: "CNY" }],
    });
    const answer = await fetch(`http://127.0.0.1:${port}/payments/notices/test/${bank.id}`, {
      method: "POST",
      headers: testBankHeaders(bank.secret, body, Date.now()),
      body,
    });
    expect(answer.status).toBe(404);
    expect(await orders()).toBe(0);
  });
});
