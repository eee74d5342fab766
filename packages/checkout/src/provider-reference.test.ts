import { sql } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import {
  type AttemptToPay,
  type ConnectedProvider,
  findProvider,
  type Outcome,
} from "@hutong/payment-providers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { askProvider, closeAttempt, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { answer: "page" });
});
afterAll(() => database.drop());
afterEach(() => vi.restoreAllMocks());

/** The provider's far end, answering `outcomes` in their order, the last one for ever; tells what it was asked with. */
function answering(...outcomes: Outcome[]) {
  const asked: { call: string; attempt: AttemptToPay }[] = [];
  const answer = (call: string) => async (attempt: AttemptToPay) => {
    asked.push({ call, attempt });
    return outcomes.length > 1 ? outcomes.shift()! : outcomes[0]!;
  };
  const calls = { start: answer("start"), fetch: answer("fetch"), cancel: answer("cancel") };
  vi.spyOn(findProvider("test")!, "connect").mockReturnValue(calls as Partial<ConnectedProvider> as never);
  return asked;
}

const pay = (checkout: string) =>
  submitCheckout(shop.buyer, {
    checkout,
    accountId: shop.accounts.test,
    key: "k",
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });
const page = (reference?: string): Outcome => ({
  kind: "action-required",
  action: { kind: "redirect", url: "https://provider.example/page" },
  ...(reference ? { reference } : {}),
});
const references = (asked: ReturnType<typeof answering>) =>
  asked.map(({ call, attempt }) => [call, attempt.reference]);

describe("the provider's name for an attempt", () => {
  it("is kept with the page, and handed back at every call", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const asked = answering(page("session-1"), { kind: "pending" }, page("session-1"), { kind: "pending" });
    expect(await pay(checkout)).toMatchObject({ kind: "redirect" });
    await askProvider(shop.buyer, { checkout });
    expect(await pay(checkout)).toMatchObject({ kind: "redirect", url: "https://provider.example/page" });
    await closeAttempt(shop.platform, { attemptId: asked[0]!.attempt.id });
    expect(references(asked)).toEqual([
      ["start", undefined],
      ["fetch", "session-1"],
      ["start", "session-1"],
      ["cancel", "session-1"],
    ]);
    expect(new Set(asked.map(({ attempt }) => attempt.id)).size).toBe(1);
  });

  it("that was lost with the first answer is kept when a query tells it, beside what was asked first", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const asked = answering(page(), { kind: "pending", reference: "session-2" }, { kind: "pending" });
    await pay(checkout);
    const waiting = await askProvider(shop.buyer, { checkout });
    expect(waiting).toMatchObject({ state: "waiting", action: { url: "https://provider.example/page" } });
    await askProvider(shop.buyer, { checkout });
    expect(references(asked)).toEqual([
      ["start", undefined],
      ["fetch", undefined],
      ["fetch", "session-2"],
    ]);
    const { description, returnUrl } = asked[0]!.attempt;
    expect(asked[2]!.attempt).toMatchObject({ description, returnUrl });
  });

  it("is written once while the provider repeats it", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const asked = answering(page("session-3"), { kind: "pending", reference: "session-3" });
    await pay(checkout);
    const { id } = asked[0]!.attempt;
    const touched = async () => {
      const [[row]] = await shop.platform.read(
        sql<{
          at: string;
        }>`select updated_at::text as at from payment_attempts where store_id = ${shop.storeId} and id = ${id}`,
      );
      return row!.at;
    };
    const before = await touched();
    await askProvider(shop.buyer, { checkout });
    expect(await touched()).toBe(before);
  });
});
