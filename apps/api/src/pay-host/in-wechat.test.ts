import { createHash } from "node:crypto";
import { askProvider, getWaiting, payAgain } from "@hutong/checkout";
import { confirmInBridge, openIdOf } from "@hutong/simulator-wechat-pay";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  agents,
  attemptOf,
  authorised,
  expectRefusal,
  openPayTrial,
  PayBrowser,
  type PayTrial,
  returnOf,
  toldBy,
} from "./testing/pay-trial.ts";

const pay = vi.hoisted(() => {
  process.env.HUTONG_SIMULATORS = "1";
  process.env.HUTONG_API_ORIGIN = "http://pay.localhost:9";
  return "http://pay.localhost:9";
});

let trial: PayTrial;
beforeAll(async () => {
  trial = await openPayTrial();
});
afterAll(() => trial.close());

const begin = () => trial.begin({ kind: "wechat" });
const newBrowser = () => new PayBrowser(trial.api);

function user(browser: PayBrowser): string {
  return browser.cookies(trial.simulator.origin).get("wechat_user")!;
}

async function parametersOn(response: Response): Promise<Record<string, string>> {
  return JSON.parse(toldBy(await response.text()).parameters!);
}

describe("inside WeChat", () => {
  it("goes from the order to the bridge by itself, and is paid", async () => {
    const { checkout, url } = await begin();
    expect(url).toMatch(new RegExp(`^${pay}/pay/[\\w-]{86}$`));
    const browser = newBrowser();
    const first = await browser.get(url);
    expect(first.status).toBe(302);
    expect(first.headers.get("set-cookie")).toMatch(
      /^hutong_pay=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const { appid } = trial.simulator.platform.merchants.values().next().value!;
    const redirect = encodeURIComponent(`${url}/wechat`);
    expect(first.headers.get("location")).toMatch(
      new RegExp(
        `^${trial.simulator.origin}/connect/oauth2/authorize\\?appid=${appid}&redirect_uri=${redirect}&response_type=code&scope=snsapi_base&state=[0-9a-f]{64}#wechat_redirect$`,
      ),
    );
    const { response, address } = await browser.go(first.headers.get("location")!);
    expect(response.status).toBe(200);
    const page = await response.clone().text();
    expect(page).toContain("<header>Test shop</header>");
    expect(page).toContain("180.00");
    const parameters = await parametersOn(response);
    expect(trial.newestOrder()).toMatchObject({ product: "jsapi", openid: openIdOf(appid, user(browser)) });
    confirmInBridge(trial.simulator.platform, parameters, { page: address, user: user(browser) });
    expect((await askProvider(trial.shop.buyer, { checkout })).state).toBe("placed");
    // Paid: every address of the way leads to the store.
    for (const again of [url, address, `${url}/back`]) {
      expect((await browser.get(again)).headers.get("location")).toBe(returnOf(checkout));
    }
  });

  it("after a cancelled payment goes on with the same order, and says the same to WeChat Pay", async () => {
    const { checkout, url } = await begin();
    const browser = newBrowser();
    const first = await parametersOn((await browser.go(url)).response);
    expect((await getWaiting(trial.shop.buyer, { checkout })).action).toMatchObject({
      kind: "identify",
      canIdentify: true,
    });
    const again = await payAgain(trial.shop.buyer, {
      checkout,
      key: "k2",
      returnUrl: returnOf(checkout),
      customer: { kind: "wechat" },
    });
    if (again.kind !== "redirect") throw new Error(again.kind);
    expect(again.url).not.toBe(url);
    const order = trial.newestOrder();
    const second = await parametersOn((await browser.go(again.url)).response);
    expect(trial.newestOrder()).toBe(order);
    expect(second.package).not.toBe(first.package);
    confirmInBridge(trial.simulator.platform, second, { user: user(browser) });
    expect((await askProvider(trial.shop.buyer, { checkout })).state).toBe("placed");
  });

  it("gives somebody else an attempt of their own, and closes the first one", async () => {
    const { checkout, url } = await begin();
    await newBrowser().go(url);
    const [first, firstOrder] = [await attemptOf(trial, checkout), trial.newestOrder()];
    const customer = { kind: "wechat" } as const;
    const again = await payAgain(trial.shop.buyer, {
      checkout,
      key: "k2",
      returnUrl: returnOf(checkout),
      customer,
    });
    if (again.kind !== "redirect") throw new Error(again.kind);
    const friend = newBrowser();
    const parameters = await parametersOn((await friend.go(again.url)).response);
    expect((await attemptOf(trial, checkout)).id).not.toBe(first.id);
    expect(trial.newestOrder()).not.toBe(firstOrder);
    const [job] = await trial.database.owner`select payload from outbox
      where kind = 'close-attempt' and payload->>'attemptId' = ${first.id}`;
    expect(job).toBeDefined();
    confirmInBridge(trial.simulator.platform, parameters, { user: user(friend) });
    expect((await askProvider(trial.shop.buyer, { checkout })).state).toBe("placed");
  });

  it("leads a refresh and the back button to the store, and tells another browser that the link was used", async () => {
    const { checkout, url } = await begin();
    const browser = newBrowser();
    const { address } = await browser.go(url);
    trial.shop.clock.advance(6000);
    expect((await browser.get(address)).headers.get("location")).toBe(returnOf(checkout));
    expect((await browser.go(url)).response.headers.get("location")).toBe(returnOf(checkout));
    const page = await expectRefusal((await newBrowser().go(url)).response, 410, "was used already");
    expect(page).toContain(`href="${returnOf(checkout)}"`);
  });

  it("takes a step once, and gives WeChat's second request what the first one got", async () => {
    const { url } = await begin();
    const browser = newBrowser();
    const address = await authorised(browser, url);
    const answers = await Promise.all(Array.from({ length: 6 }, () => browser.get(address)));
    const told = await Promise.all(answers.map(parametersOn));
    expect(new Set(told.map((parameters) => parameters.paySign)).size).toBe(1);
    expect(trial.newestOrder().codes).toHaveLength(1);
  });

  it("asks whoever opens the link outside WeChat to pay in the store", async () => {
    const { checkout, url } = await begin();
    const answer = await new PayBrowser(trial.api, agents.phone).get(url);
    expect(answer.headers.get("location")).toBe(returnOf(checkout));
  });
});

it("keeps no openid in clear, in no table and no log", async () => {
  const { checkout, url } = await begin();
  const browser = newBrowser();
  const { response, address } = await browser.go(url);
  confirmInBridge(trial.simulator.platform, await parametersOn(response), { user: user(browser) });
  await trial.tell(trial.newestOrder());
  expect((await getWaiting(trial.shop.buyer, { checkout })).state).toBe("placed");
  const { openid } = trial.newestOrder();
  const code = new URL(address).searchParams.get("code")!;
  const { owner } = trial.database;
  const tables =
    await owner`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
  const found = async (text: string) => {
    const counts = tables.map(async ({ name }) => {
      const [row] = await owner.unsafe(`select count(*)::int as n from ${name} t where t::text like $1`, [
        `%${text}%`,
      ]);
      return row!.n > 0 ? [name] : [];
    });
    return (await Promise.all(counts)).flat();
  };
  expect(await found((await attemptOf(trial, checkout)).id)).toContain("payment_attempts");
  expect(await found(openid!)).toEqual([]);
  expect(await found(code)).toEqual([]);
  const log = trial.logged.join("");
  for (const secret of [openid!, code, "secret="]) expect(log).not.toContain(secret);
});

it("sends pages that run their own script only, in nobody's frame, and keeps none of them", async () => {
  const { url } = await begin();
  const { response } = await newBrowser().go(url);
  const page = await response.text();
  const hash = (tag: string) =>
    createHash("sha256")
      .update(new RegExp(`<${tag}>([\\s\\S]*)</${tag}>`).exec(page)![1]!)
      .digest("base64");
  const policy = response.headers.get("content-security-policy")!;
  expect(policy).toContain(`script-src 'sha256-${hash("script")}';`);
  expect(policy).toContain(`style-src 'sha256-${hash("style")}';`);
  for (const rule of [
    "default-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ])
    expect(policy).toContain(rule);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
});
