import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { putFile, setFocus } from "@hutong/files";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getProductPage, listPictures, savePictures, touchPictures, upsertProducts } from "../index.ts";

let database: TestDatabase;
let ctx: StoreContext;
let productId: string;
let files: string[];
const drawing = (width: number) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 9"><path d="M0 0"/></svg>`);

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
  files = [];
  for (const width of [1, 2, 3]) files.push((await putFile(ctx, { bytes: drawing(width) })).id);
  const [made] = await upsertProducts(ctx, [
    {
      title: "Pot",
      status: "active",
      media: files.slice(0, 2).map((fileId, at) => ({ fileId, alt: `no ${at}` })),
      translations: { "zh-CN": { alts: ["甲", "乙"] } },
      variants: [{ price: 100 }],
    },
  ]);
  productId = (made as { id: string }).id;
});
afterAll(() => database.drop());

const order = async () => (await listPictures(ctx, { productId })).map(({ fileId, alt }) => [fileId, alt]);

async function alts(): Promise<string[]> {
  const [[row]] = await ctx.read(sql<{ value: string }>`select value from translations
    where store_id = ${ctx.storeId} and resource_id = ${productId} and field = 'alts'`);
  return JSON.parse(row!.value);
}

it("moves pictures with what is said of them in every language, and brings back what was taken away", async () => {
  const [a, b, c] = files as [string, string, string];
  const pictures = [
    { fileId: c, alt: "new" },
    { fileId: b, alt: "no 1" },
    { fileId: a, alt: "no 0" },
  ];
  expect(await savePictures(ctx, { productId, known: [a, b], pictures })).toEqual({ removed: [] });
  expect([await order(), await alts()]).toEqual([
    [
      [c, "new"],
      [b, "no 1"],
      [a, "no 0"],
    ],
    ["", "乙", "甲"],
  ]);
  const { removed } = await savePictures(ctx, {
    productId,
    known: [c, b, a],
    pictures: [pictures[0]!, pictures[2]!],
  });
  expect(removed).toEqual([{ fileId: b, alt: "no 1", alts: { "zh-CN": "乙" } }]);
  expect(await alts()).toEqual(["", "甲"]);
  await savePictures(ctx, { productId, known: [c, a], pictures: [removed[0]!, pictures[0]!, pictures[2]!] });
  expect([(await order())[0], await alts()]).toEqual([
    [b, "no 1"],
    ["乙", "", "甲"],
  ]);
});

it("overwrites nothing that somebody else has changed, and takes no picture of another store", async () => {
  const [a, b, c] = files as [string, string, string];
  await expect(savePictures(ctx, { productId, known: [a, b], pictures: [] })).rejects.toMatchObject({
    code: "pictures_changed",
  });
  const other = await createTestStore(database);
  const { id: theirs } = await putFile(other, { bytes: drawing(77) });
  await expect(
    savePictures(ctx, { productId, known: [b, c, a], pictures: [{ fileId: theirs }] }),
  ).rejects.toMatchObject({ code: "picture_not_found" });
  await expect(savePictures(other, { productId, known: [b, c, a], pictures: [] })).rejects.toMatchObject({
    code: "product_not_found",
  });
  await expect(listPictures(other, { productId })).rejects.toMatchObject({ code: "product_not_found" });
});

it("shows where a picture's subject is, and tells the pages that show it", async () => {
  const [fileId] = (await order())[0] as [string];
  await database.owner`delete from changed_tags`;
  await ctx.write(async (tx) => {
    await setFocus(tx, { fileId, focus: { x: 20, y: 80 } });
    await touchPictures(tx, [fileId]);
  });
  const page = await getProductPage(ctx, { handle: "pot" });
  expect(page.pictures[0]).toMatchObject({ width: 2, focusX: 20, focusY: 80 });
  const tags = await database.owner`select tag from changed_tags where store_id = ${ctx.storeId}`;
  expect(tags.map(({ tag }) => tag)).toContain(`product:${productId}`);
  await expect(setFocus(ctx, { fileId, focus: { x: 101, y: 0 } })).rejects.toThrow();
  await expect(setFocus(ctx, { fileId: newId<"file">(), focus: null })).rejects.toMatchObject({
    code: "picture_not_found",
  });
});
