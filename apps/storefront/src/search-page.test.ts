import { upsertProducts } from "@hutong/catalogue";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;

beforeAll(async () => {
  shop = await openTrialShop();
  const { ctx } = await openTrialStore(shop, "eaves");
  const tee = (handle: string, vendor: string, price: number, colours: string[]) => ({
    handle,
    title: `纯棉T恤 ${handle}`,
    status: "active" as const,
    vendor,
    tags: ["夏季"],
    options: [{ name: "颜色" }],
    variants: colours.map((colour) => ({ options: [colour], price })),
  });
  await upsertProducts(ctx, [
    tee("plain", "素纺", 9_900, ["白", "黑"]),
    tee("heavy", "素纺", 15_900, ["黑"]),
    tee("brick", "老砖 & 子", 25_900, ["红"]),
  ]);
  await openTrialStore(shop, "other");
});
afterAll(() => shop.close());

const pageOf = async (path: string) => (await shop.ask("eaves", path)).text();
const handles = (html: string) => [...html.matchAll(/href="\/products\/([^"]+)"/g)].map((match) => match[1]);
const links = (html: string) =>
  [...html.matchAll(/href="(\/search\?[^"]*)"/g)].map((match) => match[1]!.replaceAll("&amp;", "&"));

it("narrows by links that a browser without script follows, and back", async () => {
  const all = await pageOf("/search?q=chunmian");
  expect(new Set(handles(all))).toEqual(new Set(["plain", "heavy", "brick"]));
  const byVendor = links(all).find((link) => link.includes("filter.p.vendor=%E8%80%81"))!;
  const narrowed = await pageOf(byVendor);
  expect(handles(narrowed)).toEqual(["brick"]);
  expect(narrowed).toContain("老砖 &amp; 子");
  expect(links(narrowed)).toContain("/search?q=chunmian");
  expect(narrowed).toContain('name="robots" content="noindex"');
});

it.each([
  ["filter.v.option.颜色=黑&sort_by=price-descending", ["heavy", "plain"]],
  ["filter.v.price.gte=100&filter.v.price.lte=200", ["heavy"]],
  ["filter.p.tag=夏季&sort_by=price-ascending", ["plain", "heavy", "brick"]],
  ["filter.p.vendor=nobody", []],
])("follows %s", async (query, found) => {
  expect(handles(await pageOf(`/search?q=T恤&${query}`))).toEqual(found);
});

it("offers to clear filters that nothing fits, and what comes near where nothing is found", async () => {
  const nothing = await pageOf("/search?q=T恤&filter.p.vendor=nobody");
  expect(nothing).toContain("没有符合这些条件的“T恤”");
  expect(nothing).toContain("清除全部条件");
  const near = await pageOf("/search?q=T恤烤箱");
  expect(near).toContain("没有“T恤烤箱”");
  expect(handles(near)).toContain("plain");
});

it("suggests while somebody types, in the page's language, with the way to all results", async () => {
  const answer = await shop.ask("eaves", "/en/search/suggest?q=laoqi");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { suggestions } = (await answer.json()) as { suggestions: unknown[] };
  expect(suggestions).toEqual([
    expect.objectContaining({ href: "/en/products/lao-qiang", title: "Old Wall", price: "¥298" }),
    { href: "/en/search?q=laoqi", title: "See all results", price: "", picture: null },
  ]);
  const none = await shop.ask("eaves", "/search/suggest?q=");
  expect(await none.json()).toEqual({ suggestions: [] });
});

it("answers hostile addresses with a page", async () => {
  for (const query of [
    "filter.v.price.gte=%27",
    "filter.v.option.=::",
    "page=-1",
    `filter.p.tag=${"x".repeat(5_000)}`,
    "filter.p.vendor=%00",
  ]) {
    const { status } = await shop.ask("eaves", `/search?q=T恤&${query}`);
    expect([query.slice(0, 20), status]).toEqual([query.slice(0, 20), 200]);
  }
  expect(await pageOf(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).not.toContain(
    "<script>alert",
  );
});
