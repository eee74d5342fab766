import { readNotice } from "@hutong/checkout";
import { sql } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import { connectAccount, makeRefund, recordRefundFact, requestRefund, switchAccount } from "@hutong/payments";
import {
  noticeSigning,
  type Order,
  orderNotice,
  payOrder,
  register,
  type Simulator,
  signatureHeaders,
  startSimulator,
  tick,
} from "@hutong/simulator-wechat-pay";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself, when it wants.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

const agents = {
  desktop: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
  phone: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
  wechat: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.49",
} as const;
type Agent = keyof typeof agents;

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let simulator: Simulator;
let account: string;
/** Of a merchant who has not told us the AppSecret of the official account. */
let silentAccount: string;

beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  const title = { "zh-CN": "微信支付", en: "WeChat Pay" };
  const credentials = register(simulator.platform, {});
  account = (await connectAccount(store.ctx, { provider: "wechat-pay", title, credentials })).id;
  const silent = {
    provider: "wechat-pay",
    title,
    credentials: register(simulator.platform, { tellsSecrets: false }),
  };
  silentAccount = (await connectAccount(store.ctx, silent)).id;
});
afterAll(async () => {
  await shop.close();
  await simulator.stop();
});

const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)![1]!;
/** A step on the pay host. */
const ticket = /^http:\/\/127\.0\.0\.1:9\/pay\/[\w-]{86}$/;
const placeOf = (response: Response) => response.headers.get("location")!;

function send(agent: Agent, path: string, fields: Record<string, string>, cookie = ""): Promise<Response> {
  const headers = { "user-agent": agents[agent], origin: "http://eaves.localhost", cookie };
  return shop.ask("eaves", path, { method: "POST", body: new URLSearchParams(fields), headers });
}

async function look(agent: Agent, path: string): Promise<string> {
  return (await shop.ask("eaves", path, { headers: { "user-agent": agents[agent] } })).text();
}

/** Buys one cake and chooses WeChat Pay; answers what "place order" led to. */
async function buy(agent: Agent, by = account): Promise<{ answer: Response; waiting: string }> {
  const added = await send(agent, "/cart/add", { variant: store.variantIds[0]!, quantity: "1" });
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
  const page = await (await send(agent, "/checkout/details", details, cookie)).text();
  const checkout = fieldOf(page, "checkout");
  const sums = { saved: fieldOf(page, "saved"), total: fieldOf(page, "total") };
  const answer = await send(
    agent,
    "/checkout/pay",
    { ...details, ...sums, checkout, account: by, key: "k" },
    cookie,
  );
  return { answer, waiting: `/checkout/${checkout}/waiting` };
}

const newestOrder = (): Order => [...simulator.platform.orders.values()].at(-1)!;

async function tell(order: Order): Promise<void> {
  const { platform } = simulator;
  const merchant = platform.merchants.get(order.mchid)!;
  const body = orderNotice(platform, order);
  const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
  const request = { headers, body: Buffer.from(body) };
  await readNotice(shop.database.cell, { provider: "wechat-pay", accountId: account, request });
}

async function stateAt(waiting: string): Promise<{ state: string; order: string | null }> {
  return (await shop.ask("eaves", `${waiting}.json`)).json() as Promise<{
    state: string;
    order: string | null;
  }>;
}

describe("WeChat Pay, when it refuses", () => {
  it("says to the customer what they can do about it, at once and when they come back", async () => {
    const fault = { kind: "status", status: 403, code: "USER_ACCOUNT_ABNORMAL" } as const;
    simulator.platform.faults.answers.push({ on: "/v3/pay/transactions/native", fault });
    const { answer, waiting } = await buy("desktop");
    expect(await answer.text()).toContain("您的微信支付账户状态异常，没有扣款。");
    expect(await look("desktop", waiting)).toContain("您的微信支付账户状态异常，没有扣款。");
  });
});

describe("WeChat Pay, where the customer is", () => {
  it("is a code on a computer's screen, and the page turns once WeChat Pay has told us", async () => {
    const { answer, waiting } = await buy("desktop");
    expect([answer.status, placeOf(answer)]).toEqual([303, waiting]);
    const page = await look("desktop", waiting);
    expect(page).toMatch(/class="qr".*<svg/s);
    // To a phone number alone nothing can be sent.
    expect(page).toContain("留了邮箱的话，结果会发到邮箱");
    expect(newestOrder().product).toBe("native");
    expect(await stateAt(waiting)).toMatchObject({ state: "waiting", order: null });
    payOrder(simulator.platform, newestOrder());
    await Promise.all([tell(newestOrder()), tell(newestOrder())]);
    const { state, order } = await stateAt(waiting);
    expect(state).toBe("placed");
    expect(await look("desktop", order!)).toContain('data-state="paid"');
    const captures = await shop.database.owner`select use from payments where account_id = ${account}`;
    expect(captures).toHaveLength(1);
  });

  it("which gives no answer is neither failed nor paid, and is tried again with one press", async () => {
    simulator.platform.faults.answers.push({ on: "/native", fault: { kind: "break-before" } });
    const { waiting } = await buy("desktop");
    const silent = await look("desktop", waiting);
    expect(silent).toContain('data-code="provider_silent"');
    expect(await stateAt(waiting)).toMatchObject({ state: "waiting" });
    await send("desktop", waiting.replace(/waiting$/, "again"), {});
    expect(await look("desktop", waiting)).toMatch(/class="qr".*<svg/s);
  });

  it("is the page of WeChat Pay on a phone, by way of the pay host, with no code", async () => {
    const { answer, waiting } = await buy("phone");
    expect(answer.status).toBe(303);
    expect(newestOrder().product).toBe("h5");
    expect(placeOf(answer)).toMatch(ticket);
    expect(await look("phone", waiting)).not.toContain('class="qr"');
  });

  it("is found out on the pay host inside WeChat, and the page that waits leads there again", async () => {
    const { answer, waiting } = await buy("wechat");
    expect(answer.status).toBe(303);
    expect(placeOf(answer)).toMatch(ticket);
    const inside = await look("wechat", waiting);
    expect(inside).toContain("去付款");
    expect(inside).not.toContain('class="qr"');
    const again = await send("wechat", waiting.replace(/waiting$/, "again"), {});
    expect(placeOf(again)).toMatch(ticket);
    expect(placeOf(again)).not.toBe(placeOf(answer));
  });

  it("asks those inside WeChat to open their browser where the AppSecret is not known, and goes on there", async () => {
    const { answer, waiting } = await buy("wechat", silentAccount);
    expect(placeOf(answer)).toBe(waiting);
    const inside = await look("wechat", waiting);
    expect(inside).toContain('data-code="open_in_browser"');
    expect(inside).not.toContain('class="qr"');
    const again = await send("phone", waiting.replace(/waiting$/, "again"), {});
    expect(placeOf(again)).toMatch(ticket);
    expect(newestOrder().product).toBe("h5");
  });

  it("opens anew what began on another screen, and never shows a phone a code", async () => {
    const { waiting } = await buy("desktop");
    const onPhone = await look("phone", waiting);
    expect(onPhone).not.toContain('class="qr"');
    expect(onPhone).toContain("/again");
    const first = newestOrder();
    expect((await send("phone", waiting.replace(/waiting$/, "again"), {})).status).toBe(303);
    expect(newestOrder()).not.toBe(first);
    // The code is paid all the same, by whoever scanned it before it was closed: the order is theirs.
    payOrder(simulator.platform, first);
    await tell(first);
    expect((await stateAt(waiting)).state).toBe("placed");
  });
});

