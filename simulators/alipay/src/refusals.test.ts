import { createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppCredentials } from "./apps.ts";
import { chinaTime } from "./books.ts";
import { offerOf, payOffer } from "./buyer.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator);
});
afterAll(() => simulator.stop());

type Fields = Record<string, string | undefined>;

/** A call as a merchant could make it, signed here by the words of the documents; every part may be wrong. */
async function call(method: string, content: object, change: Fields = {}, sent: Fields = {}, key?: string) {
  const { appId, privateKey } = shop.subject.far.credentials as AppCredentials;
  const fields: Fields = {
    app_id: appId,
    method,
    charset: "utf-8",
    sign_type: "RSA2",
    timestamp: chinaTime(simulator.platform.clock.now().getTime()),
    version: "1.0",
    biz_content: JSON.stringify(content),
    ...change,
  };
  const present = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = present
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const sign = createSign("RSA-SHA256")
    .update(text)
    .sign(key ?? privateKey, "base64");
  const all = Object.entries({ ...fields, sign, ...sent });
  const body = new URLSearchParams(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const response = await fetch(`${simulator.origin}/gateway.do`, { method: "POST", body });
  const answer = JSON.parse(await response.text()) as Record<string, unknown>;
  const inner = answer[`${method.replaceAll(".", "_")}_response`] as Record<string, string>;
  return { code: inner.code, sub: inner.sub_code, inner, isSigned: answer.sign !== undefined };
}

let count = 0;
const newNumber = () => `order_${count++}`;
const order = (change: object = {}) => ({
  out_trade_no: newNumber(),
  total_amount: "168.00",
  subject: "白瓷杯",
  product_code: "QR_CODE_OFFLINE",
  ...change,
});
const precreate = "alipay.trade.precreate";
const query = "alipay.trade.query";
const otherKey = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();

async function paid(): Promise<string> {
  const given = order();
  const { inner } = await call(precreate, given);
  payOffer(simulator.platform, offerOf(simulator.platform, inner.qr_code!));
  return given.out_trade_no;
}

describe("a request", () => {
  it.each<[string, Fields, Fields, string | undefined, string]>([
    ["of an unknown app", { app_id: "2021000000000000" }, {}, undefined, "isv.invalid-app-id"],
    ["without an app", { app_id: undefined }, {}, undefined, "isv.missing-app-id"],
    ["without a timestamp", { timestamp: undefined }, {}, undefined, "isv.missing-timestamp"],
    ["without a signature", {}, { sign: undefined }, undefined, "isv.missing-sign"],
    ["by another key", {}, {}, otherKey, "isv.invalid-signature"],
    ["with another content than was signed", {}, { biz_content: "{}" }, undefined, "isv.invalid-signature"],
    ["with a parameter more", {}, { notify_url: "http://127.0.0.1:9" }, undefined, "isv.invalid-signature"],
    ["of SHA-1", { sign_type: "RSA" }, {}, undefined, "isv.invalid-signature-type"],
    ["in GBK", { charset: "gbk" }, {}, undefined, "isv.invalid-charset"],
    ["of another version", { version: "2.0" }, {}, undefined, "isv.invalid-version"],
    ["dated otherwise", { timestamp: "2026-05-20T13:29:35" }, {}, undefined, "isv.invalid-timestamp"],
    [
      "of two days ago",
      { timestamp: chinaTime(Date.now() - 172_800_000) },
      {},
      undefined,
      "isv.invalid-timestamp",
    ],
  ])("%s is refused", async (_, change, sent, key, sub) => {
    const told = await call(query, { out_trade_no: "none" }, change, sent, key);
    expect([told.sub, told.isSigned]).toEqual([sub, change.app_id === undefined && !("app_id" in change)]);
  });

  it("by an unknown method is refused, and one as it should be is answered", async () => {
    expect((await call("alipay.trade.nothing", {})).sub).toBe("isv.invalid-method");
    expect((await call(precreate, order())).code).toBe("10000");
  });
});

describe("an order", () => {
  it.each<[string, object]>([
    ["an amount that is a number", { total_amount: 168 }],
    ["an amount in fen", { total_amount: "16800" }],
    ["an amount of one decimal", { total_amount: "168.0" }],
    ["an amount of 0", { total_amount: "0.00" }],
    ["an amount too great", { total_amount: "100000000.01" }],
    ["a hyphen in its number", { out_trade_no: "order-1" }],
    ["a number too long", { out_trade_no: "1".repeat(65) }],
    ["no subject", { subject: "" }],
    ["a subject too long", { subject: "晨".repeat(257) }],
    ["a sign of Alipay's in its subject", { subject: "A&B" }],
    ["another product", { product_code: "QUICK_WAP_WAY" }],
    ["a time in another form", { time_expire: "2026-05-20T13:29:35+08:00" }],
    ["a parameter that is none", { colour: "red" }],
  ])("with %s is refused", async (_, change) => {
    expect((await call(precreate, order(change))).sub).toBe("isv.invalid-parameter");
  });

  it("again is taken, unless it says something else, or is paid or closed", async () => {
    const number = await paid();
    expect((await call(precreate, order({ out_trade_no: number }))).sub).toBe("ACQ.TRADE_HAS_SUCCESS");
    const { inner } = await call(precreate, order({ out_trade_no: "again" }));
    const close = () => call("alipay.trade.close", { out_trade_no: "again" });
    expect((await close()).sub).toBe("ACQ.TRADE_NOT_EXIST");
    await fetch(`${simulator.origin}/phone?code=${encodeURIComponent(inner.qr_code!)}`);
    expect((await call(precreate, order({ out_trade_no: "again" }))).code).toBe("10000");
    expect((await call(precreate, order({ out_trade_no: "again", total_amount: "1.00" }))).sub).toBe(
      "ACQ.CONTEXT_INCONSISTENT",
    );
    expect((await close()).code).toBe("10000");
    expect((await close()).sub).toBe("ACQ.REASON_TRADE_STATUS_INVALID");
    expect((await call(precreate, order({ out_trade_no: "again" }))).sub).toBe("ACQ.TRADE_HAS_CLOSE");
  });
});

describe("a refund", () => {
  const refund = (outTradeNo: string, change: object = {}) =>
    call("alipay.trade.refund", {
      out_trade_no: outTradeNo,
      refund_amount: "1.00",
      out_request_no: "r1",
      ...change,
    });

  it("is made once for its number, within what was paid, three seconds after the one before", async () => {
    const number = await paid();
    expect((await refund("none")).sub).toBe("ACQ.TRADE_NOT_EXIST");
    expect((await refund(number, { out_request_no: undefined })).sub).toBe("isv.missing-parameter");
    expect((await refund(number, { refund_amount: "168.01" })).sub).toBe("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    expect((await refund(number)).inner).toMatchObject({ fund_change: "Y", refund_fee: "1.00" });
    expect((await refund(number)).inner).toMatchObject({ fund_change: "N", refund_fee: "1.00" });
    expect((await refund(number, { refund_amount: "2.00" })).sub).toBe("ACQ.DISCORDANT_REPEAT_REQUEST");
    expect((await refund(number, { out_request_no: "r2" })).code).toBe("40005");
    simulator.platform.clock.advance(3000);
    expect((await refund(number, { out_request_no: "r2" })).inner).toMatchObject({ refund_fee: "2.00" });
  });

  it("that was never asked for has nothing to say, and that is no failure", async () => {
    const number = await paid();
    const asked = await call("alipay.trade.fastpay.refund.query", {
      out_trade_no: number,
      out_request_no: "none",
    });
    expect(asked.inner).toEqual({ code: "10000", msg: "Success" });
  });
});
