import { readFileSync } from "node:fs";
import { openStore, type StoreContext, sql, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { putFile, readFile } from "./index.ts";
import { pictureMaker } from "./pictures/picture-maker.ts";
import { flatPng, longText, manyFrames, photo } from "./testing/pictures.ts";

let database: TestDatabase;
let ctx: StoreContext;
const mb = 1024 * 1024;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = openStore(database.cell, newId<"store">(), { actor: system, locale: "en" });
});
afterAll(() => database.drop());

/** The most memory that the process which decodes has ever had, in bytes. */
function mostMemory(): number {
  const status = readFileSync(`/proc/${pictureMaker.pid}/status`, "latin1");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) * 1024;
}

const svg = (inside: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${inside}</svg>`);

async function refusals(): Promise<[string, Uint8Array, string][]> {
  const whole = await photo(900, 700);
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return [
    ["a PNG of 30,000 × 30,000", flatPng(30_000, 30_000), "picture_too_many_pixels"],
    ["a PNG of 4,500 × 4,500 in 11 kB", flatPng(4_500, 4_500), "picture_bomb"],
    ["a GIF of 10,000 frames", manyFrames(10_000), "picture_too_many_frames"],
    ["a JPEG that was cut off", whole.subarray(0, whole.length / 2), "picture_damaged"],
    ["a JPEG of three bytes", Buffer.from("ffd8ff", "hex"), "picture_damaged"],
    ["a PNG without pixels", flatPng(10, 10).subarray(0, 40), "picture_damaged"],
    ["a telephone's HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "picture_heic"],
    ["a program", Buffer.from("MZ\x90\0\x03\0\0\0", "latin1"), "file_not_an_image"],
    ["a TIFF", Buffer.from("II*\0\x08\0\0\0", "latin1"), "file_not_an_image"],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "file_not_an_image"],
    ["nothing", Buffer.alloc(0), "file_not_an_image"],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), "svg_unsafe"],
    ["a drawing with a script", svg("<script>alert(1)</script>"), "svg_unsafe"],
    ["a drawing that fetches", svg('<image href="http://169.254.169.254/"/>'), "svg_unsafe"],
    [
      "a drawing of a billion entities",
      Buffer.from(`<!DOCTYPE svg [<!ENTITY l0 "ha">${entities.join("")}]><svg>&l9;</svg>`),
      "svg_unsafe",
    ],
    ["a drawing of comments that never end", Buffer.from("<!--".repeat(500_000)), "svg_unsafe"],
    ["a drawing of 3 MB", svg(" ".repeat(3 * mb)), "file_too_large"],
    ["21 MB", Buffer.concat([whole, Buffer.alloc(21 * mb)]), "file_too_large"],
  ];
}

describe("pictures that are not taken", () => {
  it("are refused by name, at once and in little memory", async () => {
    for (const [what, bytes, code] of await refusals()) {
      const began = performance.now();
      const refused = await putFile(ctx, { bytes }).then(
        () => null,
        (error) => error,
      );
      expect(refused?.code, what).toBe(code);
      expect(performance.now() - began, what).toBeLessThan(10_000);
    }
    expect(mostMemory()).toBeLessThan(250 * mb);
    const [rows] = await ctx.read(sql`select id from files where store_id = ${ctx.storeId}`);
    expect(rows).toEqual([]);
  });
});

it("keeps of a picture with something in it the picture alone", async () => {
  const page = Buffer.from("<html><body onload=alert(1)><script>alert(2)</script></body></html>");
  const jpeg = await photo(64, 64);
  // A comment right behind its beginning, and a page and an archive behind its end.
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
  const archive = Buffer.from("PK\x03\x04");
  const inside = Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), page, archive]);
  const gif = Buffer.concat([manyFrames(2), Buffer.from("*/=1;alert(1)//")]);
  const png = flatPng(64, 64, longText(100 * mb));
  for (const [bytes, type] of [
    [inside, "image/jpeg"],
    [gif, "image/webp"],
    [png, "image/png"],
  ] as const) {
    const { path } = await putFile(ctx, { bytes });
    const kept = (await readFile(ctx.storeId, path))!;
    expect(kept.contentType).toBe(type);
    expect(Buffer.from(kept.bytes).toString("latin1")).not.toMatch(/script|alert|zTXt|Comment/);
    expect((await sharp(kept.bytes).metadata()).width).toBe(bytes === gif ? 8 : 64);
  }
  expect(mostMemory()).toBeLessThan(250 * mb);
  // Whose process is killed from outside is made by another.
  const before = pictureMaker.pid!;
  process.kill(before, "SIGKILL");
  await putFile(ctx, { bytes: await photo(70, 70) });
  expect(pictureMaker.pid).not.toBe(before);
});
