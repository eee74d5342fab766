import {
  connectSubject,
  sampleAttempt,
  sampleEnvironment,
  wechatPay,
} from "@hutong/payment-providers/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmInBridge } from "./buyer.ts";
import type { MerchantCredentials } from "./merchants.ts";
import { register } from "./platform.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { newLoginCode, openIdOf } from "./wechat-login.ts";

const payHost = "pay.example";
const redirectUri = `https://${payHost}/pay/ticket/wechat`;
const agent = "Mozilla/5.0 (iPhone) MicroMessenger/8.0.49";

let simulator: Simulator;
let credentials: MerchantCredentials & { apiBase: string };
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => {
  credentials = register(simulator.platform, { webHosts: [payHost] });
});
afterAll(() => simulator.stop());

const connect = (change: object = {}) => {
  const environment = sampleEnvironment({ clock: simulator.platform.clock });
  const far = { credentials: { ...credentials, ...change }, environment };
  return connectSubject({ provider: wechatPay, far });
};

async function authorise(address: string, headers: Record<string, string> = { "user-agent": agent }) {
  return await fetch(address, { headers, redirect: "manual" });
}

describe("who pays inside WeChat", () => {
  it("is asked at WeChat's own address, its parameters in order, with the fragment", () => {
    const { apiBase: _, ...real } = credentials;
    const far = { credentials: real, environment: sampleEnvironment({ areSimulatorsAllowed: false }) };
    expect(connectSubject({ provider: wechatPay, far }).identifyAt!(redirectUri, "aB3")).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${credentials.appid}&redirect_uri=https%3A%2F%2Fpay.example%2Fpay%2Fticket%2Fwechat&response_type=code&scope=snsapi_base&state=aB3#wechat_redirect`,
    );
  });

  it("comes back with a code that tells it once", async () => {
    const connected = connect();
    const answer = await authorise(connected.identifyAt!(redirectUri, "s1"));
    const back = new URL(answer.headers.get("location")!);
    expect([answer.status, `${back.origin}${back.pathname}`]).toEqual([302, redirectUri]);
    expect(back.searchParams.get("state")).toBe("s1");
    const code = back.searchParams.get("code")!;
    const user = /wechat_user=([\w-]+)/.exec(answer.headers.get("set-cookie")!)![1]!;
    const openId = openIdOf(credentials.appid, user);
    expect(await connected.readIdentity!("wechat-web", code)).toEqual({ kind: "known", openId });
    expect(await connected.readIdentity!("wechat-web", code)).toEqual({ kind: "stale" });
  });

  it("is stale by a code that is too old, made up, or another app's", async () => {
    const connected = connect();
    const { appid, miniProgramAppid } = credentials;
    const old = newLoginCode(simulator.platform, appid, "lin");
    simulator.platform.clock.advance(301_000);
    const foreign = newLoginCode(simulator.platform, miniProgramAppid!, "lin");
    for (const code of [old, foreign, "made-up", ""])
      expect(await connected.readIdentity!("wechat-web", code)).toEqual({ kind: "stale" });
    expect((await connected.readIdentity!("wechat-mini-program", foreign)).kind).toBe("known");
  });

  it("is not known where the secret is wrong, or nobody answers", async () => {
    const code = newLoginCode(simulator.platform, credentials.appid, "lin");
    const wrong = connect({ appSecret: "0".repeat(32) }).readIdentity!("wechat-web", code);
    await expect(wrong).rejects.toThrow("errcode 40125");
    await expect(
      connect({ apiBase: "http://127.0.0.1:9" }).readIdentity!("wechat-web", code),
    ).rejects.toThrow();
    expect((await connect().readIdentity!("wechat-web", code)).kind).toBe("known");
  });

  it("cannot be asked by an account without secrets, which says so in its action", async () => {
    const connected = connect({
      appSecret: undefined,
      miniProgramAppid: undefined,
      miniProgramSecret: undefined,
    });
    expect([connected.identifyAt, connected.readIdentity]).toEqual([undefined, undefined]);
    for (const kind of ["wechat", "mini-program"] as const) {
      const told = await connected.start(sampleAttempt({ customer: { kind } }));
      expect(told.kind === "action-required" && told.action).not.toHaveProperty("canIdentify");
    }
  });
});

describe("WeChat", () => {
  it.each([
    ["to a host that is not registered", "https://evil.example/", agent, "域名与后台配置不一致"],
    ["outside WeChat", redirectUri, "Mozilla/5.0 Chrome/130.0", "请在微信客户端打开链接"],
  ])("does not send a user %s", async (_, redirect, userAgent, text) => {
    const answer = await authorise(connect().identifyAt!(redirect, "s"), { "user-agent": userAgent });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(text)]);
  });

  it("refuses parameters in another order, and a state with other characters", async () => {
    const right = connect().identifyAt!(redirectUri, "s");
    const swapped = right.replace(/appid=(\w+)&redirect_uri=([^&]+)/, "redirect_uri=$2&appid=$1");
    for (const address of [
      swapped,
      right.replace("state=s", "state=s-1"),
      right.replace("state=s", "state="),
    ])
      expect(await (await authorise(address)).text()).toContain("参数错误");
  });

  it("opens its bridge on registered hosts only, and for whom the order is", async () => {
    const { platform } = simulator;
    const openId = openIdOf(credentials.appid, "lin");
    const attempt = sampleAttempt({ customer: { kind: "wechat", openId } });
    const told = await connect().start(attempt);
    const action = told.kind === "action-required" ? told.action : null;
    if (action?.kind !== "client-confirm") throw new Error("no parameters");
    const pay = (caller: object) => confirmInBridge(platform, action.parameters, caller);
    expect(() => pay({ page: "https://shop.example/checkout", user: "lin" })).toThrow("URL未注册");
    expect(() => pay({ page: redirectUri, user: "anna" })).toThrow("支付账号不一致");
    pay({ page: redirectUri, user: "lin" });
    expect((await connect().fetch(attempt)).kind).toBe("paid");
  });

  it("lets a mini program ask registered hosts only", async () => {
    const query = new URLSearchParams({ appid: credentials.miniProgramAppid!, pay: "https://evil.example" });
    const answer = await fetch(`${simulator.origin}/mini-program?${query}`);
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining("合法域名")]);
  });
});
