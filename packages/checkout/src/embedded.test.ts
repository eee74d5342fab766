import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { money } from "@hutong/kernel";
import {
  type AttemptToPay,
  type ConnectedProvider,
  findProvider,
  type Outcome,
} from "@hutong/payment-providers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { getWaiting, openEmbedded, payAgain, payHosted, settlePayment, submitCheckout } from "./index.ts";
import { openTestShop, readyCheckout, type TestShop } from "./testing/shop.ts";

let database: TestDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await createTestDatabase();
  shop = await openTestShop(database, { answer: "page" });
});
afterAll(() => database.drop());
afterEach(() => vi.restoreAllMocks());

const text = (en: string) => ({ "zh-CN": en, en });
const secret = "pi_1_secret_ofThisCustomer";
const embedded = (change: { problem?: ReturnType<typeof text> } = {}): Outcome => ({
  kind: "action-required",
  reference: "pi_1",
  action: {
    kind: "embedded",
    island: "payment-element",
    script: "https://provider.example/script.js",
    allow: { script: ["https://provider.example"], frame: [], connect: [] },
    parameters: { publishableKey: "pk" },
    secret,
    ...change,
  },
});
const page: Outcome = {
  kind: "action-required",
  reference: "cs_1",
  action: { kind: "redirect", url: "https://provider.example/page" },
};
const closed: Outcome = { kind: "declined", customer: text("closed"), merchant: text("closed") };
/** The provider's far end, as `answers` says of each call; tells what it was asked with. */
function answering(answers: (call: string, attempt: AttemptToPay) => Outcome | Error | Promise<Outcome>) {
  const asked: { call: string; attempt: AttemptToPay }[] = [];
  const answer = (call: string) => async (attempt: AttemptToPay) => {
    asked.push({ call, attempt });
    const told = await answers(call, attempt);
    if (told instanceof Error) throw told;
    return told;
  };
  const calls = { start: answer("start"), fetch: answer("fetch"), cancel: answer("cancel") };
  vi.spyOn(findProvider("test")!, "connect").mockReturnValue(calls as Partial<ConnectedProvider> as never);
  return asked;
}

const submitted = () => ({ key: "k", returnUrl: "http://shop.localhost/checkout/{checkout}/return" });
const pay = (checkout: string) =>
  submitCheckout(shop.buyer, { checkout, accountId: shop.accounts.test, ...submitted() });
const attempts = async (checkout: string) => {
  const rows =
    await database.owner`select t.id, t.state, t.action, t.request, t.story, t.account_id from payment_attempts t
    where t.reference_id = (select reference_id from payment_attempts where request->>'returnUrl' like ${`%${checkout}%`} limit 1)
    order by t.created_at, t.id`;
  return rows as unknown as {
    id: string;
    state: string;
    action: object | null;
    request: { isHosted?: true; reference?: string };
    story: { kind: string; what?: object }[];
    account_id: string;
  }[];
};

describe("a payment that is drawn inside our page", () => {
  it("keeps what it needs, but neither the customer's secret nor what went wrong a moment ago", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    answering(() => embedded({ problem: text("declined") }));
    expect(await pay(checkout)).toEqual({ kind: "waiting", checkoutRef: checkout });
    const { action } = await getWaiting(shop.buyer, { checkout });
    expect(action).toMatchObject({ kind: "embedded", parameters: { publishableKey: "pk" } });
    const kept = JSON.stringify(await attempts(checkout));
    expect(kept).toContain("pi_1");
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain("problem");
  });

  it("is opened with the secret by whoever holds the checkout's reference, as often as they like", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    answering(() => embedded({ problem: text("declined") }));
    await pay(checkout);
    for (const _ of ["first", "again"]) {
      const opened = await openEmbedded(shop.buyer, { checkout });
      expect(opened.embedded).toMatchObject({ secret, problem: "declined", script: expect.any(String) });
    }
    const [attempt] = await attempts(checkout);
    expect(attempt!.story).toHaveLength(1);
    const forged = `${checkout.slice(0, -1)}${checkout.endsWith("A") ? "B" : "A"}`;
    await expect(openEmbedded(shop.buyer, { checkout: forged })).rejects.toThrow("checkout_not_found");
  });

  it("keeps the provider's name for it before the secret leaves", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    let name: string | undefined;
    answering(() => {
      const { reference, ...rest } = embedded() as Extract<Outcome, { kind: "action-required" }>;
      return name ? { ...rest, reference: name } : rest;
    });
    await pay(checkout);
    expect((await attempts(checkout))[0]!.request.reference).toBeUndefined();
    name = "pi_2";
    expect((await openEmbedded(shop.buyer, { checkout })).embedded?.secret).toBe(secret);
    expect((await attempts(checkout))[0]!.request.reference).toBe("pi_2");
  });

  it("shows nothing to pay where it was paid meanwhile, where a bank is at work, and where nobody answers", async () => {
    const { checkout, total } = await readyCheckout(shop, shop.variants.card);
    let told: Outcome | Error = embedded();
    answering(() => told);
    await pay(checkout);
    told = new Error("away");
    expect(await openEmbedded(shop.buyer, { checkout })).toMatchObject({ embedded: null, isAnswered: false });
    told = { kind: "pending", reference: "pi_1" };
    expect(await openEmbedded(shop.buyer, { checkout })).toMatchObject({
      embedded: null,
      isAnswered: true,
      view: { state: "waiting" },
    });
    told = { kind: "paid", payments: [{ id: `pi-${checkout}`, amount: money(total, "CNY") }] };
    const { view, embedded: none } = await openEmbedded(shop.buyer, { checkout });
    expect([view.state, none]).toEqual(["placed", null]);
  });

  it("tells its story once for each thing that happened, and stays open", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    answering(() => embedded());
    await pay(checkout);
    const { id: attemptId, account_id: accountId } = (await attempts(checkout))[0]!;
    const fact = { attemptId, accountId, outcome: { kind: "pending" }, source: "notice" } as const;
    const happened = (key: string) => ({ ...fact, happening: { key, merchant: text("declined") } });
    for (const key of ["evt_1", "evt_1", "evt_2"]) await settlePayment(shop.platform, happened(key));
    await settlePayment(shop.platform, { ...happened("evt_3"), accountId: attemptId });
    const [attempt] = await attempts(checkout);
    expect(attempt!.story.map(({ kind }) => kind)).toEqual(["action", "happened", "happened"]);
    expect(attempt!.state).toBe("action_required");
  });
});

