import { guest, openStore, type StoreContext, sql, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileUrl, putFile, readFile } from "./index.ts";
import { manyFrames, photo } from "./testing/pictures.ts";

let database: TestDatabase;
let ctx: StoreContext;
const drawing = (width: number) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><rect width="${width}" height="1"/></svg>`);

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = openStore(database.cell, newId<"store">(), { actor: system, locale: "en" });
});
afterAll(() => database.drop());

const read = async (path: string, width?: 160 | 480, accept?: string) =>
  (await readFile(ctx.storeId, path, width && { width, accept }))!;

it("keeps the same bytes once, and gives them back on their own store only", async () => {
  const first = await putFile(ctx, { bytes: drawing(1) });
  expect(await putFile(ctx, { bytes: drawing(1) })).toEqual(first);
  expect((await putFile(ctx, { bytes: drawing(2) })).id).not.toBe(first.id);
  expect(fileUrl(first.path)).toBe(`/files/${first.path}`);
  const { bytes, contentType } = await read(first.path);
  expect([Buffer.from(bytes), contentType]).toEqual([drawing(1), "image/svg+xml"]);
  expect(await readFile(newId<"store">(), first.path)).toBeNull();
});

it.each(["../../etc/passwd", "store/x/y.svg", "", "store/../secret.png"])(
  "knows no file %j",
  async (path) => {
    expect(await readFile(ctx.storeId, path)).toBeNull();
    expect(await readFile(ctx.storeId, path, { width: 160, accept: "image/avif" })).toBeNull();
  },
);

it("takes pictures from those who may", async () => {
  await expect(putFile(ctx.as({ actor: guest }), { bytes: await photo(10, 10) })).rejects.toMatchObject({
    kind: "forbidden",
  });
});

describe("a photograph", () => {
  it("is kept upright, without what it tells of where it was taken or what is hidden in it", async () => {
    const taken = await sharp(await photo(60, 40))
      .withExif({
        IFD0: { Make: "Secret Camera" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "39/1 54/1 0/1" },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const bytes = Buffer.concat([taken, Buffer.from("<html><script>alert(1)</script></html>")]);
    const stored = await putFile(ctx, { bytes });
    expect(stored).toMatchObject({ path: expect.stringMatching(/\.jpg$/), width: 40, height: 60 });
    const kept = Buffer.from((await read(stored.path)).bytes);
    const { exif, orientation, icc, format, width } = await sharp(kept).metadata();
    expect({ exif, orientation, icc, format, width }).toMatchObject({ format: "jpeg", width: 40 });
    expect([exif, orientation]).toEqual([undefined, undefined]);
    expect(kept.toString("latin1")).not.toMatch(/<script|Secret|GPS/);
    const [rows] = await ctx.read(sql<{
      width: number;
      state: string;
    }>`select width, height, state, content_type
      from files where store_id = ${ctx.storeId} and id = ${stored.id}`);
    expect(rows).toEqual([{ width: 40, height: 60, state: "ready", content_type: "image/jpeg" }]);
  });

  it("comes at the widths that are asked for, in what the browser reads, and is made once", async () => {
    const { path } = await putFile(ctx, { bytes: await photo(400, 300) });
    const accepts = ["image/avif,image/webp,*/*", "image/webp,*/*", undefined];
    const formats: unknown[] = [];
    for (const accept of accepts) {
      const [one, same] = await Promise.all([read(path, 160, accept), read(path, 160, accept)]);
      expect(Buffer.from(one.bytes).equals(Buffer.from(same.bytes))).toBe(true);
      const again = await read(path, 160, accept);
      expect([again.isFinal, Buffer.from(again.bytes).equals(Buffer.from(one.bytes))]).toEqual([true, true]);
      const { format, width, height } = await sharp(one.bytes).metadata();
      formats.push([one.contentType, again.contentType, format, width, height]);
    }
    expect(formats).toEqual([
      ["image/avif", "image/avif", "heif", 160, 120],
      ["image/webp", "image/webp", "webp", 160, 120],
      ["image/jpeg", "image/jpeg", "jpeg", 160, 120],
    ]);
    // Nothing is ever made larger than it is.
    expect((await sharp((await read(path, 480, "image/webp")).bytes).metadata()).width).toBe(400);
  });
});

it("lets what moves move on, and what lets something through stay so", async () => {
  const moving = await putFile(ctx, { bytes: manyFrames(5) });
  expect(moving).toMatchObject({ path: expect.stringMatching(/\.webp$/), width: 8, height: 8 });
  expect((await sharp((await read(moving.path, 160, "image/avif")).bytes).metadata()).pages).toBe(5);
  expect((await read(moving.path, 160)).contentType).toBe("image/jpeg");
  const clear = await sharp({ create: { width: 200, height: 9, channels: 4, background: "#0000" } })
    .png()
    .toBuffer();
  const { path } = await putFile(ctx, { bytes: clear });
  expect((await read(path, 160)).contentType).toBe("image/png");
  expect((await sharp((await read(path, 160, "image/avif")).bytes).metadata()).hasAlpha).toBe(true);
});

it("goes by what a picture is, not by how it is called", async () => {
  const still = await putFile(ctx, { bytes: manyFrames(1) });
  expect(still.path).toMatch(/\.png$/);
  const said = await putFile(ctx, {
    bytes: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0"/></svg>',
    ),
  });
  expect(said).toMatchObject({ width: 400, height: 300 });
});
