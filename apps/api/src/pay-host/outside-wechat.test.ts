import { askProvider, getWaiting, payAgain } from "@hutong/checkout";
import { confirmInBridge, newLoginCode, openIdOf, payOrder } from "@hutong/simulator-wechat-pay";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { agents, openPayTrial, PayBrowser, type PayTrial, toldBy } from "./testing/pay-trial.ts";

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

const returnOf = (checkout: string) => `http://shop.localhost/checkout/${checkout}/return`;
const newBrowser = () => new PayBrowser(trial.api, agents.phone);

describe("in a phone's browser", () => {
  const begin = () => trial.begin({ kind: "phone-browser", ipAddress: "203.0.113.7" });

  it("goes to WeChat Pay's page from the pay host, says so, and comes back by it", async () => {
    const { checkout, url } = await begin();
    const browser = newBrowser();
    const answer = await browser.get(url);
    expect(answer.headers.get("referrer-policy")).toBe("origin");
    const page = await answer.text();
    const link = /class="key" href="([^"]+)"/.exec(page)![1]!.replaceAll("&#38;", "&");
    const address = new URL(link);
    expect(address.origin).toBe(trial.simulator.origin);
    const back = address.searchParams.get("redirect_url")!;
    expect(back).toMatch(new RegExp(`^${pay}/pay/[\\w-]{86}/back$`));
    expect((await fetch(link, { headers: { referer: `${pay}/` } })).status).toBe(200);
    const refused = await fetch(link, { headers: { referer: "http://shop.localhost/" } });
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining("未配置")]);
    expect((await browser.get(back)).headers.get("location")).toBe(returnOf(checkout));
    payOrder(trial.simulator.platform, trial.newestOrder());
    expect((await askProvider(trial.shop.buyer, { checkout })).state).toBe("placed");
  });

  it("leads to the store whoever comes back to the page, and tells another browser", async () => {
    const { checkout, url } = await begin();
    const browser = newBrowser();
    expect((await browser.get(url)).status).toBe(200);
    expect((await browser.get(url)).headers.get("location")).toBe(returnOf(checkout));
    expect((await newBrowser().get(url)).status).toBe(410);
  });
});

describe("in a mini program's web view", () => {
  const miniProgramOf = () => [...trial.simulator.platform.merchants.values()][0]!.apps.miniProgram.appid;

  async function ticketFor(url: string): Promise<string> {
    const answer = await newBrowser().get(url);
    expect(answer.headers.get("content-security-policy")).toContain(
      " https://res.wx.qq.com/open/js/jweixin-1.6.0.js;",
    );
    return /^\/pages\/pay\?ticket=([\w-]{86})$/.exec(toldBy(await answer.text()).page!)![1]!;
  }

  async function ask(ticket: string, body: unknown, headers: Record<string, string> = {}) {
    const answer = await trial.api.request(`${pay}/pay/${ticket}/mini-program`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  }

  const newCode = (user = "lin") => newLoginCode(trial.simulator.platform, miniProgramOf(), user);

  it("the mini program's page is told what it takes to pay, once", async () => {
    const { checkout, url } = await trial.begin({ kind: "mini-program" });
    const ticket = await ticketFor(url);
    const { status, body } = await ask(ticket, { code: newCode() });
    expect(status).toBe(200);
    const { payment } = body as unknown as { payment: Record<string, string> };
    expect(Object.keys(payment).sort()).toEqual(["nonceStr", "package", "paySign", "signType", "timeStamp"]);
    expect(trial.newestOrder()).toMatchObject({
      appid: miniProgramOf(),
      openid: openIdOf(miniProgramOf(), "lin"),
    });
    expect(await ask(ticket, { code: newCode() })).toMatchObject({
      status: 410,
      body: { error: "ticket_over" },
    });
    confirmInBridge(trial.simulator.platform, payment, { user: "lin" });
    await trial.tell(trial.newestOrder());
    expect((await getWaiting(trial.shop.buyer, { checkout })).state).toBe("placed");
  });

  it("a code that is no good spends the ticket, and the next one works", async () => {
    const { checkout, url } = await trial.begin({ kind: "mini-program" });
    const refused = await ask(await ticketFor(url), { code: "made-up" });
    expect(refused).toMatchObject({ status: 409, body: { error: "begin_again" } });
    const again = await payAgain(trial.shop.buyer, {
      checkout,
      key: "k2",
      returnUrl: returnOf(checkout),
      customer: { kind: "mini-program" },
    });
    if (again.kind !== "redirect") throw new Error(again.kind);
    expect((await ask(await ticketFor(again.url), { code: newCode() })).status).toBe(200);
  });

  it("a web page, a ticket of another kind, and words that are none get nothing", async () => {
    const { url } = await trial.begin({ kind: "mini-program" });
    const ticket = await ticketFor(url);
    const code = newCode();
    expect((await ask(ticket, { code }, { origin: "http://evil.example" })).status).toBe(404);
    expect((await ask(url.split("/").at(-1)!, { code })).status).toBe(404);
    for (const body of ["", "{", "[]", { code: "" }, { code: "x".repeat(300) }])
      expect(await ask(ticket, body)).toMatchObject({ status: 400, body: { error: "input_invalid" } });
    // None of these spent it.
    expect((await ask(ticket, { code })).status).toBe(200);
  });

  it("a refresh of the page leads to the store", async () => {
    const { checkout, url } = await trial.begin({ kind: "mini-program" });
    const browser = newBrowser();
    await browser.get(url);
    expect((await browser.get(url)).headers.get("location")).toBe(returnOf(checkout));
  });
});
