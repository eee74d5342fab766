import { createDiscount } from "@hutong/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let variant: string;
beforeAll(async () => {
  shop = await openTrialShop();
  const { ctx, variantIds } = await openTrialStore(shop, "eaves");
  variant = variantIds[0]!;
  const base = {
    class: "order" as const,
    method: "code" as const,
    value: { kind: "percentage" as const, basisPoints: 1000 },
    targets: "all" as const,
    minimum: null,
    combines: [],
    markets: null,
    isFirstOrderOnly: false,
    startsAt: new Date(0),
    endsAt: null,
    mostUses: null,
    mostPerCustomer: null,
  };
  await createDiscount(ctx, { ...base, name: { "zh-CN": "新茶九折", en: "New tea" }, codes: ["NEWTEA"] });
  await createDiscount(ctx, {
    ...base,
    name: { "zh-CN": "满三百减五十" },
    value: { kind: "amount", amount: 5000 },
    minimum: { amount: 30_000 },
    codes: ["BIG"],
  });
  await createDiscount(ctx, {
    ...base,
    name: { "zh-CN": "<b>Odd</b> & even" },
    value: { kind: "percentage", basisPoints: 500 },
    codes: ["ODD"],
  });
});
afterAll(() => shop.close());

const cookieOf = (response: Response) => response.headers.get("set-cookie")!.split(";")[0]!;
const bag = async () => cookieOf(await shop.post("eaves", "/cart/add", { variant, quantity: "1" }));
const look = async (path: string, cookie: string) =>
  (await shop.ask("eaves", path, { headers: { cookie } })).text();

it("a code is put in on the page of the checkout without script, and what was typed stays", async () => {
  const cookie = await bag();
  const typed = { name: "林若水", line1: "砖塔里 17 号", country: "CN", code: " newtea " };
  const html = await (await shop.post("eaves", "/checkout/code", typed, cookie)).text();
  expect(html).toContain('data-discount-code="taken"');
  expect(html).toContain("新茶九折");
  expect(html).toContain("−¥29.80");
  expect(html).toContain('value="林若水"');
  const short = await (await shop.post("eaves", "/checkout/code", { code: "big" }, cookie)).text();
  expect(short).toContain('data-discount-code="minimum_amount"');
  expect(short).toContain("再买 ¥2.00 就能用。");
  const dropped = await (await shop.post("eaves", "/checkout/code", { drop: "NEWTEA" }, cookie)).text();
  expect(dropped).not.toContain('value="NEWTEA"');
});

it("a code that is typed and not put in is not passed over by the button that pays", async () => {
  const cookie = await bag();
  const answer = await shop.post(
    "eaves",
    "/checkout/pay",
    { name: "a", line1: "b", code: "no-such" },
    cookie,
  );
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('data-code="code_unknown"');
  expect(html).toContain('value="no-such"');
});

it("a link brings its code along, into a new bag too, and leads only into the shop", async () => {
  const first = await shop.ask("eaves", "/discount/newtea?redirect=/collections/tea");
  expect([first.status, first.headers.get("location")]).toEqual([303, "/collections/tea"]);
  const cookie = cookieOf(first);
  await shop.post("eaves", "/cart/add", { variant, quantity: "1" }, cookie);
  expect(await look("/cart", cookie)).toContain("新茶九折");
  expect(await look("/en/cart", cookie)).toContain("New tea");
  for (const away of ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere"]) {
    const answer = await shop.ask("eaves", `/discount/newtea?redirect=${encodeURIComponent(away)}`);
    expect(answer.headers.get("location")).toBe("/");
  }
  const unknown = await shop.ask("eaves", "/discount/nothing", { headers: { cookie } });
  expect(unknown.status).toBe(422);
  expect(await unknown.text()).toContain('data-code="code_unknown"');
});

it("a thousand tries find nothing: one bag has fifteen, one address a hundred in a quarter of an hour", async () => {
  const cookie = await bag();
  const one = () => shop.post("eaves", "/cart/code", { code: `guess-${Math.random()}` }, cookie);
  const statuses = [];
  for (let index = 0; index < 18; index += 1) statuses.push((await one()).status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(15);
  expect(statuses.slice(15)).toEqual([429, 429, 429]);
  // A code that is good is not told from one that is not any more.
  expect((await shop.post("eaves", "/cart/code", { code: "NEWTEA" }, cookie)).status).toBe(429);
  expect(await look("/checkout", cookie)).toContain("data-total");
});

it("says where every cent comes from, in the customer's words, and what a merchant wrote stays text", async () => {
  const cookie = await bag();
  await shop.post("eaves", "/checkout/code", { code: "odd" }, cookie);
  const html = await look("/checkout", cookie);
  const [why = ""] = html.match(/<details class="why".*?<\/details>/s) ?? [];
  expect(why).toContain("<summary>价格怎么来的</summary>");
  expect(why).toContain("&lt;b&gt;Odd&lt;/b&gt; &amp; even <small>ODD · 减 5%</small></span><b>−¥14.90</b>");
  expect(why).toMatch(/data-reason="line"><p><span>[^<]+(?: <small>[^<]+<\/small>)?<\/span><b>¥298\.00<\/b>/);
  expect(why).toMatch(
    /data-reason="on_line"><p><span>[^<]+ <small>[^<]*按 ¥298\.00 计<\/small><\/span><b>−¥14\.90<\/b>/,
  );
  expect(why).toMatch(/data-reason="total"><p><span>合计<\/span>/);
});
