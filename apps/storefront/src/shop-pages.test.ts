import { updateProduct } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { putFile } from "@hutong/files";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let one: Awaited<ReturnType<typeof openTrialStore>>;

beforeAll(async () => {
  shop = await openTrialShop();
  one = await openTrialStore(shop, "eaves");
  await openTrialStore(shop, "other");
});
afterAll(() => shop.close());

const textOf = async (path: string, store = "eaves") => (await shop.ask(store, path)).text();

describe("pages", () => {
  it.each([
    "/",
    "/products/lao-qiang",
    "/collections/tea",
    "/collections",
    "/search?q=熟普",
    "/en/products/lao-qiang",
  ])("%s takes one burst of at most six statements, and from the cache none", async (path) => {
    await shop.ask("eaves", path);
    const again = await shop.ask("eaves", `${path}${path.includes("?") ? "&" : "?"}utm_source=letter`);
    expect(again.status).toBe(200);
    const { statements, transactions } = countsOf(again);
    if (path.startsWith("/search")) {
      expect(transactions).toBe(1);
      expect(statements).toBeLessThanOrEqual(6);
    } else expect(statements).toBe(0);
    expect(await again.text()).toContain("<main");
  });

  it("reads a product's page anew in one transaction", async () => {
    const { statements, transactions } = countsOf(await shop.ask("other", "/products/lao-qiang"));
    expect(transactions).toBeLessThanOrEqual(3); // the first ask also finds the store, its settings and its markets
    expect(statements).toBeLessThanOrEqual(9);
    const another = countsOf(await shop.ask("other", "/products/lao-qiang?variant=1&mode=elder"));
    expect(another.transactions).toBe(1);
    expect(another.statements).toBeLessThanOrEqual(6);
  });

  it("speaks the language of its address", async () => {
    expect(await textOf("/products/lao-qiang")).toContain("老墙");
    const english = await textOf("/en/products/lao-qiang");
    expect(english).toContain("Old Wall");
    expect(english).toContain('lang="en"');
    expect(english).toContain("Brick");
    expect((await shop.ask("eaves", "/fr/products/lao-qiang")).status).toBe(404);
  });

  it("promises what its rates do, before anybody gave an address", async () => {
    expect(await textOf("/products/lao-qiang")).toMatch(/约 \d+–\d+ 天送达/);
    expect(await textOf("/en/products/lao-qiang")).toMatch(/Delivered in \d+–\d+ days/);
  });

  it("finds Chinese words and the beginnings of Latin ones", async () => {
    expect(await textOf("/search?q=熟普")).toContain("lao-qiang");
    expect(await textOf("/en/search?q=wal")).toContain("lao-qiang");
    expect(await textOf("/search?q=咖啡")).toContain("没有“咖啡”");
    expect(await textOf(`/search?q=${encodeURIComponent("<script>alert(1)</script>")}`)).not.toContain(
      "<script>alert",
    );
  });

  it("strikes what is sold out, and does not sell it", async () => {
    const html = await textOf("/products/lao-qiang");
    const sold = /href="([^"]*)"[^>]*class=" no"/.exec(html)?.[1];
    expect(sold).toBeDefined();
    expect(await textOf(sold!)).toMatch(/<button[^>]*disabled[^>]*data-add/);
  });

  it("answers 304 to whoever has the page", async () => {
    const first = await shop.ask("eaves", "/");
    const etag = first.headers.get("etag")!;
    const second = await shop.ask("eaves", "/", { headers: { "if-none-match": etag } });
    expect(second.status).toBe(304);
  });

  it("shows a change after the next look at the changed tags", async () => {
    await textOf("/products/lao-qiang");
    const [[row]] = await one.ctx.read(
      sql<{
        version: number;
      }>`select version from products where store_id = ${one.ctx.storeId} and id = ${one.productId}`,
    );
    await updateProduct(one.ctx, { id: one.productId, version: row!.version, title: "新墙" });
    await shop.storefront.follow();
    await textOf("/products/lao-qiang"); // the old one may be served while the new one is made
    await new Promise((resolve) => setImmediate(resolve));
    await expect.poll(() => textOf("/products/lao-qiang")).toContain("新墙");
    await expect.poll(() => textOf("/collections/tea")).toContain("新墙");
  });

  it.each(["/nothing", "/products/nothing", "/collections/nothing", "/pages/nothing", "/products/a/b"])(
    "%s is the store's own 404",
    async (path) => {
      const response = await shop.ask("eaves", path);
      expect(response.status).toBe(404);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.text()).toContain('data-code="page_not_found"');
    },
  );

  it.each(["/orders/of-some-art", "/checkout/art", "/products/wall-art"])(
    "takes %s for no file of ours, whatever its end",
    async (path) => {
      const response = await shop.ask("eaves", path);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    },
  );

  it("says that no store lives at a host nobody has", async () => {
    const response = await shop.ask("nobody", "/", { headers: { "accept-language": "zh-CN" } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("这里没有店");
  });

  it("lets nothing inline run, and nobody frame it", async () => {
    const response = await shop.ask("eaves", "/");
    const policy = response.headers.get("content-security-policy")!;
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).not.toMatch(/ style="| on\w+="/);
  });

  it("serves a store's file on its own host only", async () => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>`;
    const { path } = await putFile(one.ctx, { bytes: Buffer.from(drawing) });
    const mine = await shop.ask("eaves", `/files/${path}`);
    expect(mine.status).toBe(200);
    expect(mine.headers.get("content-security-policy")).toContain("sandbox");
    expect((await shop.ask("other", `/files/${path}`)).status).toBe(404);
    expect((await shop.ask("eaves", `/files/../../../etc/passwd`)).status).toBe(404);
  });

  it("lists its pages for search engines", async () => {
    const xml = await textOf("/sitemap.xml");
    expect(xml).toContain("http://eaves.localhost/products/lao-qiang");
    expect(xml).toContain("http://eaves.localhost/en/products/lao-qiang");
    const others = (text: string) =>
      [...text.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)].map(([, locale, href]) => [locale, href]);
    const product = "http://eaves.localhost/products/lao-qiang";
    const expected = [
      ["zh-CN", product],
      ["en", "http://eaves.localhost/en/products/lao-qiang"],
      ["x-default", product],
    ];
    expect(others(await textOf("/en/products/lao-qiang"))).toEqual(expected);
    expect(others(xml)).toEqual(expect.arrayContaining(expected));
    expect(await textOf("/robots.txt")).toContain("Disallow: /checkout");
  });
});