it("gives money back once WeChat Pay has ended the refund, and the books balance", async () => {
  const [payment] = await shop.database.owner`
    select id, amount::int as amount from payments where account_id = ${account} order by captured_at limit 1`;
  const { refundId } = await store.ctx.write((tx) =>
    requestRefund(tx, {
      paymentId: payment!.id,
      amount: 100,
      currency: "CNY",
      requestKey: "r-1",
      reason: "test",
    }),
  );
  await expect(makeRefund(store.ctx, { refundId })).rejects.toThrow("refund pending");
  simulator.platform.clock.advance(4000);
  await tick(simulator.platform);
  expect(await makeRefund(store.ctx, { refundId })).toMatchObject({ kind: "succeeded" });
  const [[books]] = await store.ctx.read(sql<{ sum: number; refunded: number }>`
    select (select sum(amount) from ledger_entries where store_id = ${store.ctx.storeId})::int as sum,
      (select refunded from payments where store_id = ${store.ctx.storeId} and id = ${payment!.id}) as refunded`);
  expect(books).toEqual({ sum: 0, refunded: 100 });
});

it("notes a refund that we did not ask for, and leaves the books and the merchant's list of cases alone", async () => {
  const [paid] = await shop.database
    .owner`select attempt_id from payments where account_id = ${account} limit 1`;
  const outcome = { kind: "succeeded" as const, refundId: "50000000000000000000000000001" };
  const fact = { kind: "refund" as const, attemptId: paid!.attempt_id, requestKey: null, outcome };
  await recordRefundFact(store.ctx, { ...fact, accountId: account });
  const events = await shop.database.owner`select data from events where kind = 'refund.unknown'`;
  expect(events).toHaveLength(1);
  expect(await shop.database.owner`select 1 from payment_cases`).toHaveLength(0);
});

it("tells the merchant in words what is wrong with what they pasted", async () => {
  const credentials = register(simulator.platform, {});
  const half = { ...credentials, privateKey: credentials.privateKey.slice(0, 400) };
  const connecting = connectAccount(store.ctx, {
    provider: "wechat-pay",
    title: { en: "W" },
    credentials: half,
  });
  await expect(connecting).rejects.toMatchObject({
    code: "credentials_invalid",
    params: { field: "privateKey", why: expect.stringContaining("私钥没有粘贴完整") },
  });
});

describe("WeChat Pay, no longer offered", () => {
  it("tells a customer in the midst of paying what to do, and what was begun still becomes an order", async () => {
    await setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 5 }]);
    const { waiting } = await buy("desktop");
    const begun = newestOrder();
    await switchAccount(store.ctx, { id: account, isEnabled: false });
    try {
      const again = await send("phone", waiting.replace(/waiting$/, "again"), {});
      expect(again.status).toBe(409);
      expect(await again.text()).toContain('data-code="method_unknown"');
      expect(newestOrder()).toBe(begun);
      payOrder(simulator.platform, begun);
      await tell(begun);
      expect(await stateAt(waiting)).toMatchObject({ state: "placed" });
    } finally {
      await switchAccount(store.ctx, { id: account, isEnabled: true });
    }
  });

  it("on a phone is not on the phone's list, and a form that names it all the same is answered in words", async () => {
    const limit = (conditions: object) =>
      shop.database
        .owner`update payment_accounts set conditions = ${shop.database.owner.json(conditions as never)} where id = ${account}`;
    await limit({ devices: ["desktop"] });
    await setStock(store.ctx, [{ variantId: store.variantIds[0]!, available: 5 }]);
    try {
      const { answer } = await buy("phone");
      expect(answer.status).toBe(409);
      const page = await answer.text();
      expect(page).toContain('data-code="method_not_offered"');
      expect(page).not.toContain(account);
      expect(page).toContain("砖塔里 17 号");
      expect((await buy("desktop")).answer.status).toBe(303);
    } finally {
      await limit({});
    }
  });
});
