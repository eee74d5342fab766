import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOf } from "./books.ts";
import { payOrder } from "./buyer.ts";
import { newKeyPair, privatePem } from "./certificate.ts";
import { type Simulator, startSimulator } from "./simulator.ts";
import { type MerchantCall, merchantCall } from "./testing/merchant-call.ts";
import { openShop, type Shop } from "./testing/shop.ts";

let simulator: Simulator;
let shop: Shop;
let order: Record<string, unknown>;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = openShop(simulator, "certificate");
  const { mchid, appid } = simulator.platform.merchants.get(shop.mchid)!;
  order = {
    mchid,
    appid,
    description: "晨雾 白瓷杯",
    notify_url: "https://shop.example/notices",
    amount: { total: 16800, currency: "CNY" },
  };
});
afterAll(() => simulator.stop());

let count = 0;
const newNumber = () => `order-${count++}`;
const native = (change: object = {}): MerchantCall => ({
  path: "/v3/pay/transactions/native",
  body: { ...order, out_trade_no: newNumber(), ...change },
});
const answered = async (call: MerchantCall) => {
  const { status, code } = await merchantCall(shop, call);
  return [status, code];
};

describe("a request", () => {
  const get = { path: "/v3/certificates" };
  it.each<[string, () => MerchantCall, number, string | undefined]>([
    ["as it should be", () => get, 200, undefined],
    ["without a User-Agent", () => ({ ...get, headers: { "user-agent": undefined } }), 400, "PARAM_ERROR"],
    ["without Authorization", () => ({ ...get, headers: { authorization: undefined } }), 401, "SIGN_ERROR"],
    ["with another scheme", () => ({ ...get, headers: { authorization: "Bearer x" } }), 401, "SIGN_ERROR"],
    ["five minutes late", () => ({ ...get, clockOff: -302 }), 401, "SIGN_ERROR"],
    ["five minutes early", () => ({ ...get, clockOff: 302 }), 401, "SIGN_ERROR"],
    ["almost five minutes late", () => ({ ...get, clockOff: -295 }), 200, undefined],
    ["of an unknown merchant", () => ({ ...get, mchid: "1900000001" }), 401, "SIGN_ERROR"],
    ["with a wrong serial", () => ({ ...get, serial: "A".repeat(40) }), 401, "SIGN_ERROR"],
    [
      "with another key",
      () => ({ ...get, privateKey: privatePem(newKeyPair().privateKey) }),
      401,
      "SIGN_ERROR",
    ],
    ["with another body than was signed", () => ({ ...native(), sentBody: "{}" }), 401, "SIGN_ERROR"],
    [
      "for an unknown public key",
      () => ({ ...get, headers: { "wechatpay-serial": "PUB_KEY_ID_1" } }),
      400,
      "PARAM_ERROR",
    ],
    ["to an unknown path", () => ({ path: "/v3/nothing" }), 404, undefined],
    ["by another method", () => ({ path: "/v3/certificates", body: {} }), 405, undefined],
  ])("%s", async (_, call, status, code) => {
    expect(await answered(call())).toEqual([status, code]);
  });

  it("that is refused is answered without a signature", async () => {
    const { headers } = await merchantCall(shop, { ...get, headers: { authorization: undefined } });
    expect(Object.keys(headers).filter((name) => name.startsWith("wechatpay-"))).toEqual([]);
  });
});

