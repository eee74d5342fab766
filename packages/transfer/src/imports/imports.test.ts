import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { indexBacklog, listProducts, updateProduct } from "@hutong/catalogue";
import { dataDir, type StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addImportPart,
  applyImport,
  cancelImport,
  createImport,
  exportProducts,
  getImport,
  listImportNotes,
  listImports,
  runImport,
  runImports,
  undoImport,
} from "../index.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

async function upload(text: string, { isDryRun = false, piece = 1_000 } = {}): Promise<string> {
  const bytes = Buffer.from(text);
  const { id } = await createImport(ctx, { fileName: "products.csv", bytes: bytes.length, isDryRun });
  for (let number = 0; number * piece < bytes.length; number += 1) {
    await addImportPart(ctx, { id, number, bytes: bytes.subarray(number * piece, (number + 1) * piece) });
  }
  return id;
}

async function exported(): Promise<string> {
  let text = "";
  for await (const some of exportProducts(ctx, { origin: "https://tea.example" })) text += some;
  return text;
}

const header =
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty\n";
/** Products of two rows each, `p0` … */
const products = (count: number, price = 10) =>
  header +
  Array.from(
    { length: count },
    (_, index) =>
      `p${index},P ${index},Size,S,S-${index},${price},shopify,${index % 7}\np${index},,,M,M-${index},${price},shopify,2\n`,
  ).join("");
const many = 600;
/** Of which some are still to come when two batches are under way. */
const more = 1_500;

const countOf = async (table: string) =>
  (
    await database.owner.unsafe(`select count(*)::int as n from ${table} where store_id = '${ctx.storeId}'`)
  )[0]!.n;

/** As if the process that runs the import had died ten seconds ago. */
const letClaimLapse = (id: string) =>
  database.owner`update imports set claimed_until = now() - interval '1 second' where store_id = ${ctx.storeId} and id = ${id}`;

async function takeOver(id: string) {
  for (;;) {
    await letClaimLapse(id);
    // Null where the first one has said in between that it lives.
    const end = await runImport(ctx, id);
    if (end !== null || (await getImport(ctx, { id })).state !== "running") return end;
  }
}

