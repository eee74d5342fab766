import { countFacets, putCollections, upsertProducts } from "@hutong/catalogue";
import { system } from "@hutong/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;

beforeAll(async () => {
  shop = await openTrialShop();
  const { ctx } = await openTrialStore(shop, "eaves");
  const tee = (handle: string, vendor: string, price: number, sizes: string[], tags: string[] = []) => ({
    handle,
    title: `T恤 ${handle}`,
    status: "active" as const,
    ...{ vendor, tags, options: [{ name: "尺码" }] },
    variants: sizes.map((size) => ({ options: [size], price })),
  });
  await upsertProducts(ctx, [
    tee("plain", "素纺", 9_900, ["M", "S"]),
    tee("heavy", "素纺", 15_900, ["L"], ["厚"]),
    tee("brick", "老砖 & 子", 25_900, ["M", "XL"]),
  ]);
  await putCollections(ctx, [{ handle: "tees", title: "T恤", products: ["plain", "heavy", "brick"] }]);
  await countFacets(ctx.as({ actor: system }));
});
afterAll(() => shop.close());

const pageOf = async (path: string) => (await shop.ask("eaves", path)).text();
const handles = (html: string) => [
  ...new Set([...html.matchAll(/href="(?:\/en)?\/products\/([^"]+)"/g)].map((match) => match[1])),
];
const links = (html: string) =>
  [...html.matchAll(/<a (?:class="lnk" )?href="((?:\/en)?\/collections\/tees[^"]*)"([^>]*)>/g)].map(
    ([, href, rest]) => ({
      href: href!.replaceAll("&amp;", "&"),
      isFollowed: !rest!.includes("nofollow"),
    }),
  );
const canonicalOf = (html: string) => /rel="canonical" href="[^"]*?(\/collections[^"]*)"/.exec(html)?.[1];
const query = (params: Record<string, string>) => `/collections/tees?${new URLSearchParams(params)}`;

it("is narrowed by links that a browser without script follows, and back, value by value", async () => {
  const all = await pageOf("/collections/tees");
  expect(handles(all)).toEqual(["plain", "heavy", "brick"]);
  expect(all.indexOf(">S<")).toBeLessThan(all.indexOf(">M<"));
  const medium = links(all).find(({ href }) => href.includes("%E5%B0%BA%E7%A0%81=M"))!;
  expect(medium.isFollowed).toBe(true);
  const narrowed = await pageOf(medium.href);
  expect(handles(narrowed)).toEqual(["plain", "brick"]);
  expect(canonicalOf(narrowed)).toBe("/collections/tees");
  expect(narrowed).not.toContain('name="robots"');
  const both = links(narrowed).find(({ href }) => href.includes("filter.p.vendor=%E8%80%81"))!;
  expect(both.isFollowed).toBe(false);
  const last = await pageOf(both.href);
  expect(handles(last)).toEqual(["brick"]);
  expect(last).toContain('name="robots" content="noindex"');
  expect(links(last)).toContainEqual({ href: medium.href, isFollowed: true });
  expect(links(last)).toContainEqual({ href: "/collections/tees", isFollowed: true });
});

it.each<[Record<string, string>, string[]]>([
  [{ "filter.v.price.gte": "99", "filter.v.price.lte": "159.00" }, ["plain", "heavy"]],
  [{ "filter.p.tag": "厚", "filter.v.availability": "1" }, ["heavy"]],
  [{ "filter.v.availability": "1", sort_by: "price-descending" }, ["brick", "heavy", "plain"]],
  [{ sort_by: "title-ascending" }, ["brick", "heavy", "plain"]],
  [
    { "filter.v.price.lte": "x", "filter.v.option.": "y", "filter.p.vendor": "\0" },
    ["plain", "heavy", "brick"],
  ],
])("follows %j", async (params, wanted) => {
  expect(handles(await pageOf(query(params)))).toEqual(wanted);
});

it("says what to take away where nothing fits, and what that would show", async () => {
  const html = await pageOf(`/en${query({ "filter.p.tag": "厚", "filter.p.vendor": "老砖 & 子" })}`);
  expect(handles(html)).toEqual([]);
  expect(html).toContain("Nothing fits all of these at once. Take one away:");
  expect(html).toMatch(/Without 厚<small>1 item<\/small>/);
  expect(links(html)).toContainEqual({ href: "/en/collections/tees", isFollowed: true });
  expect(await pageOf(query({ "filter.p.tag": "薄" }))).toContain("没有符合这个条件的");
});

it("keeps a page of one filter, and makes those of several anew in one burst", async () => {
  const one = query({ "filter.p.vendor": "素纺" });
  await shop.ask("eaves", one);
  expect(countsOf(await shop.ask("eaves", one)).statements).toBe(0);
  const two = query({ "filter.p.vendor": "素纺", "filter.v.availability": "1" });
  await shop.ask("eaves", two);
  const again = countsOf(await shop.ask("eaves", two));
  expect(again.transactions).toBe(1);
  expect(again.statements).toBeLessThanOrEqual(6);
});

it("keeps search engines from orders and from several filters at once", async () => {
  const robots = await pageOf("/robots.txt");
  expect(robots).toContain("Disallow: /*collections/*sort_by=\n");
  expect(robots).toContain("Disallow: /*collections/*filter.*&*filter.\n");
});
