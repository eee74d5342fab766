import { savePictures } from "@hutong/catalogue";
import { sql } from "@hutong/db";
import { putFile, setFocus } from "@hutong/files";
import { looksOf, photo } from "@hutong/files/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

let shop: TrialShop;
let path: string;

beforeAll(async () => {
  shop = await openTrialShop();
  const { ctx } = await openTrialStore(shop, "eaves");
  const file = await putFile(ctx, { bytes: await photo(1_000, 700) });
  path = file.path;
  const [[product]] = await ctx.read(sql<{ id: string }>`select id from products
    where store_id = ${ctx.storeId} and handle = 'lao-qiang'`);
  const [media] = await ctx.read(sql<{ file_id: string }>`select file_id from product_media
    where store_id = ${ctx.storeId} and product_id = ${product!.id} order by position`);
  await savePictures(ctx, {
    productId: product!.id,
    known: media.map((row) => row.file_id),
    pictures: [{ fileId: file.id, alt: "Wall" }],
  });
  await setFocus(ctx, { fileId: file.id, focus: { x: 20, y: 71 } });
});
afterAll(() => shop.close());

const ask = (address: string, accept?: string) =>
  shop.ask("eaves", address, accept ? { headers: { accept } } : {});

it("gives each browser the format that it reads, for ever, and no width but those of the list", async () => {
  const got = [];
  for (const accept of ["image/avif,image/webp,*/*", "image/webp,*/*", undefined]) {
    const answer = await ask(`/files/${path}?w=320`, accept);
    const { headers } = answer;
    got.push([headers.get("content-type"), headers.get("vary"), headers.get("cache-control")]);
    expect((await looksOf(Buffer.from(await answer.arrayBuffer()))).width).toBe(320);
  }
  const forEver = ["Accept", "public, max-age=31536000, immutable"];
  expect(got).toEqual([
    ["image/avif", ...forEver],
    ["image/webp", ...forEver],
    ["image/jpeg", ...forEver],
  ]);
  for (const width of ["321", "0", "99999", "abc", ""])
    expect((await ask(`/files/${path}?w=${width}`)).status).toBe(404);
});

it("shows a picture at the widths it has, the first at once, with the same page for every browser", async () => {
  const html = await (await ask("/products/lao-qiang")).text();
  const [image] = /<img[^>]+Wall[^>]*>/.exec(html.slice(html.indexOf('class="gal"'))) ?? [];
  const at = (width: number) => `/files/${path}?w=${width}`;
  expect(image).toContain(`srcSet="${at(480)} 480w, ${at(720)} 720w, ${at(1080)} 1000w"`);
  expect(image).toContain('fetchPriority="high"');
  expect(image).not.toContain("loading");
  expect(image).toMatch(/class="foc fx2 fy7".*width="800" height="800"/);
  const again = await ask("/products/lao-qiang", "text/html,image/avif");
  expect(again.headers.get("vary") ?? "").not.toMatch(/accept(?!-)/i);
  expect(await again.text()).toBe(html);
  expect(await (await ask("/collections/tea")).text()).toContain(`${at(320)} 320w`);
});