describe("a run", () => {
  test("takes the file from its parts, tells how far it is, and says what it did", async () => {
    const id = await upload(products(many), { piece: 9_973 });
    expect(await getImport(ctx, { id })).toMatchObject({ state: "waiting", position: 0, survey: null });
    const seen: number[] = [];
    expect(await runImport(ctx, id, { onProgress: ({ position }) => seen.push(position) })).toBe("done");
    expect(seen).toEqual([250, 500, 600]);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "done",
      position: many,
      rowsDone: many * 2,
      survey: { format: "csv", encoding: "utf-8", rows: many * 2, products: many },
      counts: { created: many, refused: 0 },
      canUndo: true,
      isUnchanged: false,
    });
    expect(await runImport(ctx, id)).toBeNull();
    const again = await upload(products(many), { piece: 50_000 });
    expect(await runImport(ctx, again)).toBe("done");
    expect(await getImport(ctx, { id: again })).toMatchObject({ isUnchanged: true, canUndo: false });
    expect((await listImports(ctx)).map((one) => one.id)).toEqual([again, id]);
  });

  test("that dies is gone on with: no product twice, none left out", async () => {
    const id = await upload(products(many));
    let second: Promise<unknown> | undefined;
    // The first run hangs behind its first batch; another takes over, and the first finds out where it would write.
    const first = runImport(ctx, id, {
      onProgress: () => {
        second ??= takeOver(id);
      },
    });
    const ends = [await first, await second];
    expect(ends.sort()).toEqual(["done", "lost"]);
    expect([await countOf("products"), await countOf("variants"), await countOf("stock_movements")]).toEqual([
      many,
      many * 2,
      many * 2 - Math.ceil(many / 7),
    ]);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "done",
      counts: { created: many },
      rowsDone: many * 2,
    });
  });

  test("is one runner's at a time, and ends behind a whole batch when it is asked to", async () => {
    const id = await upload(products(more));
    const stop = new AbortController();
    let other: Promise<unknown> | undefined;
    const end = await runImport(ctx, id, {
      signal: stop.signal,
      onProgress: () => {
        other ??= runImport(ctx, id).finally(() => stop.abort());
      },
    });
    expect([end, await other]).toEqual(["stopped", null]);
    const written = await countOf("products");
    expect([written % 250, written < more]).toEqual([0, true]);
    expect(await runImports(ctx)).toBe(0);
    expect(await runImports(ctx)).toBeNull();
    expect(await getImport(ctx, { id })).toMatchObject({ state: "done", counts: { created: more } });
  });

  test("is cancelled: what was written stays, the batch under way does not", async () => {
    const id = await upload(products(more));
    let cancelled: Promise<void> | undefined;
    const end = await runImport(ctx, id, {
      onProgress: () => {
        cancelled ??= cancelImport(ctx, { id });
      },
    });
    await cancelled;
    expect(end).toBe("lost");
    const { state, position, counts } = await getImport(ctx, { id });
    expect([state, counts.created]).toEqual(["cancelled", position]);
    expect(await countOf("products")).toBe(position);
    expect(position).toBeLessThan(more);
    await expect(cancelImport(ctx, { id })).rejects.toMatchObject({ code: "import_over" });
  });

  test("notices that the file changed under it", async () => {
    const id = await upload(products(10), { piece: 200 });
    writeFileSync(join(dataDir, "files", `store/${ctx.storeId}/imports/${id}/000001`), "x".repeat(200));
    expect(await runImport(ctx, id)).toBe("failed");
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "failed",
      failure: { code: "file_changed" },
    });
    expect(await countOf("products")).toBe(0);
  });

  test("fails with the file's own fault, and writes nothing", async () => {
    const id = await upload(`${products(300)}bad,"never closed\n`);
    expect(await runImport(ctx, id)).toBe("failed");
    expect(await getImport(ctx, { id })).toMatchObject({
      failure: { code: "quote_unclosed", params: { line: 602, column: 2 } },
    });
    expect(await countOf("products")).toBe(0);
  });

  test("notes each row that was not taken, with its line, its column and why", async () => {
    const rows = "p1,,Size,L,,ten,,\nq,Q,Title,Default Title,,5,,\n,,,,,3,,\n";
    const picture = `${header.trim()},Image Src\n${rows.replace("5,,", "5,,,nowhere")}`;
    const id = await upload(picture);
    await runImport(ctx, id);
    expect(await listImportNotes(ctx, { id })).toMatchObject([
      { number: 0, kind: "refused", line: 2, handle: "p1", column: "Variant Price", code: "price_invalid" },
      {
        number: 1,
        kind: "picture",
        line: 3,
        handle: "q",
        column: "Image Src",
        code: "picture_address_invalid",
      },
      { number: 2, kind: "refused", line: 4, handle: "", column: "Handle", code: "handle_missing" },
    ]);
    expect(await listImportNotes(ctx, { id, after: 1, limit: 1 })).toMatchObject([{ number: 2 }]);
  });

  test("in a dry run judges everything, notes everything and writes no product", async () => {
    const id = await upload(`${products(300)}bad,Bad,Size,S,,x,,\n`, { isDryRun: true });
    expect(await runImport(ctx, id)).toBe("done");
    expect(await getImport(ctx, { id })).toMatchObject({
      counts: { created: 300, refused: 1 },
      canUndo: false,
      rowsDone: 601,
    });
    expect(await listImportNotes(ctx, { id })).toMatchObject([{ line: 602, code: "price_invalid" }]);
    expect(await countOf("products")).toBe(0);
    await applyImport(ctx, { id });
    await expect(applyImport(ctx, { id })).rejects.toMatchObject({ code: "import_not_dry_run" });
    expect(await runImport(ctx, id)).toBe("done");
    expect(await countOf("products")).toBe(300);
    expect(await listImportNotes(ctx, { id })).toHaveLength(1);
  });
});

describe("an upload", () => {
  test("takes its parts in turn, each once, and no more than was announced", async () => {
    const { id } = await createImport(ctx, { fileName: "a.csv", bytes: 30, isDryRun: false });
    const part = (number: number, text: string) =>
      addImportPart(ctx, { id, number, bytes: Buffer.from(text) });
    await expect(part(1, "x")).rejects.toMatchObject({ code: "part_out_of_turn" });
    expect(await part(0, "Handle,Title\na,A\n")).toEqual({ parts: 1, isWhole: false });
    expect(await part(0, "Handle,Title\na,A\n")).toEqual({ parts: 1, isWhole: false });
    await expect(part(1, "b,B\n".repeat(9))).rejects.toMatchObject({ code: "file_changed" });
    expect(await part(1, "bbbbbb,BBBBB\n")).toEqual({ parts: 2, isWhole: true });
    expect(await part(1, "bbbbbb,BBBBB\n")).toEqual({ parts: 2, isWhole: true });
    expect(await runImport(ctx, id)).toBe("done");
  });

  test("of nothing, or of too much, is refused at once; so is another store's", async () => {
    const begin = (bytes: number) => createImport(ctx, { fileName: "a.csv", bytes, isDryRun: false });
    await expect(begin(0)).rejects.toMatchObject({ code: "file_empty" });
    await expect(begin(2 ** 31)).rejects.toMatchObject({ code: "import_too_large" });
    const { id } = await begin(3);
    const other = await createTestStore(database);
    await expect(addImportPart(other, { id, number: 0, bytes: Buffer.from("x") })).rejects.toMatchObject({
      code: "import_not_found",
    });
    expect(await runImport(other, id)).toBeNull();
  });
});

