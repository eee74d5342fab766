import { sql } from "@hutong/db";
import { listLocations, updateLocation } from "@hutong/inventory";
import { putShippingZone } from "@hutong/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let store: Awaited<ReturnType<typeof openTrialStore>>;
let locationId = "";

beforeAll(async () => {
  shop = await openTrialShop();
  store = await openTrialStore(shop, "eaves");
  const { ctx } = store;
  const [[market]] = await ctx.read(
    sql<{ id: string }>`select id from markets where store_id = ${ctx.storeId}`,
  );
  const rate = { freeAbove: null, minimum: null, minDays: 7, maxDays: 12 };
  const zone = { marketId: market!.id, kind: "shipping" as const, surcharges: [] };
  await putShippingZone(ctx, {
    ...zone,
    name: "偏远",
    places: [{ country: "CN", province: "新疆" }],
    rates: [{ name: { "zh-CN": "慢递" }, charge: { kind: "flat", price: 3000 }, ...rate }],
  });
  await putShippingZone(ctx, {
    ...zone,
    name: "不送",
    places: [{ country: "CN", province: "台湾省" }],
    rates: [],
  });
  const [location] = await listLocations(ctx);
  locationId = location!.id;
  const address = {
    ...{ country: "CN", province: "北京市", city: "北京市", district: "东城区" },
    ...{ line1: "鼓楼东大街 1 号", line2: "", postcode: "", phone: "010-64000000" },
  };
  const hours = { "zh-CN": "每天 10 点到 18 点" };
  await updateLocation(ctx, { id: locationId, name: "鼓楼店", isPickup: true, address, hours });
});
afterAll(() => shop.close());

const valuesOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "g"))].map((match) => match[1]!);
const typed = {
  phone: "138 0013 8000",
  name: "林若水 🍵",
  country: "CN",
  province: "北京市",
  city: "",
  district: "东城区",
  line1: "砖塔里 17 号",
};

async function bag(): Promise<string> {
  const added = await shop.post("eaves", "/cart/add", { variant: store.variantIds[0]!, quantity: "1" });
  return added.headers.get("set-cookie")!.split(";")[0]!;
}

async function asked(cookie: string, fields: Record<string, string>): Promise<string> {
  return await (await shop.post("eaves", "/checkout/details", { ...typed, ...fields }, cookie)).text();
}

describe("delivery without script", () => {
  it("shows the rates of the province on asking, before anything is judged", async () => {
    const cookie = await bag();
    const html = await asked(cookie, { province: "新疆维吾尔自治区", line1: "", change: "address" });
    expect(html).toContain("慢递");
    expect(html).not.toContain('role="alert"');
    expect(html).toContain('value="林若水 🍵"');
    expect(html).toMatch(/<option[^>]*value="新疆维吾尔自治区"[^>]*selected=""/);
    expect(html).toMatch(/<option value="乌鲁木齐市"/);
  });

  it("says at the rates that a place is not sent to, and keeps what was typed", async () => {
    const cookie = await bag();
    const [rate] = valuesOf(await asked(cookie, { change: "address" }), "shippingRateId");
    const response = await shop.post(
      "eaves",
      "/checkout/details",
      { ...typed, province: "台湾省", city: "台北市", shippingRateId: rate! },
      cookie,
    );
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('data-code="shippingRateId_province_not_shipped"');
    expect(html).toContain("暂时送不到这个地方");
    expect(html).toContain('value="砖塔里 17 号"');
  });

  it("counts the digits of a mobile number", async () => {
    const html = await asked(await bag(), { phone: "1380013800" });
    expect(html).toContain('data-code="phone_digits"');
    expect(html).toContain("11 位数字");
  });

  it("lets it be fetched: no address is asked for, and the order says where and when", async () => {
    const cookie = await bag();
    const html = await asked(cookie, { delivery: "pickup", change: "delivery" });
    expect(html).not.toMatch(/id="line1"/);
    // For whoever changes their mind.
    expect(html).toMatch(/type="hidden" name="line1" value="砖塔里 17 号"/);
    expect(html).toContain("鼓楼店");
    expect(html).toContain("每天 10 点到 18 点");
    const form = Object.fromEntries(
      ["checkout", "key", "total"].map((name) => [name, valuesOf(html, name)[0]!]),
    );
    const person = { phone: "13800138000", name: "林若水", country: "CN", delivery: "pickup" };
    const pay = await shop.post(
      "eaves",
      "/checkout/pay",
      { ...person, ...form, shippingRateId: locationId, account: valuesOf(html, "account").at(-1)! },
      cookie,
    );
    expect(pay.status).toBe(303);
    const order = await (await shop.ask("eaves", pay.headers.get("location")!)).text();
    expect(order).toContain("北京市东城区鼓楼东大街 1 号");
    expect(order).toContain("还没有取");
  });
});
