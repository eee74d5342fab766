import { upsertProducts } from "@hutong/catalogue";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { adjustStock, createLocation, setStock } from "@hutong/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportStock } from "./index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function written(pieces: AsyncGenerator<string>): Promise<string[]> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text.split("\r\n").filter(Boolean);
}

test("every counted variant is a row by location, and nothing that was typed runs", async () => {
  const ctx = await createTestStore(database);
  const [made] = await upsertProducts(ctx, [
    {
      handle: "tea",
      title: '=HYPERLINK("http://x")',
      variants: [{ price: 100, sku: "+1", barcode: "@sum" }],
    },
    { handle: "cup", title: "Cup", variants: [{ price: 100 }] },
  ]);
  const variantId = made!.kind === "refused" ? "" : made!.variantIds[0]!;
  await setStock(ctx, [{ variantId, available: 3 }]);
  const { id } = await createLocation(ctx, { name: "-Corner, left" });
  const change = { variantId, locationId: id, from: null, to: "damaged" as const, quantity: 2 };
  await adjustStock(ctx, { changes: [change], reason: "returned", key: "k" });
  const [head, ...rows] = await written(exportStock(ctx));
  expect(head).toBe(
    "\ufeffHandle,Title,Option1 Value,Option2 Value,Option3 Value,SKU,Barcode,Location,On hand,Available,Committed,Reserved,Damaged,Safety stock,Quality control,Incoming",
  );
  const start = `tea,"'=HYPERLINK(""http://x"")",,,,'+1,'@sum`;
  expect(rows.sort()).toEqual(
    [`${start},"'-Corner, left",2,0,0,0,2,0,0,0`, `${start},Main,3,3,0,0,0,0,0,0`].sort(),
  );
  expect(await written(exportStock(ctx, { locationId: id }))).toHaveLength(2);
  const stranger = await createTestStore(database);
  expect(await written(exportStock(stranger, { locationId: id }))).toHaveLength(1);
});
