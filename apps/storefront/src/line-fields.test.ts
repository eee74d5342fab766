import { putPurchaseRules, upsertProducts } from "@hutong/catalogue";
import { putGiftWrapping } from "@hutong/checkout";
import { type StoreContext, sql } from "@hutong/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let variant: string;
let handle: string;
let ctx: StoreContext;
beforeAll(async () => {
  shop = await openTrialShop();
  const store = await openTrialStore(shop, "eaves");
  ctx = store.ctx;
  variant = store.variantIds[0]!;
  const [[row]] = await ctx.read(sql<{ id: string; handle: string }>`
    select p.id, p.handle from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${ctx.storeId} and v.id = ${variant}`);
  handle = row!.handle;
  await putPurchaseRules(ctx, {
    productId: row!.id,
    fields: [
      {
        id: "words",
        label: { "zh-CN": "刻字", en: "Engraving" },
        kind: "text",
        isRequired: true,
        maxLength: 12,
        choices: [],
      },
      {
        id: "box",
        label: { "zh-CN": "盒子" },
        kind: "choice",
        isRequired: false,
        maxLength: 1,
        choices: [{ "zh-CN": "木盒" }, { "zh-CN": "<纸盒>" }],
      },
    ],
    quantity: { least: 2, most: 6, step: 2, of: "variant" },
  });
});
afterAll(() => shop.close());

const onward = "then";
const cookieOf = (response: Response) => response.headers.get("set-cookie")!.split(";")[0]!;

it("the product's page asks for what its merchant wants to know, and in which numbers it is sold", async () => {
  const html = await (await shop.ask("eaves", `/products/${handle}`)).text();
  expect(html).toMatch(
    /<label for="properties\.words">刻字[^/]*<\/label><input id="properties\.words"[^>]* required=""/,
  );
  expect(html).toContain('<option value="1">&lt;纸盒&gt;</option>');
  expect(html).toMatch(/min="2" max="6" step="2"/);
  expect(html).toContain("2 件起售，按 2 件的倍数购买，每单最多 6 件");
});

it("of goods sold by weight one chooses a weight, and the price says for how much it is", async () => {
  const [made] = await upsertProducts(ctx, [
    { handle: "loose", title: "散茶", status: "active", variants: [{ options: [], price: 3800 }] },
  ]);
  if (made?.kind === "refused") throw new Error("refused");
  const weight = { amount: 50, unit: "gram" } as const;
  const quantity = { least: 2, most: 6, step: 2, of: "variant", weight } as const;
  await putPurchaseRules(ctx, { productId: made!.id, fields: [], quantity });
  const html = (await (await shop.ask("eaves", "/products/loose")).text()).replaceAll("<!-- -->", "");
  expect(
    [...html.matchAll(/<option value="(\d)"[^>]*>([^<]*)</g)].map(([, units, text]) => [units, text]),
  ).toEqual([
    ["2", "100克"],
    ["4", "200克"],
    ["6", "300克"],
  ]);
  expect(html).toContain("<small> / 50克</small>");
  expect(html).toContain("100克起售，按 100克的倍数购买，每单最多 300克");
  expect(html).toContain('"referenceQuantity":{"@type":"QuantitativeValue","value":50,"unitCode":"GRM"}');
});

it("what is missing is asked for on a page of its own, without script, and what was typed stays there", async () => {
  const asked = Object.fromEntries([
    ["variant", variant],
    ["quantity", "2"],
    [onward, "checkout"],
    ["properties.words", " "],
    ["properties.box", "1"],
  ]);
  const answer = await shop.post("eaves", "/cart/add", asked);
  const html = await answer.text();
  expect(answer.status).toBe(422);
  expect(html).toContain('data-code="properties_invalid"');
  expect(html).toMatch(
    /<p class="bad" id="properties\.words-fault" role="alert" data-code="missing">请填写这一项。/,
  );
  expect(html).toContain('<option value="1" selected="">&lt;纸盒&gt;</option>');
  expect(html).toContain('<input type="hidden" name="then" value="checkout"/>');
  const long = await shop.post("eaves", "/cart/add", {
    ...asked,
    "properties.words": "一二三四五六七八九十十一十二",
  });
  expect(await long.text()).toContain("最多 12 个字。");
});

