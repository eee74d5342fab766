import { type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  cancelProductEdit,
  countProducts,
  editProducts,
  getProductEdit,
  listProductChoices,
  listProducts,
  listProductViews,
  putCollections,
  removeProducts,
  removeProductView,
  runProductEdits,
  saveProductView,
  undoProductEdit,
  updateProduct,
  upsertProducts,
} from "../index.ts";
import type { ListProductsInput } from "../schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const nothingHeld = async () => {};
const goods = [
  {
    handle: "a",
    title: "Aged",
    vendor: "Kiln",
    productType: "tea",
    tags: ["black", "old"],
    price: 300,
    status: "active",
  },
  {
    handle: "b",
    title: "Bud",
    vendor: "Kiln",
    productType: "tea",
    tags: ["green"],
    price: 200,
    status: "draft",
  },
  {
    handle: "c",
    title: "Cup",
    vendor: "Pots & Co",
    productType: "cup",
    tags: [],
    price: 100,
    status: "active",
  },
  {
    handle: "d",
    title: "Dish",
    vendor: "",
    productType: "cup",
    tags: ["old"],
    price: 400,
    status: "archived",
  },
] as const;

async function fill(): Promise<void> {
  await upsertProducts(
    ctx,
    goods.map(({ price, tags, ...rest }) => ({ ...rest, tags: [...tags], variants: [{ price }] })),
    { letGo: nothingHeld },
  );
  await putCollections(ctx, [{ handle: "shelf", title: "Shelf", products: ["a", "c"] }]);
}

const handles = async (input: ListProductsInput) =>
  (await listProducts(ctx, input)).items.map(({ handle }) => handle).join("");
const idOf = async (table: "products" | "collections", handle: string): Promise<string> => {
  const rows =
    await database.owner`select id from ${database.owner(table)} where store_id = ${ctx.storeId} and handle = ${handle}`;
  return rows[0]!.id;
};
const columnOf = async (column: "status" | "tags" | "vendor") =>
  (
    await database.owner`select handle, ${database.owner(column)} as value from products where store_id = ${ctx.storeId} order by handle`
  ).map(({ value }) => value);
const run = () => runProductEdits(ctx, nothingHeld);

