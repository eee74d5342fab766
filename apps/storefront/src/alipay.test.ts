import { readNotice } from "@hutong/checkout";
import { sql } from "@hutong/db";
import { connectAccount, makeRefund, requestRefund } from "@hutong/payments";
import {
  noticeForm,
  offerOf,
  paymentNotice,
  payOffer,
  register,
  type Simulator,
  startSimulator,
  type Trade,
} from "@hutong/simulator-alipay";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  // Notices go where nobody listens: the test tells them itself, when it wants.
  process.env.HUTONG_API_ORIGIN = "http://127.0.0.1:9";
});

const mobile = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148";
const agents = {
  desktop: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
  phone: `${mobile} Safari/604.1`,
  alipay: `${mobile} AliApp(AP/10.5.90) AlipayClient/10.5.90`,
  wechat: `${mobile} MicroMessenger/8.0.49`,
} as const;
type Agent = keyof typeof agents;

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let simulator: Simulator;
let account: string;

beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  const title = { "zh-CN": "支付宝", en: "Alipay" };
  const credentials = register(simulator.platform, {});
  account = (await connectAccount(store.ctx, { provider: "alipay", title, credentials })).id;
});
afterAll(async () => {
  await shop.close();
  await simulator.stop();
});

const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)![1]!;
const placeOf = (response: Response) => response.headers.get("location")!;

function send(agent: Agent, path: string, fields: Record<string, string>, cookie = ""): Promise<Response> {
  const headers = { "user-agent": agents[agent], origin: "http://eaves.localhost", cookie };
  return shop.ask("eaves", path, { method: "POST", body: new URLSearchParams(fields), headers });
}

async function look(agent: Agent, path: string): Promise<string> {
  return (await shop.ask("eaves", path, { headers: { "user-agent": agents[agent] } })).text();
}

/** Buys one cake and chooses Alipay; answers what "place order" led to. */
async function buy(agent: Agent): Promise<Response> {
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
  const kept = ["checkout", "saved", "total"].map((name) => [name, fieldOf(page, name)]);
  const fields = { ...details, ...Object.fromEntries(kept), account, key: "k" };
  return await send(agent, "/checkout/pay", fields, cookie);
}

/** Where an address of Alipay's comes back to, and the page that waits there. */
const returnOf = (address: string) => new URL(new URL(address).searchParams.get("return_url")!).pathname;
const waitingOf = (address: string) => returnOf(address).replace(/return$/, "waiting");
const methodOf = (address: string) => new URL(address).searchParams.get("method");

/** The customer follows an address to the cashier and pays. */
async function payAt(address: string): Promise<Trade> {
  const opened = await fetch(address, { redirect: "manual" });
  const token = new URL(opened.headers.get("location")!).searchParams.get("token")!;
  return payOffer(simulator.platform, offerOf(simulator.platform, token));
}

async function tell(trade: Trade): Promise<void> {
  const { platform } = simulator;
  const body = Buffer.from(noticeForm(platform, trade.appId, paymentNotice(platform, trade)));
  await readNotice(shop.database.cell, {
    provider: "alipay",
    accountId: account,
    request: { headers: {}, body },
  });
}

const stateAt = async (waiting: string) =>
  (await shop.ask("eaves", `${waiting}.json`)).json() as Promise<{ state: string; order: string | null }>;

describe("Alipay, where the customer is", () => {
  it("is a page of Alipay's on a computer, and the order is placed once Alipay has told us", async () => {
    const answer = await buy("desktop");
    expect(answer.status).toBe(303);
    expect(methodOf(placeOf(answer))).toBe("alipay.trade.page.pay");
    const waiting = waitingOf(placeOf(answer));
    const trade = await payAt(placeOf(answer));
    expect((await stateAt(waiting)).state).toBe("waiting");
    await Promise.all([tell(trade), tell(trade)]);
    const { state, order } = await stateAt(waiting);
    expect(state).toBe("placed");
    expect(await look("desktop", order!)).toContain('data-state="paid"');
    const captures = await shop.database.owner`select use from payments where account_id = ${account}`;
    expect(captures).toHaveLength(1);
  });

  it("believes no browser that comes back, but asks", async () => {
    const address = placeOf(await buy("phone"));
    expect(methodOf(address)).toBe("alipay.trade.wap.pay");
    const back = () => shop.ask("eaves", `${returnOf(address)}?trade_status=TRADE_SUCCESS&total_amount=1`);
    expect(placeOf(await back())).toBe(waitingOf(address));
    expect((await stateAt(waitingOf(address))).state).toBe("waiting");
    await payAt(address);
    await back();
    expect((await stateAt(waitingOf(address))).state).toBe("placed");
  });

  it("is the same inside Alipay, and no screen shows a code", async () => {
    const address = placeOf(await buy("alipay"));
    expect(methodOf(address)).toBe("alipay.trade.wap.pay");
    for (const agent of ["alipay", "phone", "wechat"] as const) {
      const page = await look(agent, waitingOf(address));
      expect(page).not.toContain('class="qr"');
      expect(page).toContain("/again");
    }
  });

  it("asks those inside WeChat to open their browser, and goes on there", async () => {
    const waiting = placeOf(await buy("wechat"));
    expect(waiting).toMatch(/^\/checkout\/.*\/waiting$/);
    const inside = await look("wechat", waiting);
    expect(inside).toContain('data-code="open_in_browser"');
    expect(inside).not.toContain('class="qr"');
    const again = await send("phone", waiting.replace(/waiting$/, "again"), {});
    expect(methodOf(placeOf(again))).toBe("alipay.trade.wap.pay");
    await tell(await payAt(placeOf(again)));
    expect((await stateAt(waiting)).state).toBe("placed");
  });
});

it("gives money back, and the books balance", async () => {
  const [payment] = await shop.database.owner`
    select id from payments where account_id = ${account} order by captured_at limit 1`;
  const { refundId } = await store.ctx.write((tx) =>
    requestRefund(tx, {
      paymentId: payment!.id,
      amount: 100,
      currency: "CNY",
      requestKey: "r-1",
      reason: "test",
    }),
  );
  expect(await makeRefund(store.ctx, { refundId })).toMatchObject({ kind: "succeeded" });
  const [[books]] = await store.ctx.read(sql<{ sum: number; refunded: number }>`
    select (select sum(amount) from ledger_entries where store_id = ${store.ctx.storeId})::int as sum,
      (select refunded from payments where store_id = ${store.ctx.storeId} and id = ${payment!.id}) as refunded`);
  expect(books).toEqual({ sum: 0, refunded: 100 });
});

it("tells the merchant in words what is wrong with what they pasted", async () => {
  const credentials = register(simulator.platform, {});
  const connecting = connectAccount(store.ctx, {
    provider: "alipay",
    title: { en: "A" },
    credentials: { ...credentials, alipayPublicKey: credentials.privateKey },
  });
  await expect(connecting).rejects.toMatchObject({
    code: "credentials_invalid",
    params: { field: "alipayPublicKey", why: expect.stringContaining("这是私钥") },
  });
});
