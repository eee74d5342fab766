import { judgeOwners } from "@hutong/catalogue";
import { defineMetafield, setMetafields } from "@hutong/metafields";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;

beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
});
afterAll(() => shop.close());

const page = "/en/products/lao-qiang";
let asked = 0;
// A variant that nobody has is another page to the cache, and the same to read.
const anew = async () => {
  asked += 1;
  const response = await shop.ask("eaves", `${page}?variant=${asked}`);
  const { statements, transactions } = countsOf(response);
  return { html: await response.text(), statements, transactions };
};

it("shows what a merchant's own fields say of a product, and asks for nothing where none are to be seen", async () => {
  await anew();
  const field = { ownerType: "PRODUCT" as const, namespace: "tea" };
  await defineMetafield(one.ctx, { ...field, key: "cost", name: "Cost", type: "number_integer" });
  const without = await anew();
  expect(without.transactions).toBe(1);

  const shown = { ...field, storefrontAccess: "PUBLIC_READ" as const };
  await defineMetafield(one.ctx, { ...shown, key: "picked", name: "Picked on", type: "date" });
  await defineMetafield(one.ctx, { ...shown, key: "organic", name: "Organic", type: "boolean" });
  await defineMetafield(one.ctx, {
    ...shown,
    key: "pairs",
    name: "Goes with",
    type: "list.product_reference",
  });
  const value = { ownerType: "PRODUCT" as const, ownerId: one.productId, namespace: "tea" };
  const values = [
    { ...value, key: "cost", value: "77123" },
    { ...value, key: "picked", value: "2026-04-05" },
    { ...value, key: "organic", value: "true" },
  ];
  expect(await setMetafields(one.ctx, { metafields: values }, judgeOwners)).toMatchObject({ kind: "saved" });
  await shop.storefront.follow();
  await anew(); // reads the shell anew too
  const plain = await anew();
  expect(plain.html).toMatch(/<dt>Picked on<\/dt><dd>.*April 5, 2026/);
  expect(plain.html).toMatch(/<dt>Organic<\/dt><dd>.*Yes/);
  expect(plain.html).not.toContain("77,123");
  expect(plain).toMatchObject({ transactions: 1, statements: without.statements + 1 });

  const pairs = { ...value, key: "pairs", value: JSON.stringify([one.productId]) };
  await setMetafields(one.ctx, { metafields: [pairs] }, judgeOwners);
  const linked = await anew();
  expect(linked.html).toMatch(/<dt>Goes with<\/dt><dd>.*<a href="\/en\/products\/lao-qiang/);
  expect(linked).toMatchObject({ transactions: 2, statements: without.statements + 2 });
});
