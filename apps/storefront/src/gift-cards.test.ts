import { issueGiftCard } from "@hutong/gift-cards";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;
beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
});
afterAll(() => shop.close());

let keys = 0;
async function issue(amount: number): Promise<{ id: string; code: string }> {
  keys += 1;
  const { id, code } = await issueGiftCard(one.ctx, { amount, key: `k${keys}` });
  return { id, code: code! };
}

const address = {
  phone: "13800138000",
  name: "林若水",
  country: "CN",
  province: "北京市",
  city: "北京市",
  district: "东城区",
  line1: "砖塔里 17 号",
};
const fieldOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

/** The checkout of one thing, as a browser without script has it: what its form holds, and a way to press its buttons. */
async function open() {
  const added = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, quantity: "1" });
  const cookie = added.headers.get("set-cookie")!.split(";")[0]!;
  let page = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  const fields = () => ({
    ...address,
    ...Object.fromEntries(
      ["shippingRateId", "checkout", "key", "saved", "total", "due", "account"].map((name) => [
        name,
        fieldOf(page, name) ?? "",
      ]),
    ),
  });
  return {
    total: Number(fieldOf(page, "total")),
    page: () => page,
    async press(path: string, typed: Record<string, string> = {}) {
      const answer = await shop.post("eaves", `/checkout/${path}`, { ...fields(), ...typed }, cookie);
      if (answer.status !== 303) page = await answer.text();
      return answer;
    },
  };
}

it("a card is put on, says what it pays and has, and is taken off, and what was typed stays", async () => {
  const { total, page, press } = await open();
  const card = await issue(1_000);
  await press("gift-cards", { giftCard: card.code, note: "门口" });
  expect(page()).toContain(`礼品卡 尾号 ${card.code.slice(-4)}`);
  expect(page()).toContain("可用 ¥10");
  expect(page()).toContain("门口");
  expect(Number(fieldOf(page(), "due"))).toBe(total - 1_000);
  expect(page()).not.toContain(card.code);
  await press("gift-cards/remove", { remove: card.id });
  expect(page()).not.toContain("礼品卡 尾号");
  expect(Number(fieldOf(page(), "due"))).toBe(total);
});

it("a wrong code is said at its field, with what was typed, and stops nothing", async () => {
  const { page, press } = await open();
  const answer = await press("gift-cards", { giftCard: "1234-<b>" });
  expect(answer.status).toBe(422);
  expect(page()).toMatch(/id="giftCard-fault"[^>]*data-code="gift_card_unknown"/);
  expect(page()).toContain('value="1234-&lt;b&gt;"');
  expect(page()).not.toContain('class="alert"');
  await press("gift-cards", { giftCard: "" });
  expect(page()).toContain('data-code="gift_card_missing"');
  expect((await press("pay")).status).toBe(303);
});

it("whoever pays with a code that was not put on yet sees the new sum first", async () => {
  const { total, page, press } = await open();
  const card = await issue(1_000);
  const answer = await press("pay", { giftCard: card.code });
  expect(answer.status).toBe(409);
  expect(page()).toContain('data-code="gift_card_applied"');
  expect(Number(fieldOf(page(), "due"))).toBe(total - 1_000);
  expect(await shop.database.owner`select 1 from orders where tendered > 0`).toEqual([]);
  const paid = await press("pay");
  expect(paid.headers.get("location")).toMatch(/\/orders\//);
  const order = await (await shop.ask("eaves", paid.headers.get("location")!)).text();
  expect(order).toContain(`礼品卡 尾号 ${card.code.slice(-4)}`);
});

it("where nothing is left to pay no method is asked for", async () => {
  const { page, press } = await open();
  const card = await issue(1_000_000);
  await press("gift-cards", { giftCard: card.code });
  expect(page()).not.toContain('name="account"');
  expect(page()).toContain("提交订单，不用再付");
  const placed = await press("pay");
  const order = await (await shop.ask("eaves", placed.headers.get("location")!)).text();
  expect(order).toContain("付好了，谢谢您");
  expect(order).toMatch(/礼品卡<\/p>/);
});