describe("filters", () => {
  test.each<[ListProductsInput, string]>([
    [{ sort: "title" }, "abcd"],
    [{ sort: "price-up" }, "cbad"],
    [{ sort: "price-down" }, "dabc"],
    [{ status: "active", sort: "title" }, "ac"],
    [{ vendor: "Kiln", sort: "title" }, "ab"],
    [{ productType: "cup", sort: "title" }, "cd"],
    [{ tag: "old", sort: "title" }, "ad"],
    [{ tag: "old", productType: "tea" }, "a"],
    [{ minPrice: 200, maxPrice: 300, sort: "title" }, "ab"],
    [{ isAvailable: false }, ""],
    [{ query: "bud", vendor: "Kiln" }, "b"],
    [{ query: "bud", vendor: "Pots & Co" }, ""],
  ])("%j: %s", async (input, expected) => {
    await fill();
    expect(await handles(input)).toBe(expected);
    expect(await countProducts(ctx, input)).toBe(expected.length);
  });

  test("a collection, and another store's", async () => {
    await fill();
    const collectionId = await idOf("collections", "shelf");
    expect(await handles({ collectionId, sort: "title" })).toBe("ac");
    ctx = await createTestStore(database);
    await fill();
    expect(await handles({ collectionId, sort: "title" })).toBe("");
  });

  test("each order goes on from page to page without a gap", async () => {
    await fill();
    for (const sort of ["updated", "created", "title", "price-up", "price-down"] as const) {
      const whole = await handles({ sort });
      let [found, cursor]: [string, string | null] = ["", null];
      do {
        const page = await listProducts(ctx, { sort, limit: 1, cursor });
        found += page.items.map(({ handle }) => handle).join("");
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toBe(whole);
      expect(found).toHaveLength(4);
    }
    const { nextCursor } = await listProducts(ctx, { sort: "title", limit: 1 });
    await expect(listProducts(ctx, { sort: "price-up", cursor: nextCursor })).rejects.toMatchObject({
      code: "cursor_invalid",
    });
  });

  test("what can be chosen from follows the products", async () => {
    await fill();
    expect(await listProductChoices(ctx)).toMatchObject({
      vendors: ["Kiln", "Pots & Co"],
      types: ["cup", "tea"],
      tags: ["black", "green", "old"],
      collections: [{ title: "Shelf" }],
    });
    await upsertProducts(ctx, [{ handle: "b", tags: ["white"] }], { letGo: nothingHeld });
    const [gone] =
      await database.owner`select id from products where store_id = ${ctx.storeId} and handle = 'a'`;
    await removeProducts(ctx, [gone!.id], nothingHeld);
    expect((await listProductChoices(ctx)).tags).toEqual(["old", "white"]);
  });
});

describe("views", () => {
  test("one's own are seen by oneself, the store's by all and changed by who may", async () => {
    const as = (role: "manager" | "staff") =>
      ctx.as({ actor: { kind: "staff", id: crypto.randomUUID(), role } });
    const [manager, staff] = [as("manager"), as("staff")];
    const shared = await saveProductView(manager, {
      name: "Drafts",
      isShared: true,
      query: { status: "draft" },
    });
    const own = await saveProductView(staff, {
      name: "Mine",
      isShared: false,
      query: { tag: "old", sort: "title" },
    });
    expect((await listProductViews(manager)).map(({ name }) => name)).toEqual(["Drafts"]);
    expect(await listProductViews(staff)).toMatchObject([
      { name: "Drafts", isShared: true, query: { status: "draft" } },
      { name: "Mine", isShared: false, query: { tag: "old", sort: "title" } },
    ]);
    await expect(saveProductView(staff, { name: "x", isShared: true, query: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(removeProductView(staff, shared)).rejects.toMatchObject({ code: "view_not_found" });
    await expect(removeProductView(manager, own)).rejects.toMatchObject({ code: "view_not_found" });
    await saveProductView(staff, { ...own, name: "Renamed", isShared: false, query: {} });
    await removeProductView(manager, shared);
    expect((await listProductViews(staff)).map(({ name }) => name)).toEqual(["Renamed"]);
  });

  test("fifty are enough", async () => {
    for (let index = 0; index < 50; index += 1)
      await saveProductView(ctx, { name: `v${index}`, isShared: true, query: {} });
    await expect(saveProductView(ctx, { name: "v", isShared: true, query: {} })).rejects.toMatchObject({
      code: "views_too_many",
    });
  });
});

describe("edits", () => {
  test("a status, tags and a vendor, and back again", async () => {
    await fill();
    const ids = await Promise.all(["a", "b"].map((handle) => idOf("products", handle)));
    const archived = await editProducts(
      ctx,
      { ids, action: { kind: "status", status: "archived" } },
      nothingHeld,
    );
    expect(archived).toMatchObject({ state: "done", total: 2, done: 2, changed: 2, kept: 0, canUndo: true });
    expect(await columnOf("status")).toEqual(["archived", "archived", "active", "archived"]);
    const tagged = await editProducts(
      ctx,
      { filter: { tag: "old" }, action: { kind: "add-tags", tags: ["sale", "old"] } },
      nothingHeld,
    );
    expect(tagged).toMatchObject({ total: 2, changed: 2 });
    expect(await handles({ tag: "sale", sort: "title" })).toBe("ad");
    expect(await undoProductEdit(ctx, tagged, nothingHeld)).toMatchObject({
      state: "undone",
      changed: 2,
      canUndo: false,
    });
    expect(await columnOf("tags")).toEqual([["black", "old"], ["green"], [], ["old"]]);
    await editProducts(
      ctx,
      { filter: { query: "dish" }, action: { kind: "vendor", vendor: "Kiln" } },
      nothingHeld,
    );
    expect(await columnOf("vendor")).toEqual(["Kiln", "Kiln", "Pots & Co", "Kiln"]);
  });

  test("what somebody changed since is left alone by an undo", async () => {
    await fill();
    const edit = await editProducts(
      ctx,
      { filter: {}, action: { kind: "status", status: "draft" } },
      nothingHeld,
    );
    expect(edit).toMatchObject({ total: 4, changed: 3 });
    const id = await idOf("products", "c");
    const [row] = await database.owner`select version from products where id = ${id}`;
    await updateProduct(ctx, { id, version: row!.version, title: "Mug" });
    expect(await undoProductEdit(ctx, edit, nothingHeld)).toMatchObject({ changed: 2, kept: 1 });
    expect(await columnOf("status")).toEqual(["active", "draft", "draft", "archived"]);
  });

  test("into a collection and out of it", async () => {
    await fill();
    const collectionId = await idOf("collections", "shelf");
    const edit = await editProducts(
      ctx,
      { filter: {}, action: { kind: "add-to-collection", collectionId } },
      nothingHeld,
    );
    expect(edit).toMatchObject({ total: 4, changed: 2 });
    expect(await countProducts(ctx, { collectionId })).toBe(4);
    await undoProductEdit(ctx, edit, nothingHeld);
    expect(await handles({ collectionId, sort: "title" })).toBe("ac");
    await database.owner`update collections set rules = '{}' where id = ${collectionId}`;
    await expect(
      editProducts(ctx, { filter: {}, action: { kind: "add-to-collection", collectionId } }, nothingHeld),
    ).rejects.toMatchObject({ code: "collection_has_rules" });
    const unknown = { kind: "add-to-collection", collectionId: crypto.randomUUID() } as const;
    await expect(editProducts(ctx, { filter: {}, action: unknown }, nothingHeld)).rejects.toMatchObject({
      code: "collection_not_found",
    });
  });

  test("removed products do not come back", async () => {
    await fill();
    const edit = await editProducts(
      ctx,
      { filter: { productType: "cup" }, action: { kind: "remove" } },
      nothingHeld,
    );
    expect(edit).toMatchObject({ changed: 2, kept: 0, canUndo: false });
    expect(await handles({ sort: "title" })).toBe("ab");
    await expect(undoProductEdit(ctx, edit, nothingHeld)).rejects.toMatchObject({
      code: "edit_not_undoable",
    });
  });

  test("more than a hundred are gone on with by the worker, cancelled in the middle, and undone", async () => {
    const many = Array.from({ length: 250 }, (_, index) => ({
      handle: `p${index}`,
      title: `P ${index}`,
      variants: [{ price: 1 }],
    }));
    await upsertProducts(ctx, many, { letGo: nothingHeld });
    const begun = await editProducts(
      ctx,
      { filter: { status: "active" }, action: { kind: "status", status: "draft" } },
      nothingHeld,
    );
    expect(begun).toMatchObject({ state: "running", total: 250, done: 100 });
    const [due] =
      await database.owner`select kind from due where store_id = ${ctx.storeId} and kind = 'product-edits'`;
    expect(due).toBeDefined();
    // Who comes while it runs is not part of it.
    await upsertProducts(ctx, [{ handle: "late", title: "Late", variants: [{ price: 1 }] }], {
      letGo: nothingHeld,
    });
    expect(await cancelProductEdit(ctx, begun)).toMatchObject({
      state: "cancelled",
      done: 100,
      canUndo: true,
    });
    expect(await run()).toBeNull();
    expect(await countProducts(ctx, { status: "draft" })).toBe(100);
    const again = await editProducts(
      ctx,
      { filter: { status: "active" }, action: { kind: "status", status: "draft" } },
      nothingHeld,
    );
    // Two at once take turns.
    await Promise.all([run(), run()]);
    expect(await getProductEdit(ctx, again)).toMatchObject({
      state: "done",
      total: 151,
      done: 151,
      changed: 151,
    });
    await undoProductEdit(ctx, again, nothingHeld);
    await run();
    expect(await getProductEdit(ctx, again)).toMatchObject({ state: "undone", changed: 151 });
    expect(await countProducts(ctx, { status: "draft" })).toBe(100);
    const [{ n } = { n: -1 }] = await ctx.write((tx) =>
      tx.run(
        sql<{
          n: number;
        }>`select count(*)::int as n from product_edit_changes where store_id = ${tx.storeId} and edit_id = ${again.id}`,
      ),
    );
    expect(n).toBe(0);
  });
});
