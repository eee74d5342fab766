import { guest, openStore, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { newId } from "@hutong/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileUrl, putFile, readFile } from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;
const drawing = (width: number) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><rect width="${width}" height="1"/></svg>`);
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = openStore(database.cell, newId<"store">(), { actor: system, locale: "en" });
});
afterAll(() => database.drop());

it("keeps the same bytes once, and gives them back on their own store only", async () => {
  const first = await putFile(ctx, { bytes: drawing(1), contentType: "image/svg+xml" });
  expect(await putFile(ctx, { bytes: drawing(1), contentType: "image/svg+xml" })).toEqual(first);
  expect((await putFile(ctx, { bytes: drawing(2), contentType: "image/svg+xml" })).id).not.toBe(first.id);
  expect(fileUrl(first.path)).toBe(`/files/${first.path}`);
  const read = await readFile(ctx.storeId, first.path);
  expect([Buffer.from(read!.bytes), read!.contentType]).toEqual([drawing(1), "image/svg+xml"]);
  expect(await readFile(newId<"store">(), first.path)).toBeNull();
});

it.each(["../../etc/passwd", "store/x/y.svg", "", "store/../secret.png"])(
  "knows no file %j",
  async (path) => {
    expect(await readFile(ctx.storeId, path)).toBeNull();
  },
);

it("takes pictures that are what they say, and nothing else", async () => {
  await expect(putFile(ctx, { bytes: png, contentType: "image/png" })).resolves.toBeDefined();
  await expect(putFile(ctx, { bytes: drawing(1), contentType: "image/png" })).rejects.toMatchObject({
    code: "file_not_an_image",
  });
  const unsafe = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>");
  await expect(putFile(ctx, { bytes: unsafe, contentType: "image/svg+xml" })).rejects.toMatchObject({
    code: "svg_unsafe",
  });
  await expect(
    putFile(ctx.as({ actor: guest }), { bytes: png, contentType: "image/png" }),
  ).rejects.toMatchObject({ kind: "forbidden" });
});
