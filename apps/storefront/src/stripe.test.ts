import { closeAttempt, readNotice } from "@hutong/checkout";
import { sql } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import { connectAccount, makeRefund, requestRefund } from "@hutong/payments";
import {
  eventView,
  paySession,
  register,
  type Session,
  type Simulator,
  signatureHeader,
  startSimulator,
} from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buyOne, waitingAt } from "./trial/buy.ts";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself, when it wants.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let simulator: Simulator;
let secretKey: string;
let account: string;

beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  const credentials = register(simulator.platform, { endpoint: "http://127.0.0.1:9/" });
  secretKey = credentials.secretKey;
  account = (await connectAccount(store.ctx, { provider: "stripe", title: { en: "Card" }, credentials })).id;
});
beforeEach(() => setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 9 }]));
afterAll(async () => {
  await shop.close();
  await simulator.stop();
});

const placeOf = (response: Response) => response.headers.get("location")!;

const buy = () => buyOne(shop, { store: "eaves", variantId: store.variantIds[0]!, account });

const newestSession = (): Session => [...simulator.platform.books.sessions.values()].at(-1)!;

/** Tells the shop of a paid session, as Stripe would; `change` alters what the event says. */
async function tell(session: Session, change: object = {}) {
  const { platform } = simulator;
  const events = [...platform.books.events.values()];
  const event = events.find(
    ({ type, object }) => type === "checkout.session.completed" && object.id === session.id,
  )!;
  const body = JSON.stringify(eventView(platform, event, change));
  const signature = signatureHeader(platform, platform.merchants.get(secretKey)!, body);
  const request = { headers: { "stripe-signature": signature }, body: Buffer.from(body) };
  return await readNotice(shop.database.cell, { provider: "stripe", accountId: account, request });
}

const stateAt = (path: string) => waitingAt(shop, "eaves", path);

const attemptOf = async (session: Session) =>
  (
    await shop.database.owner`select id, state, request->>'reference' as reference from payment_attempts
      where id = ${session.clientReferenceId}`
  )[0] as { id: string; state: string; reference: string | null };
const paymentsOf = async (session: Session) =>
  [
    ...(await shop.database
      .owner`select use, amount::int as amount from payments where attempt_id = ${session.clientReferenceId}`),
  ] as { use: string; amount: number }[];

describe("Stripe", () => {
  it("is one press away, comes back to the order, and is told of twice and paid once", async () => {
    const { answer, press, path } = await buy();
    const session = newestSession();
    expect(placeOf(answer)).toBe(`${simulator.origin}/c/pay/${session.id}`);
    expect(placeOf(await press())).toBe(placeOf(answer));
    expect(await attemptOf(session)).toMatchObject({ state: "action_required", reference: session.id });
    expect(session.successUrl).toBe(`http://eaves.localhost${path}/return`);
    paySession(simulator.platform, session);
    await Promise.all([tell(session), tell(session), shop.ask("eaves", `${path}/return`)]);
    const { state, order } = await stateAt(path);
    expect(state).toBe("placed");
    expect(await (await shop.ask("eaves", order!)).text()).toContain('data-state="paid"');
    expect(await paymentsOf(session)).toEqual([{ use: "applied", amount: session.amount }]);
  });

  it("is found again where our process died between its answer and our writing it down", async () => {
    const { path } = await buy();
    const session = newestSession();
    const { id } = await attemptOf(session);
    await shop.database
      .owner`update payment_attempts set state = 'pending', action = null, request = request - 'reference'
      where id = ${id}`;
    paySession(simulator.platform, session);
    await shop.ask("eaves", `${path}/return`);
    expect((await stateAt(path)).state).toBe("placed");
    expect(newestSession()).toBe(session);
  });

  it("opens its page once, though its answer was lost", async () => {
    simulator.platform.faults.answers.push({ on: "/v1/checkout/sessions", fault: { kind: "break-after" } });
    const { answer, press, path } = await buy();
    const session = newestSession();
    expect(placeOf(answer)).toBe(`${path}/waiting`);
    expect(await attemptOf(session)).toMatchObject({ state: "pending", reference: null });
    expect(placeOf(await press())).toBe(`${simulator.origin}/c/pay/${session.id}`);
    expect(await attemptOf(session)).toMatchObject({ reference: session.id });
    expect(newestSession()).toBe(session);
  });

  it("is closed with the attempt, and its page takes no money any more", async () => {
    await buy();
    const session = newestSession();
    await closeAttempt(store.ctx, { attemptId: session.clientReferenceId! });
    expect(await attemptOf(session)).toMatchObject({ state: "cancelled" });
    expect(() => paySession(simulator.platform, session)).toThrow("expired");
  });

  it.each([
    ["amount_mismatch", { amount_total: 1 }],
    ["currency_mismatch", { currency: "usd" }],
  ])("tells of money that does not fit, which waits for a person: %s", async (kind, change) => {
    const { path } = await buy();
    const session = newestSession();
    paySession(simulator.platform, session);
    const read = await tell(session, change);
    expect(read.misfits).toEqual([session.clientReferenceId]);
    expect(await stateAt(path)).toMatchObject({ state: "parked", order: null });
    expect((await paymentsOf(session)).map(({ use }) => use)).toEqual(["parked"]);
    const cases = await shop.database
      .owner`select kind from payment_cases where attempt_id = ${session.clientReferenceId}`;
    expect(cases.map((one) => one.kind)).toEqual([kind]);
  });

  it("gives money back once, though the first answer was lost, and the books balance", async () => {
    await buy();
    const session = newestSession();
    paySession(simulator.platform, session);
    await tell(session);
    const [payment] = await shop.database
      .owner`select id from payments where attempt_id = ${session.clientReferenceId}`;
    const wanted = {
      paymentId: payment!.id,
      amount: 100,
      currency: "CNY",
      requestKey: "r-1",
      reason: "test",
    };
    const { refundId } = await store.ctx.write((tx) => requestRefund(tx, wanted));
    // First the search for it fails; then it is made, and the answer gets lost.
    const { answers } = simulator.platform.faults;
    answers.push({ on: "GET /v1/refunds", fault: { kind: "status", status: 503 } });
    await expect(makeRefund(store.ctx, { refundId })).rejects.toThrow();
    answers.push({ on: "POST /v1/refunds", fault: { kind: "break-after" } });
    await expect(makeRefund(store.ctx, { refundId })).rejects.toThrow();
    expect(await makeRefund(store.ctx, { refundId })).toMatchObject({ kind: "succeeded" });
    expect([...simulator.platform.books.refunds.values()].map(({ amount }) => amount)).toEqual([100]);
    const [[books]] = await store.ctx.read(sql<{ sum: number; refunded: number }>`
      select (select sum(amount) from ledger_entries where store_id = ${store.ctx.storeId})::int as sum,
        (select refunded from payments where store_id = ${store.ctx.storeId} and id = ${payment!.id}) as refunded`);
    expect(books).toEqual({ sum: 0, refunded: 100 });
  });

  it("tells the merchant in words what is wrong with what they pasted", async () => {
    const credentials = { ...register(simulator.platform), secretKey: "pk_live_51NxAbCdEfGh51NxAbCdEfGh" };
    const connecting = connectAccount(store.ctx, { provider: "stripe", title: { en: "S" }, credentials });
    await expect(connecting).rejects.toMatchObject({
      code: "credentials_invalid",
      params: { field: "secretKey", why: expect.stringContaining("可公开的密钥") },
    });
  });
});
