import { judgeOwners, listMembers, saveCollection } from "@hutong/catalogue";
import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { defineMetafield, removeDefinition, setMetafields, updateDefinition } from "@hutong/metafields";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  addImportPart,
  createImport,
  exportProducts,
  getImport,
  listImportNotes,
  runImport,
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

const define = async (key: string) =>
  await defineMetafield(ctx, { ownerType: "PRODUCT", key, name: key, type: "single_line_text_field" });
const column = (key: string) => `${key} (product.metafields.custom.${key})`;

async function exported(): Promise<string> {
  let text = "";
  for await (const some of exportProducts(ctx, { origin: "https://tea.example", format: "jsonl" }))
    text += some;
  return text;
}

async function valuesOf(): Promise<Record<string, string>> {
  const rows = await database.owner`select p.handle, m.key, m.value from metafields m
    join products p on p.store_id = m.store_id and p.id = m.owner_id
    where m.store_id = ${ctx.storeId} order by p.handle, m.key`;
  return Object.fromEntries(rows.map((row) => [`${row.handle} ${row.key}`, row.value]));
}

async function run(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const { id } = await createImport(ctx, { fileName: "products.csv", bytes: bytes.length, isDryRun: false });
  await addImportPart(ctx, { id, number: 0, bytes });
  expect(await runImport(ctx, id)).toBe("done");
  return id;
}

async function undo(id: string): Promise<void> {
  await undoImport(ctx, { id });
  expect(await runImport(ctx, id)).toBe("undone");
}

async function productId(handle: string): Promise<string> {
  const [row] =
    await database.owner`select id from products where store_id = ${ctx.storeId} and handle = ${handle}`;
  return row!.id;
}

describe("an undo of metafields", () => {
  const header = `Handle,Title,${column("care")},${column("fit")}\n`;
  beforeEach(async () => {
    await define("care");
    await define("fit");
  });

  test("brings values back, of products that were changed and of those that were not", async () => {
    await run(`${header}a,A,one,\nb,B,two,tight\n`);
    const before = [await valuesOf(), await exported()];
    const id = await run(`${header}a,A,,loose\nb,Other,three,tight\nc,C,new,new\n`);
    expect((await getImport(ctx, { id })).counts).toMatchObject({
      unchanged: 1,
      updated: 1,
      fieldsChanged: 5,
    });
    await undo(id);
    expect([await valuesOf(), await exported()]).toEqual(before);
    expect((await getImport(ctx, { id })).counts.kept).toBe(0);
  });

  test("leaves alone what somebody changed since, or what would not fit any more, and says so", async () => {
    const { id: careId } = await define("cut");
    const wide = `Handle,Title,${column("care")},${column("fit")},${column("cut")}\n`;
    await run(`${wide}a,A,one,one,one\nb,B,one,one,long cut\n`);
    const id = await run(`${wide}a,A,two,two,two\nb,B,two,two,cut\n`);
    const mine = { ownerType: "PRODUCT" as const, ownerId: await productId("a"), key: "care", value: "mine" };
    await setMetafields(ctx, { metafields: [mine] }, judgeOwners);
    await updateDefinition(ctx, { id: careId, validations: [{ name: "max", value: "4" }] });
    await undo(id);
    expect(await valuesOf()).toEqual({
      "a care": "mine",
      "a cut": "one",
      "a fit": "one",
      "b care": "one",
      "b cut": "cut",
      "b fit": "one",
    });
    expect(await listImportNotes(ctx, { id })).toMatchObject([
      { kind: "kept", handle: "b", code: "metafields_changed_since" },
      { kind: "kept", handle: "a", code: "metafields_changed_since" },
    ]);
    expect((await getImport(ctx, { id })).counts.kept).toBe(2);
  });

  test("has collections by such a field follow, as the import had them", async () => {
    const condition = {
      field: "metafield" as const,
      relation: "equals" as const,
      value: "soft",
      metafield: { ownerType: "PRODUCT" as const, namespace: "custom", key: "care" },
    };
    const rules = { match: "all" as const, conditions: [condition] };
    const { id: collection } = await saveCollection(ctx, { title: "Soft", sort: "newest", rules });
    const handles = async () => {
      const { items } = await listMembers(ctx, { id: collection });
      return items.map(({ title }) => title).sort();
    };
    await run(`${header}a,A,soft,\nb,B,hard,\n`);
    expect(await handles()).toEqual(["A"]);
    const id = await run(`${header}a,A,,\nb,B,soft,\nc,C,soft,\n`);
    expect(await handles()).toEqual(["B", "C"]);
    await undo(id);
    expect(await handles()).toEqual(["A"]);
  });

  test("takes nothing back of a field that went with its values", async () => {
    const { id: goneId } = await define("gone");
    const wide = `Handle,Title,${column("gone")}\n`;
    await run(`${wide}a,A,one\n`);
    const id = await run(`${wide}a,A,two\n`);
    await removeDefinition(ctx, { id: goneId, values: "remove" });
    await undo(id);
    expect(await valuesOf()).toEqual({});
    expect((await getImport(ctx, { id })).counts.kept).toBe(1);
  });
});