it("what was filled in stands in the bag and the checkout as text, and names its line when that is changed", async () => {
  const first = await shop.post("eaves", "/cart/add", {
    variant,
    quantity: "2",
    "properties.words": "<i>林</i>",
    "properties.box": "1",
  });
  expect(first.status).toBe(303);
  const cookie = cookieOf(first);
  await shop.post("eaves", "/cart/add", { variant, quantity: "1", "properties.words": "若水" }, cookie);
  const bag = await (await shop.ask("eaves", "/cart", { headers: { cookie } })).text();
  expect(bag).toContain('data-property="words">刻字<!-- -->: <bdi>&lt;i&gt;林&lt;/i&gt;</bdi>');
  expect(bag).toContain("盒子<!-- -->: <bdi>&lt;纸盒&gt;</bdi>");
  expect(bag).toContain("现有 3 件，要按 2 件的倍数买，请改成 4 件。");
  const marks = [...bag.matchAll(/name="mark" value="([^"]+)"/g)].map(([, mark]) => mark!);
  expect(new Set(marks).size).toBe(2);
  const before = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  expect(before).toContain('data-fault="step"');
  expect(before).not.toContain("data-pay");
  await shop.post("eaves", "/cart/update", { variant, mark: marks[1]!, quantity: "2" }, cookie);
  const again = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  expect(again).toContain("&lt;i&gt;林&lt;/i&gt;");
  expect(again).toContain("若水");
  expect(again).not.toContain("data-fault");
});

it("words for a gift's card that were typed and not added go along, and the new sum is shown before it is paid", async () => {
  const [made, goods] = await upsertProducts(ctx, [
    { handle: "wrap", title: "锦盒包装", status: "active", variants: [{ options: [], price: 1000 }] },
    { handle: "bowl", title: "茶碗", status: "active", variants: [{ options: [], price: 5000 }] },
  ]);
  if (made?.kind === "refused" || goods?.kind === "refused") throw new Error("refused");
  await putPurchaseRules(ctx, {
    productId: made!.id,
    fields: [
      { id: "card", label: { "zh-CN": "贺卡" }, kind: "text", isRequired: true, maxLength: 6, choices: [] },
    ],
    quantity: null,
  });
  await putGiftWrapping(ctx, { variantId: made!.variantIds[0]! });
  const cookie = cookieOf(
    await shop.post("eaves", "/cart/add", { variant: goods!.variantIds[0]!, quantity: "1" }),
  );
  const page = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  expect(page).toContain("加上 ¥10.00");
  const fieldOf = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(page)![1]!;
  const form = {
    ...{
      name: "林若水",
      phone: "13800138000",
      country: "CN",
      province: "浙江省",
      city: "杭州市",
      line1: "文三路 1 号",
    },
    ...Object.fromEntries(
      ["shippingRateId", "checkout", "key", "total", "due", "wrappingVariant", "account"].map((name) => [
        name,
        fieldOf(name),
      ]),
    ),
  };
  const long = await shop.post(
    "eaves",
    "/checkout/pay",
    { ...form, "properties.card": "一二三四五六七" },
    cookie,
  );
  expect(await long.text()).toMatch(/id="properties\.card-fault" role="alert" data-code="too_long"/);
  const shown = await shop.post("eaves", "/checkout/pay", { ...form, "properties.card": "生日快乐" }, cookie);
  const html = await shown.text();
  expect(shown.status).toBe(409);
  expect(html).toContain('data-code="wrapping_added"');
  expect(html).toContain("生日快乐");
  expect(html).toContain('value="文三路 1 号"');
  const [[orders]] = await ctx.read(
    sql<{ count: number }>`select count(*)::int as count from orders where store_id = ${ctx.storeId}`,
  );
  expect(orders!.count).toBe(0);
  const mark = /name="wrappingMark" value="([^"]+)"/.exec(html)![1]!;
  const without = await shop.post(
    "eaves",
    "/checkout/wrapping",
    { ...form, wrapping: "remove", wrappingMark: mark },
    cookie,
  );
  expect(await without.text()).toContain("加上 ¥10.00");
});