describe("a customer who cannot pay inside our page", () => {
  it("goes on at the provider's own page, by another attempt, after the first was closed", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const asked = answering((call, { isHosted }) =>
      call === "cancel" ? closed : isHosted ? page : embedded(),
    );
    await pay(checkout);
    const again = { checkout, ...submitted() };
    expect(await payHosted(shop.buyer, again)).toEqual({
      kind: "redirect",
      url: "https://provider.example/page",
    });
    expect(asked.map(({ call, attempt }) => [call, attempt.isHosted ?? false])).toEqual([
      ["start", false],
      ["cancel", false],
      ["start", true],
    ]);
    expect((await attempts(checkout)).map(({ state }) => state)).toEqual(["cancelled", "action_required"]);
    // From then on it is that page, whichever button is pressed.
    expect((await payHosted(shop.buyer, again)).kind).toBe("redirect");
    expect((await payAgain(shop.buyer, again)).kind).toBe("redirect");
    expect((await pay(checkout)).kind).toBe("redirect");
    expect(await attempts(checkout)).toHaveLength(2);
    expect((await openEmbedded(shop.buyer, { checkout })).embedded).toBeNull();
  });

  it("gets no second way to pay while the first cannot be closed, nor where it was paid", async () => {
    const { checkout, total } = await readyCheckout(shop, shop.variants.card);
    let told: Outcome | Error = embedded();
    answering(() => told);
    await pay(checkout);
    for (const open of [new Error("away"), { kind: "pending" } as const]) {
      told = open;
      expect((await payHosted(shop.buyer, { checkout, ...submitted() })).kind).toBe("waiting");
    }
    told = { kind: "paid", payments: [{ id: `pi-${checkout}`, amount: money(total, "CNY") }] };
    expect((await payHosted(shop.buyer, { checkout, ...submitted() })).kind).toBe("placed");
    expect(await attempts(checkout)).toHaveLength(1);
  });

  it("who presses again while the page is being made gets the same one", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    const press = () => payHosted(shop.buyer, { checkout, ...submitted() });
    let again: ReturnType<typeof press> | null = null;
    answering(async (call, { isHosted }) => {
      if (call === "cancel") return closed;
      if (!isHosted) return embedded();
      if (!again) {
        again = press();
        await again;
      }
      return page;
    });
    await pay(checkout);
    expect([(await press()).kind, (await again!).kind]).toEqual(["redirect", "redirect"]);
    expect((await attempts(checkout)).map(({ state }) => state)).toEqual(["cancelled", "action_required"]);
  });

  it("who presses twice at once gets one page", async () => {
    const { checkout } = await readyCheckout(shop, shop.variants.card);
    answering((call, { isHosted }) => (call === "cancel" ? closed : isHosted ? page : embedded()));
    await pay(checkout);
    const both = await Promise.all([1, 2].map(() => payHosted(shop.buyer, { checkout, ...submitted() })));
    expect(both.map(({ kind }) => kind)).toEqual(["redirect", "redirect"]);
    expect((await attempts(checkout)).map(({ state }) => state)).toEqual(["cancelled", "action_required"]);
  });
});