describe("an undo", () => {
  test("brings everything back as it was, to the byte", async () => {
    await runImport(ctx, await upload(products(300)));
    const before = await exported();
    const [known] =
      await database.owner`select string_agg(id::text, ' ' order by id) from variants where store_id = ${ctx.storeId}`;
    const changes = `${header}p1,Other,Size,S,S-1,99,shopify,50\np1,,,XL,NEW,99,shopify,1\np2,P 2,Size,S,S-2,10,,\np2,,,M,M-2,10,shopify,9\n`;
    const id = await upload(changes + products(700).slice(header.length).split("\n").slice(600).join("\n"));
    await runImport(ctx, id);
    expect((await getImport(ctx, { id })).counts).toMatchObject({ created: 400, updated: 1, unchanged: 1 });
    expect(await exported()).not.toBe(before);
    await undoImport(ctx, { id });
    expect(await runImport(ctx, id)).toBe("undone");
    expect(await exported()).toBe(before);
    // Variants that the import had removed are themselves again, so that carts and links to them are good.
    expect(
      await database.owner`select string_agg(id::text, ' ' order by id) from variants where store_id = ${ctx.storeId}`,
    ).toEqual([known]);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: "undone",
      canUndo: false,
      counts: { kept: 0 },
    });
    await expect(undoImport(ctx, { id })).rejects.toMatchObject({ code: "import_not_undoable" });
  });

  test("leaves alone what somebody changed or sold since, and says so", async () => {
    const id = await upload(products(3));
    await runImport(ctx, id);
    while ((await indexBacklog(ctx)) !== null);
    const [edited] = (await listProducts(ctx, { query: "P 1" })).items;
    await updateProduct(ctx, { id: edited!.id, version: 1, title: "Mine now" });
    await database.owner`update stock set available = available - 1, reserved = 1 where store_id = ${ctx.storeId}
      and variant_id = (select id from variants where store_id = ${ctx.storeId} and sku = 'M-2')`;
    await undoImport(ctx, { id });
    expect(await runImport(ctx, id)).toBe("undone");
    expect(await listImportNotes(ctx, { id })).toMatchObject([
      { kind: "kept", handle: "p2", code: "variant_in_stock" },
      { kind: "kept", handle: "p1", code: "product_changed_since" },
    ]);
    expect(await countOf("products")).toBe(2);
    expect((await getImport(ctx, { id })).counts.kept).toBe(2);
  });

  test("takes stock back by its difference, so that what was sold meanwhile stays sold", async () => {
    await runImport(ctx, await upload(products(1)));
    const id = await upload(`${header}p0,P 0,Size,S,S-0,10,shopify,20\np0,,,M,M-0,10,shopify,2\n`);
    await runImport(ctx, id);
    const [variant] =
      await database.owner`select id from variants where store_id = ${ctx.storeId} and sku = 'S-0'`;
    await setStock(ctx, [{ variantId: variant!.id, available: 17 }]);
    await setStock(ctx, [{ variantId: variant!.id, available: 23 }]);
    await undoImport(ctx, { id });
    await runImport(ctx, id);
    const [row] =
      await database.owner`select available from stock where store_id = ${ctx.storeId} and variant_id = ${variant!.id}`;
    expect(row!.available).toBe(3);
  });

  test("that dies is gone on with", async () => {
    const id = await upload(products(400));
    await runImport(ctx, id);
    await undoImport(ctx, { id });
    const stop = new AbortController();
    expect(await runImport(ctx, id, { signal: stop.signal, onProgress: () => stop.abort() })).toBe("stopped");
    expect(await countOf("products")).toBe(150);
    expect(await runImport(ctx, id)).toBe("undone");
    expect(await countOf("products")).toBe(0);
    expect(await countOf("stock")).toBe(0);
  });
});
