import { closeAttempt } from "@hutong/checkout";
import { setStock } from "@hutong/inventory";
import { connectAccount, saveAccount } from "@hutong/payments";
import {
  answerAsked,
  confirmIntent,
  type Intent,
  paySession,
  register,
  type Session,
  type Simulator,
  startSimulator,
} from "@hutong/simulator-stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let simulator: Simulator;
let account: string;

beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  const credentials = { ...register(simulator.platform), presentation: "on-page" };
  account = (await connectAccount(store.ctx, { provider: "stripe", title: { en: "Card" }, credentials })).id;
});
beforeEach(() => setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 9 }]));
afterAll(async () => {
  await shop.close();
  await simulator.stop();
});

const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)![1]!;
const placeOf = (response: Response) => response.headers.get("location")!;

/** Buys one cake by the account that is paid on our page; answers where the customer waits. */
async function buy(accountId = account) {
  const added = await shop.post("eaves", "/cart/add", { variant: store.variantIds[0]!, quantity: "1" });
  const cookie = added.headers.get("set-cookie")!.split(";")[0]!;
  const open = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  const details = {
    phone: "13800138000",
    name: "林若水",
    country: "CN",
    province: "北京市",
    city: "北京市",
    district: "东城区",
    line1: "砖塔里 17 号",
    shippingRateId: fieldOf(open, "shippingRateId"),
  };
  const page = await (await shop.post("eaves", "/checkout/details", details, cookie)).text();
  const checkout = fieldOf(page, "checkout");
  const answer = await shop.post(
    "eaves",
    "/checkout/pay",
    { checkout, account: accountId, key: "k" },
    cookie,
  );
  return { answer, cookie, path: `/checkout/${checkout}` };
}

interface Opened {
  readonly stage: string;
  readonly order: string | null;
  readonly embedded: { readonly secret: string; readonly problem: string | null } | null;
}

async function openAt(path: string): Promise<Opened> {
  const answer = await shop.post("eaves", `${path}/embedded`, {});
  expect(answer.status).toBe(200);
  return (await answer.json()) as Opened;
}

const newest = <One>(all: ReadonlyMap<string, One>): One => [...all.values()].at(-1)!;
const newestIntent = (): Intent => newest(simulator.platform.books.intents);
const newestSession = (): Session => newest(simulator.platform.books.sessions);
const card = (number: string) => ({
  payment_method_data: { type: "card", card: { number, exp_month: "12", exp_year: "34", cvc: "123" } },
  return_url: "http://eaves.localhost/return",
});
const confirm = (number = "4242424242424242") =>
  confirmIntent(simulator.platform, newestIntent(), card(number));

const directives = (response: Response) =>
  Object.fromEntries(
    (response.headers.get("content-security-policy") ?? "").split("; ").map((rule) => {
      const [name, ...sources] = rule.split(" ");
      return [name, sources];
    }),
  ) as Record<string, string[]>;

describe("a payment on our page", () => {
  it("waits on a page that allows the provider's script, its frames and its calls, and nothing more", async () => {
    const { answer, path } = await buy();
    expect(placeOf(answer)).toBe(`${path}/waiting`);
    const page = await shop.ask("eaves", `${path}/waiting`);
    expect(directives(page)).toMatchObject({
      "default-src": ["'none'"],
      "script-src": ["'self'", simulator.origin],
      "frame-src": [simulator.origin],
      "connect-src": ["'self'", simulator.origin],
      "style-src": ["'self'"],
      "frame-ancestors": ["'none'"],
    });
    expect(page.headers.get("permissions-policy")).toContain(`payment=(self "${simulator.origin}")`);
    expect(await page.text()).toContain('src="/assets/payment-element.js"');
  });

  it("leaves every other page as strict as it was", async () => {
    const { cookie, path } = await buy();
    const checkout = await shop.ask("eaves", "/checkout", { headers: { cookie } });
    confirm();
    const back = await shop.ask("eaves", `${path}/return`);
    const order = await shop.ask("eaves", placeOf(back));
    for (const page of [checkout, order]) {
      expect(directives(page)).toMatchObject({ "script-src": ["'self'"], "connect-src": ["'self'"] });
      expect(directives(page)["frame-src"]).toBeUndefined();
      expect(page.headers.get("permissions-policy")).toContain("payment=()");
      expect(await page.text()).not.toContain("payment-element");
    }
  });

  it("tells its secret to a page of this shop that holds the checkout's reference, and nowhere else", async () => {
    const { path } = await buy();
    const { clientSecret } = newestIntent();
    const asked = await shop.post("eaves", `${path}/embedded`, {});
    expect(asked.headers.get("cache-control")).toBe("no-store");
    expect(((await asked.json()) as Opened).embedded!.secret).toBe(clientSecret);
    const other = await buy();
    expect((await openAt(other.path)).embedded!.secret).not.toBe(clientSecret);
    const forged = `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`;
    const answers = [
      await shop.post("eaves", `${forged}/embedded`, {}),
      await shop.ask("eaves", `${path}/embedded`),
      await shop.ask("eaves", `${path}/waiting`),
      await shop.ask("eaves", `${path}/waiting.json`),
      await shop.post("eaves", `${path}/ask`, {}),
      await shop.ask("eaves", `${path}/embedded`, {
        method: "POST",
        body: new URLSearchParams(),
        headers: { origin: "http://elsewhere.example", "sec-fetch-site": "cross-site" },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200, 200, 200, 403]);
    for (const answer of answers) expect(await answer.text()).not.toContain(clientSecret);
    const kept = await shop.database.owner`select to_jsonb(t)::text as row from payment_attempts t
      union all select to_jsonb(e)::text from events e union all select to_jsonb(o)::text from outbox o`;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ row }) => row.includes("_secret_"))).toEqual([]);
  });

  it("takes the secret that Stripe appends to the way back no further", async () => {
    const { path } = await buy();
    const { id, clientSecret } = newestIntent();
    const query = new URLSearchParams({ payment_intent: id, payment_intent_client_secret: clientSecret });
    const back = await shop.ask("eaves", `${path}/return?${query}`);
    expect(placeOf(back)).toBe(`${path}/waiting`);
  });

  it("says in words that a card was declined, and goes on with the next one", async () => {
    const { path } = await buy();
    expect((await openAt(path)).embedded!.problem).toBeNull();
    expect(() => confirm("4000000000000002")).toThrow("declined");
    expect((await openAt(path)).embedded!.problem).toContain("您的卡被拒绝了");
    const english = (await (await shop.post("eaves", `/en${path}/embedded`, {})).json()) as Opened;
    expect(english.embedded!.problem).toContain("Your card was declined");
    confirm("4000002760003184");
    answerAsked(simulator.platform, newestIntent(), true);
    const { stage, order, embedded } = await openAt(path);
    expect([stage, embedded]).toEqual(["gone", null]);
    expect(await (await shop.ask("eaves", order!)).text()).toContain('data-state="paid"');
  });

  it("is waited for while a bank is at work, and while nobody answers", async () => {
    const { path } = await buy();
    const away = { on: "/v1/payment_intents", fault: { kind: "status", status: 503 } } as const;
    simulator.platform.faults.answers.push(away);
    expect(await openAt(path)).toMatchObject({ stage: "unreached", embedded: null, order: null });
    newestIntent().status = "processing";
    expect(await openAt(path)).toMatchObject({ stage: "processing", embedded: null });
    const hosted = await shop.post("eaves", `${path}/hosted`, {});
    expect(hosted.status).toBe(200);
    expect(simulator.platform.books.intents.get(newestIntent().id)?.status).toBe("processing");
  });

  it("is closed with the attempt, and takes no money any more", async () => {
    const { path } = await buy();
    const { metadata, id } = newestIntent();
    await closeAttempt(store.ctx, { attemptId: metadata.hutong_attempt! });
    expect(simulator.platform.books.intents.get(id)?.status).toBe("canceled");
    expect(() => confirm()).toThrow("canceled");
    expect((await openAt(path)).stage).toBe("gone");
  });
});