describe("a prepay", () => {
  const scene = { payer_client_ip: "203.0.113.7" };
  it.each<[string, object]>([
    ["an unknown parameter", { colour: "red" }],
    ["null", { attach: null }],
    ["an emoji", { description: "🎁" }],
    ["no description", { description: undefined }],
    ["an empty description", { description: "" }],
    ["a description of 129 bytes", { description: "晨".repeat(43) }],
    ["a short number", { out_trade_no: "12345" }],
    ["a long number", { out_trade_no: "1".repeat(33) }],
    ["a number with a blank", { out_trade_no: "order 12345" }],
    ["payer on native", { payer: { openid: "o1" } }],
    ["an amount of 0", { amount: { total: 0 } }],
    ["an amount as text", { amount: { total: "16800" } }],
    ["an amount with decimals", { amount: { total: 168.5 } }],
    ["another currency", { amount: { total: 1, currency: "USD" } }],
    ["a notify_url with a query", { notify_url: "https://shop.example/n?x=1" }],
    ["a notify_url without https", { notify_url: "http://shop.example/n" }],
    ["no notify_url", { notify_url: undefined }],
    ["time_expire in another form", { time_expire: "2026-05-20 13:29:35" }],
    ["time_expire after eight days", { time_expire: new Date(Date.now() + 8 * 86_400_000).toISOString() }],
    ["another merchant", { mchid: "1900000001" }],
    ["attach of 129 bytes", { attach: "a".repeat(129) }],
  ])("with %s: 400 PARAM_ERROR", async (_, change) => {
    expect(await answered(native(change))).toEqual([400, "PARAM_ERROR"]);
  });

  it.each<[string, string, object]>([
    ["jsapi", "no payer", {}],
    ["jsapi", "a long openid", { payer: { openid: "o".repeat(129) } }],
    ["h5", "no scene", {}],
    ["h5", "no h5_info", { scene_info: scene }],
    [
      "h5",
      "a host instead of an address",
      { scene_info: { payer_client_ip: "localhost", h5_info: { type: "Wap" } } },
    ],
    ["h5", "an unknown type", { scene_info: { ...scene, h5_info: { type: "wap" } } }],
  ])("%s with %s: 400 PARAM_ERROR", async (product, _, change) => {
    const call = { ...native(change), path: `/v3/pay/transactions/${product}` };
    expect(await answered(call)).toEqual([400, "PARAM_ERROR"]);
  });

  it("of another appid, a product without right, and a body that is not JSON", async () => {
    expect(await answered(native({ appid: "wx0123456789abcdef" }))).toEqual([400, "APPID_MCHID_NOT_MATCH"]);
    expect(await answered({ ...native(), body: "{" })).toEqual([400, "PARAM_ERROR"]);
    const merchant = simulator.platform.merchants.get(shop.mchid)!;
    merchant.products.delete("native");
    expect(await answered(native())).toEqual([403, "NO_AUTH"]);
    merchant.products.add("native");
  });

  it("again: the same is taken, another is refused, and so is one for a number that was paid or closed", async () => {
    const number = newNumber();
    const call = native({ out_trade_no: number });
    expect(await answered(call)).toEqual([200, undefined]);
    expect(await answered(call)).toEqual([200, undefined]);
    expect(await answered(native({ out_trade_no: number, amount: { total: 1, currency: "CNY" } }))).toEqual([
      403,
      "OUT_TRADE_NO_USED",
    ]);
    payOrder(simulator.platform, simulator.platform.orders.get(keyOf(shop.mchid, number))!);
    expect(await answered(call)).toEqual([400, "ORDER_PAID"]);
    const close = { path: `/v3/pay/transactions/out-trade-no/${number}/close`, body: { mchid: shop.mchid } };
    expect(await answered(close)).toEqual([400, "ORDER_PAID"]);
    const other = newNumber();
    await merchantCall(shop, native({ out_trade_no: other }));
    const closeOther = {
      path: `/v3/pay/transactions/out-trade-no/${other}/close`,
      body: { mchid: shop.mchid },
    };
    expect(await answered(closeOther)).toEqual([204, undefined]);
    expect(await answered(closeOther)).toEqual([204, undefined]);
    expect(await answered(native({ out_trade_no: other }))).toEqual([400, "ORDER_CLOSED"]);
  });

  it("of a number that was closed before it was ordered", async () => {
    const number = newNumber();
    const close = { path: `/v3/pay/transactions/out-trade-no/${number}/close`, body: { mchid: shop.mchid } };
    expect(await answered(close)).toEqual([204, undefined]);
    expect(await answered(native({ out_trade_no: number }))).toEqual([400, "INVALID_REQUEST"]);
  });

  it("whose query has no mchid, or another's", async () => {
    const path = `/v3/pay/transactions/out-trade-no/${newNumber()}`;
    expect(await answered({ path })).toEqual([400, "PARAM_ERROR"]);
    expect(await answered({ path: `${path}?mchid=1900000001` })).toEqual([400, "PARAM_ERROR"]);
    expect(await answered({ path: `${path}?mchid=${shop.mchid}` })).toEqual([404, "ORDER_NOT_EXIST"]);
  });
});

describe("a refund", () => {
  const refund = (change: object): MerchantCall => ({
    path: "/v3/refund/domestic/refunds",
    body: { out_refund_no: newNumber(), amount: { refund: 100, total: 16800, currency: "CNY" }, ...change },
  });
  const ordered = async (isPaid: boolean) => {
    const number = newNumber();
    await merchantCall(shop, native({ out_trade_no: number }));
    if (isPaid) payOrder(simulator.platform, simulator.platform.orders.get(keyOf(shop.mchid, number))!);
    return number;
  };

  it("of nothing, of what is unpaid or unknown, or in other words than were agreed", async () => {
    expect(await answered(refund({}))).toEqual([400, "PARAM_ERROR"]);
    expect(await answered(refund({ out_trade_no: "unknown-1" }))).toEqual([404, "RESOURCE_NOT_EXISTS"]);
    expect(await answered(refund({ out_trade_no: await ordered(false) }))).toEqual([403, "TRADE_ERROR"]);
    const paid = await ordered(true);
    expect(await answered(refund({ out_trade_no: paid, mchid: shop.mchid }))).toEqual([400, "PARAM_ERROR"]);
    for (const amount of [
      { refund: 100, total: 16800 },
      { refund: 0, total: 16800, currency: "CNY" },
    ])
      expect(await answered(refund({ out_trade_no: paid, amount }))).toEqual([400, "PARAM_ERROR"]);
    for (const amount of [
      { refund: 100, total: 1, currency: "CNY" },
      { refund: 16801, total: 16800, currency: "CNY" },
    ])
      expect(await answered(refund({ out_trade_no: paid, amount }))).toEqual([400, "INVALID_REQUEST"]);
    expect(await answered({ path: "/v3/refund/domestic/refunds/none" })).toEqual([
      404,
      "RESOURCE_NOT_EXISTS",
    ]);
  });

  it("under a number that was used for another", async () => {
    const paid = await ordered(true);
    expect(await answered(refund({ out_trade_no: paid, out_refund_no: "same" }))).toEqual([200, undefined]);
    expect(await answered(refund({ out_trade_no: paid, out_refund_no: "same" }))).toEqual([200, undefined]);
    const other = { refund: 200, total: 16800, currency: "CNY" };
    expect(await answered(refund({ out_trade_no: paid, out_refund_no: "same", amount: other }))).toEqual([
      400,
      "INVALID_REQUEST",
    ]);
  });
});

describe("a bill", () => {
  it.each([
    ["bill_date=2026-5-1", "PARAM_ERROR"],
    ["bill_date=2020-05-01", "INVALID_REQUEST"],
    [`bill_date=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}`, "INVALID_REQUEST"],
  ])("%s: 400 %s", async (query, code) => {
    expect(await answered({ path: `/v3/bill/tradebill?${query}` })).toEqual([400, code]);
  });

  it("whose link nobody was given", async () => {
    expect(await answered({ path: "/v3/billdownload/file?token=1" })).toEqual([404, "RESOURCE_NOT_EXISTS"]);
  });
});
