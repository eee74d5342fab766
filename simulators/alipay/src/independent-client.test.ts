// Alipay's own SDK: what it accepts of the simulator is not our own reading of the documents.

import { sampleAttempt } from "@hutong/payment-providers/testing";
import { AlipaySdk } from "alipay-sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AppCredentials } from "./apps.ts";
import { offerOf, payOffer } from "./buyer.ts";
import { noticeForm, paymentNotice } from "./notices.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, posted, type Shop } from "./testing/shop.ts";

// The SDK writes the process's time for China's.
vi.hoisted(() => {
  process.env.TZ = "Asia/Shanghai";
});

let simulator: Simulator;
let shop: Shop;
let sdk: AlipaySdk;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
  const { appId, privateKey, alipayPublicKey } = shop.subject.far.credentials as AppCredentials;
  sdk = new AlipaySdk({
    appId,
    privateKey,
    keyType: "PKCS8",
    alipayPublicKey,
    gateway: `${simulator.origin}/gateway.do`,
  });
});
afterAll(() => simulator.stop());

const exec = (method: string, bizContent: object) =>
  sdk.exec(method, { bizContent }, { validateSign: true }) as Promise<Record<string, string>>;
const order = (outTradeNo: string) => ({
  out_trade_no: outTradeNo,
  total_amount: "168.00",
  subject: "100% 晨雾+白瓷杯",
});

describe("Alipay's own SDK", () => {
  it("makes a code, asks, refunds, asks after the refund and gets a bill's address, all proven", async () => {
    const outTradeNo = "independent1";
    const made = await exec("alipay.trade.precreate", {
      ...order(outTradeNo),
      product_code: "QR_CODE_OFFLINE",
    });
    payOffer(simulator.platform, offerOf(simulator.platform, made.qrCode!));
    expect(await exec("alipay.trade.query", { out_trade_no: outTradeNo })).toMatchObject({
      code: "10000",
      tradeStatus: "TRADE_SUCCESS",
      totalAmount: "168.00",
    });
    const refund = { out_trade_no: outTradeNo, out_request_no: "r1" };
    expect(await exec("alipay.trade.refund", { ...refund, refund_amount: "1.00" })).toMatchObject({
      fundChange: "Y",
      refundFee: "1.00",
    });
    expect(await exec("alipay.trade.fastpay.refund.query", refund)).toMatchObject({
      refundStatus: "REFUND_SUCCESS",
      refundAmount: "1.00",
    });
    expect(await exec("alipay.trade.close", { out_trade_no: outTradeNo })).toMatchObject({
      code: "40004",
      subCode: "ACQ.REASON_TRADE_STATUS_INVALID",
    });
    expect(await exec("alipay.trade.query", { out_trade_no: "none" })).toMatchObject({
      subCode: "ACQ.TRADE_NOT_EXIST",
    });
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    simulator.platform.clock.advance(2 * 86_400_000);
    // More than a day off, the gateway refuses the SDK's clock: by ours, then.
    expect((await shop.connected.statement!(day)).kind).toBe("ready");
    simulator.platform.clock.advance(-2 * 86_400_000);
  });

  it("opens a page that the simulator takes, by GET and by POST", async () => {
    const bizContent = { ...order("independent2"), product_code: "FAST_INSTANT_TRADE_PAY" };
    const url = sdk.pageExecute("alipay.trade.page.pay", "GET", {
      bizContent,
      returnUrl: "http://127.0.0.1:9/",
    });
    expect(await (await fetch(url)).text()).toContain("¥168.00");
    const html = sdk.pageExecute("alipay.trade.page.pay", "POST", { bizContent });
    const action = /action="([^"]+)"/.exec(html)![1]!;
    const inputs = [...html.matchAll(/name="([a-z_]+)" value="([^"]*)"/g)];
    const fields = inputs.map(([, name, value]) => [name!, value!.replaceAll("&quot;", '"')]);
    const posting = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
    expect(await posting.text()).toContain("¥168.00");
  });

  it("believes the notices that we believe, and none that we do not", async () => {
    const attempt = sampleAttempt({ description: "100% 晨雾+白瓷杯 é" });
    await shop.pay(attempt);
    const form = noticeForm(
      simulator.platform,
      shop.appId,
      paymentNotice(simulator.platform, shop.trade(attempt)),
    );
    const fields = Object.fromEntries(new URLSearchParams(form));
    expect(sdk.checkNotifySignV2(fields)).toBe(true);
    expect((await shop.connected.readNotification(posted(form))).facts).toHaveLength(1);
    for (const name of Object.keys(fields).filter((one) => !["sign", "sign_type"].includes(one))) {
      const altered = { ...fields, [name]: `${fields[name]}1` };
      expect(sdk.checkNotifySignV2(altered)).toBe(false);
      const request = posted(new URLSearchParams(altered).toString());
      await expect(shop.connected.readNotification(request)).rejects.toThrow("not proven");
    }
  });
});
