import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;

beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
  await openTrialStore(shop, "other");
  await shop.ask("eaves", "/cart"); // finds the store and its shell once
  await shop.ask("other", "/cart");
});
afterAll(() => shop.close());

const cookieOf = (response: Response) => response.headers.get("set-cookie")!.split(";")[0]!;
const codeOf = async (response: Response) => /data-code="([^"]+)"/.exec(await response.text())?.[1];
const valuesOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}"[^>]*value="([^"]*)"`, "g"))].map((match) => match[1]!);

async function bag(quantity = "1"): Promise<string> {
  return cookieOf(await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, quantity }));
}

// Biome takes a property of this name for a thenable.
const thenCheckout = Object.fromEntries(new URLSearchParams("then=checkout"));

const address = {
  phone: "138 0013 8000",
  name: "林若水",
  country: "CN",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "砖塔里 17 号",
};

async function rateOf(cookie: string): Promise<string> {
  const html = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  return valuesOf(html, "shippingRateId")[0]!;
}

describe("buying without script", () => {
  it("goes through five requests within the budget of statements and transactions", async () => {
    const add = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, ...thenCheckout });
    expect([add.status, add.headers.get("location")]).toEqual([303, "/checkout"]);
    const cookie = cookieOf(add);
    const open = await shop.ask("eaves", "/checkout", { headers: { cookie } });
    const shippingRateId = valuesOf(await open.text(), "shippingRateId")[0]!;
    const saved = await shop.post("eaves", "/checkout/details", { ...address, shippingRateId }, cookie);
    expect(saved.status).toBe(200);
    const html = await saved.text();
    const form = Object.fromEntries(
      ["checkout", "key", "saved", "total"].map((name) => [name, valuesOf(html, name)[0]!]),
    );
    const account = valuesOf(html, "account").at(-1)!; // the pretend provider, which pays at once
    const pay = await shop.post(
      "eaves",
      "/checkout/pay",
      { ...address, phone: "13800138000", shippingRateId, ...form, account },
      cookie,
    );
    expect(pay.status).toBe(303);
    const order = await shop.ask("eaves", pay.headers.get("location")!);
    expect(await order.text()).toContain("付好了，谢谢您");
    const all = [add, open, saved, pay, order].map(countsOf);
    const sum = (name: "statements" | "transactions") => all.reduce((total, one) => total + one[name], 0);
    expect(sum("statements")).toBeLessThanOrEqual(15);
    expect(sum("transactions")).toBeLessThanOrEqual(6);
    expect(pay.headers.get("set-cookie")).toContain("Max-Age=0");
  });

  it("goes through four requests where the first page's sum is right", async () => {
    const add = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, ...thenCheckout });
    const cookie = cookieOf(add);
    const open = await shop.ask("eaves", "/checkout", { headers: { cookie } });
    const html = await open.text();
    const form = Object.fromEntries(
      ["shippingRateId", "checkout", "key", "saved", "total"].map((name) => [name, valuesOf(html, name)[0]!]),
    );
    expect(form.saved).toBe("");
    const account = valuesOf(html, "account").at(-1)!; // the pretend provider, which pays at once
    const pay = await shop.post("eaves", "/checkout/pay", { ...address, ...form, account }, cookie);
    expect(pay.status).toBe(303);
    const order = await shop.ask("eaves", pay.headers.get("location")!);
    expect(await order.text()).toContain("付好了，谢谢您");
    const all = [add, open, pay, order].map(countsOf);
    const sum = (name: "statements" | "transactions") => all.reduce((total, one) => total + one[name], 0);
    expect([sum("statements"), sum("transactions")]).toEqual([11, 5]);
    // Back, and pressed again: the cart's cookie is gone by now.
    const again = await shop.post("eaves", "/checkout/pay", { ...address, ...form, account });
    expect(again.headers.get("location")).toBe(pay.headers.get("location"));
  });

  it("pressing pay with a field missing says so there, keeps what was typed, and asks for no second look at the sum", async () => {
    const cookie = await bag();
    const html = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
    const [checkout, total, rate] = ["checkout", "total", "shippingRateId"].map(
      (name) => valuesOf(html, name)[0]!,
    );
    const account = valuesOf(html, "account").at(-1)!;
    const form = {
      ...address,
      line1: "",
      checkout: checkout!,
      total: total!,
      shippingRateId: rate!,
      account,
    };
    const refused = await shop.post("eaves", "/checkout/pay", form, cookie);
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(again).toContain('data-code="line1_missing"');
    expect(again).toContain('value="林若水"');
    expect(again.match(/<input[^>]*autofocus[^>]*>/gi)).toEqual([expect.stringContaining('id="line1"')]);
    expect(again).toMatch(new RegExp(`checked=""[^>]*value="${account}"`));
    const mended = { ...form, line1: "砖塔里 17 号", checkout: valuesOf(again, "checkout")[0]! };
    expect((await shop.post("eaves", "/checkout/pay", mended, cookie)).status).toBe(303);
  });

  it("keeps the cart in a cookie that no script and no other site gets at", async () => {
    const response = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]! });
    expect(response.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax$/);
  });

  it("says under each field what is wrong, and keeps what was typed", async () => {
    const cookie = await bag();
    const fields = { ...address, phone: "12", line1: "", shippingRateId: await rateOf(cookie) };
    const response = await shop.post("eaves", "/checkout/details", fields, cookie);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('data-code="phone_ill_formed"');
    expect(html).toContain('data-code="line1_missing"');
    expect(html).toMatch(/id="phone"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*phone-fault/);
    expect(html).toContain('value="林若水"');
  });

  it("says that a name of 300 letters is too long", async () => {
    const cookie = await bag();
    const fields = { ...address, name: "若".repeat(300), shippingRateId: await rateOf(cookie) };
    const response = await shop.post("eaves", "/checkout/details", fields, cookie);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('data-code="name_too_long"');
  });

  it("stops where a changed address changes the sum", async () => {
    const cookie = await bag();
    const shippingRateId = await rateOf(cookie);
    const html = await (
      await shop.post("eaves", "/checkout/details", { ...address, shippingRateId }, cookie)
    ).text();
    const checkout = valuesOf(html, "checkout")[0]!;
    const account = valuesOf(html, "account")[0]!;
    await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]! }, cookie);
    const fields = {
      ...address,
      name: "若水",
      shippingRateId,
      checkout,
      account,
      key: "k1",
      saved: "x",
      total: "1",
    };
    const response = await shop.post("eaves", "/checkout/pay", fields, cookie);
    expect(response.status).toBe(409);
    expect(await codeOf(response)).toBe("changed");
  });
});

describe("bad input", () => {
  it.each([
    ["0", "quantity_invalid"],
    ["-1", "quantity_invalid"],
    ["1.5", "quantity_invalid"],
    ["many", "quantity_invalid"],
    ["1000000000", "quantity_too_large"],
  ])("quantity %s is refused as %s", async (quantity, code) => {
    const response = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, quantity });
    expect(response.status).toBe(422);
    expect(await codeOf(response)).toBe(code);
  });

  it.each(["", "nothing", "01a20e06-d6f2-738b-af90-097a6f53e3cd"])(
    "variant %j is unknown",
    async (variant) => {
      const response = await shop.post("eaves", "/cart/add", { variant });
      expect(await codeOf(response)).toBe("unknown_variant");
    },
  );

  it("knows no variant, cart or order of another store", async () => {
    const foreign = await shop.post("other", "/cart/add", { variant: one.variantIds[0]! });
    expect(await codeOf(foreign)).toBe("unknown_variant");
    const cookie = await bag();
    const cart = await shop.ask("other", "/cart.json?whole=1", { headers: { cookie } });
    expect(await cart.json()).toMatchObject({ count: 0 });
    const update = await shop.post(
      "other",
      "/cart/update",
      { variant: one.variantIds[0]!, quantity: "2" },
      cookie,
    );
    expect(await codeOf(update)).toBe("cart_not_found");
    const order = await shop.ask("eaves", `/orders/${"a".repeat(56)}`);
    expect([order.status, await codeOf(order)]).toEqual([404, "order_not_found"]);
    expect((await shop.ask("eaves", `/checkout/${"a".repeat(56)}/waiting`)).status).toBe(404);
  });

  it("takes no form from another site", async () => {
    const response = await shop.ask("eaves", "/cart/add", {
      method: "POST",
      body: new URLSearchParams({ variant: one.variantIds[0]! }),
      headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    });
    expect([response.status, await codeOf(response)]).toEqual([403, "form_foreign"]);
  });

  it("takes no form beyond its size", async () => {
    const response = await shop.post("eaves", "/cart/add", { variant: "x".repeat(100_000) });
    expect(await codeOf(response)).toBe("form_too_large");
  });
});

describe("a shop with no way to pay", () => {
  it("says so, and shows no button that leads nowhere", async () => {
    const { ctx, variantIds } = await openTrialStore(shop, "unpaid");
    await shop.database.owner`update payment_accounts set is_enabled = false where store_id = ${ctx.storeId}`;
    const cookie = cookieOf(await shop.post("unpaid", "/cart/add", { variant: variantIds[0]! }));
    const html = await (await shop.ask("unpaid", "/checkout", { headers: { cookie } })).text();
    expect(html).toContain('data-code="no_method"');
    expect(html).not.toContain("data-pay");
  });
});

describe("with the database away", () => {
  it("goes on with kept pages and says when to come back for the rest", async () => {
    const away = await openTrialShop();
    await openTrialStore(away, "eaves");
    const kept = await (await away.ask("eaves", "/products/lao-qiang")).text();
    await away.database.cell.end();
    const again = await away.ask("eaves", "/products/lao-qiang");
    expect([again.status, await again.text()]).toEqual([200, kept]);
    const checkout = await away.ask("eaves", "/checkout");
    expect([checkout.status, checkout.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(await codeOf(checkout)).toBe("database_away");
    await away.close();
  });

  it("tells nobody who comes back from paying that they have not been charged", async () => {
    const away = await openTrialShop();
    const { variantIds } = await openTrialStore(away, "eaves");
    const cookie = cookieOf(await away.post("eaves", "/cart/add", { variant: variantIds[0]! }));
    const page = await (await away.ask("eaves", "/checkout", { headers: { cookie } })).text();
    const ref = valuesOf(page, "checkout")[0]!;
    await away.database.cell.end();
    const back = await away.ask("eaves", `/checkout/${ref}/return`);
    const html = await back.text();
    expect(back.status).toBe(503);
    expect(html).toContain("要是已经付了，不要再付");
    expect(html).not.toContain("没有扣您的钱");
    expect(html).toContain(`href="/checkout/${ref}/waiting"`);
    await away.close();
  });
});
