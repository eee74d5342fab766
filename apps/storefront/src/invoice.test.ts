import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;
beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
});
afterAll(() => shop.close());

const valueIn = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

it("asks for a 发票 and shows the tax inside, without script", async () => {
  await shop.database.owner`update markets set tax_basis_points = 1300`;
  const add = await shop.post("eaves", "/cart/add", { variant: one.variantIds[0]!, quantity: "1" });
  const cookie = add.headers.get("set-cookie")!.split(";")[0]!;
  const page = await (await shop.ask("eaves", "/checkout", { headers: { cookie } })).text();
  const form = {
    phone: "13800138000",
    name: "林若水",
    country: "CN",
    province: "北京市",
    city: "北京市",
    line1: "砖塔里 17 号",
    email: "lin@example.com",
    shippingRateId: valueIn(page, "shippingRateId")!,
    invoiceKind: "company",
    invoiceTitle: "<b>腾讯</b>",
    invoiceTaxNumber: "9144030071526726X9",
  };
  const refused = await shop.post("eaves", "/checkout/details", form, cookie);
  const again = await refused.text();
  expect(refused.status).toBe(422);
  // Said beside its field, which holds what was typed, in a part that is open.
  expect(again).toMatch(/id="invoiceTaxNumber"[^>]*aria-invalid="true"/);
  expect(again).toContain('data-code="invoiceTaxNumber_ill_formed"');
  expect(valueIn(again, "invoiceTaxNumber")).toBe("9144030071526726X9");
  expect(valueIn(again, "invoiceTitle")).toBe("&lt;b&gt;腾讯&lt;/b&gt;");
  expect(again).toMatch(/<details class="note inv" open/);

  const right = { ...form, invoiceTaxNumber: "9144030071526726XG" };
  const saved = await (await shop.post("eaves", "/checkout/details", right, cookie)).text();
  expect(saved).toContain("含税费 13%");
  const names = ["checkout", "key", "saved", "total"].map((name) => [name, valueIn(saved, name)!] as const);
  const account = [...saved.matchAll(/name="account"[^>]*value="([^"]*)"/g)].at(-1)![1]!;
  const paid = await shop.post(
    "eaves",
    "/checkout/pay",
    { ...right, ...Object.fromEntries(names), account },
    cookie,
  );
  expect(paid.status).toBe(303);
  const order = await (await shop.ask("eaves", paid.headers.get("location")!)).text();
  expect(order).toContain('data-invoice="asked"');
  expect(order).toContain("9144030071526726XG");
});