describe("without script", () => {
  it("the customer goes on at Stripe's page by a button, and what was begun here is closed first", async () => {
    const { path } = await buy();
    const intent = newestIntent();
    const page = await (await shop.ask("eaves", `${path}/waiting`)).text();
    expect(page).toContain(`action="${path}/hosted"`);
    const hosted = await shop.post("eaves", `${path}/hosted`, {});
    const session = newestSession();
    expect(placeOf(hosted)).toBe(`${simulator.origin}/c/pay/${session.id}`);
    expect(intent.status).toBe("canceled");
    expect(() => confirmIntent(simulator.platform, intent, card("4242424242424242"))).toThrow("canceled");
    expect((await shop.ask("eaves", `${path}/waiting`)).headers.get("content-security-policy")).not.toContain(
      "frame-src",
    );
    paySession(simulator.platform, session);
    expect(placeOf(await shop.ask("eaves", `${path}/return`))).toMatch(/^\/orders\//);
  });

  it("the customer presses the button again where Stripe's word on closing was lost", async () => {
    const { path } = await buy();
    const { id } = newestIntent();
    const lost = { on: `POST /v1/payment_intents/${id}/cancel`, fault: { kind: "break-after" } } as const;
    simulator.platform.faults.answers.push(lost);
    const before = simulator.platform.books.sessions.size;
    expect((await shop.post("eaves", `${path}/hosted`, {})).status).toBe(200);
    expect(simulator.platform.books.sessions.size).toBe(before);
    expect(placeOf(await shop.post("eaves", `${path}/hosted`, {}))).toContain("/c/pay/");
    expect(simulator.platform.books.sessions.size).toBe(before + 1);
  });

  it("the customer who paid here in the meantime comes to the order", async () => {
    const { path } = await buy();
    const before = simulator.platform.books.sessions.size;
    confirm();
    expect(placeOf(await shop.post("eaves", `${path}/hosted`, {}))).toMatch(/^\/orders\//);
    expect(simulator.platform.books.sessions.size).toBe(before);
  });
});

describe("a merchant who changes where customers pay", () => {
  it("leaves what is under way as it was, and needs the publishable key", async () => {
    const saved = (presentation: string, rest: object = {}) =>
      saveAccount(store.ctx, {
        id: account,
        provider: "stripe",
        title: { en: "Card" },
        conditions: {},
        credentials: { presentation, apiBase: simulator.origin, ...rest },
        forget: [],
        whenRefused: "leave",
      } as never);
    const { publishableKey } = [...simulator.platform.merchants.values()].at(-1)!;
    const { path } = await buy();
    expect(await saved("on-page")).toMatchObject({
      kind: "faults",
      faults: { publishableKey: expect.stringContaining("可公开的密钥") },
    });
    expect((await saved("hosted", { publishableKey })).kind).toBe("saved");
    expect((await openAt(path)).stage).toBe("open");
    expect(placeOf((await buy()).answer)).toContain("/c/pay/");
    expect((await saved("on-page", { publishableKey })).kind).toBe("saved");
  });
});
