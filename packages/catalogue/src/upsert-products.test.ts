import { openStore, type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createProduct,
  getProduct,
  type LetGo,
  listProducts,
  putCollections,
  setAvailability,
  updateProduct,
  upsertProducts,
} from "./index.ts";
import type { ProductInput } from "./schemas.ts";

let database: TestDatabase;
let ctx: StoreContext;
beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

const sizes = (...values: string[]) =>
  values.map((value) => ({ options: [value], price: 1000, sku: `S-${value}` }));

const tee = (handle: string, change: Partial<ProductInput> = {}): ProductInput => ({
  handle,
  title: "Block tee",
  options: [{ name: "Size" }],
  variants: sizes("S", "M"),
  ...change,
});

const kinds = async (rows: ProductInput[]) =>
  (await upsertProducts(ctx, rows)).map((outcome) => outcome.kind);

async function rowsOf(handle: string) {
  const [rows] = await ctx.read(
    sql<{ id: string; version: number; description_html: string; min_price: number; is_available: boolean }>`
      select id, version, description_html, min_price, is_available from products
      where store_id = ${ctx.storeId} and handle = ${handle}`,
  );
  return rows[0]!;
}

async function eventsOf(id: string) {
  const rows = await database.owner`select kind from events where subject_id = ${id} order by number`;
  return rows.map((row) => row.kind);
}

describe("upsertProducts", () => {
  test("creates, then changes nothing, then changes", async () => {
    expect(await kinds([tee("once"), tee("two")])).toEqual(["created", "created"]);
    expect(await kinds([tee("once"), tee("two")])).toEqual(["unchanged", "unchanged"]);
    expect(await kinds([tee("once", { title: "Other tee" }), tee("two")])).toEqual(["updated", "unchanged"]);
    const { id, version } = await rowsOf("once");
    expect(version).toBe(2);
    expect(await eventsOf(id)).toEqual(["product.created", "product.updated"]);
  });

  test("keeps what a row does not name, and a variant's id by its options", async () => {
    await upsertProducts(ctx, [
      tee("kept", { subtitle: "Heavy", tags: ["a"], translations: { de: { title: "Hemd" } } }),
    ]);
    const before = await getProduct(ctx, await rowsOf("kept"));
    await upsertProducts(ctx, [
      tee("kept", { variants: [...sizes("M", "L")].map((row) => ({ ...row, price: 1200 })) }),
    ]);
    const after = await getProduct(ctx, await rowsOf("kept"));
    expect(after).toMatchObject({ subtitle: "Heavy", tags: ["a"], minPrice: 1200, maxPrice: 1200 });
    expect(after.variants.map((row) => row.option1)).toEqual(["M", "L"]);
    expect(after.variants[0]!.id).toBe(before.variants[1]!.id);
  });

  test("takes a new product with a title alone, unseen until it has a price", async () => {
    expect(await kinds([{ title: "Bare idea" }])).toEqual(["created"]);
    const product = await getProduct(ctx, await rowsOf("bare-idea"));
    expect(product).toMatchObject({ status: "draft", options: [], variants: [{ price: 0, option1: "" }] });
  });

  test("leaves variants alone where a row says nothing of them, and refuses what does not fit", async () => {
    await upsertProducts(ctx, [tee("partial", { options: [{ name: "Size", values: ["M", "S"] }] })]);
    expect(await kinds([{ handle: "partial", vendor: "Kiln" }])).toEqual(["updated"]);
    const product = await getProduct(ctx, await rowsOf("partial"));
    expect(product).toMatchObject({ vendor: "Kiln", title: "Block tee", options: [{ values: ["M", "S"] }] });
    expect(await kinds([tee("partial", { vendor: "Kiln" })])).toEqual(["unchanged"]);
    const outcomes = await upsertProducts(ctx, [{ handle: "partial", variants: [{ price: 1 }] }]);
    expect(outcomes[0]).toMatchObject({ kind: "refused", code: "options_mismatch" });
  });

  test("makes descriptions safe", async () => {
    const descriptionHtml = `<p onclick="x()">Hi<script>alert(1)</script><a href="javascript:x()">a</a><img src=x onerror=y></p><iframe src="//x"></iframe>`;
    await upsertProducts(ctx, [tee("html", { descriptionHtml })]);
    expect((await rowsOf("html")).description_html).toBe(
      '<p>Hi<a rel="nofollow noopener">a</a><img src="x" loading="lazy" /></p>',
    );
  });

  test.each<[Partial<ProductInput>, string, string]>([
    [{ title: " " }, "title_missing", "title"],
    [{ handle: "Not A Handle" }, "handle_ill_formed", "handle"],
    [{ variants: [{ options: ["S"], price: -1 }] }, "price_negative", "variants.0.price"],
    [{ variants: [{ options: ["S"], price: 10.5 }] }, "price_too_precise", "variants.0.price"],
    [{ variants: [{ options: ["S"], price: 1e15 }] }, "price_too_large", "variants.0.price"],
    [
      { variants: [{ options: ["S"], price: 1, compareAtPrice: -5 }] },
      "price_negative",
      "variants.0.compareAtPrice",
    ],
    [{ currency: "EUR" }, "currency_mismatch", "currency"],
    [{ variants: sizes("S", "S") }, "options_duplicate", "variants.1"],
    [
      { options: [{ name: "A" }, { name: "A" }], variants: [{ options: ["x", "y"], price: 1 }] },
      "options_duplicate",
      "options",
    ],
    [{ options: [{ name: "Size", values: ["S"] }] }, "options_mismatch", "variants.1"],
    [{ variants: [{ options: [], price: 1 }] }, "option_value_missing", "options"],
    [{ options: "abcd".split("").map((name) => ({ name })) }, "options_too_many", "options"],
    [{ variants: [] }, "variants_missing", "variants"],
    [{ title: undefined }, "title_missing", "title"],
    [
      { variants: sizes(...Array.from({ length: 2049 }, (_, index) => `${index}`)) },
      "too_many_variants",
      "variants",
    ],
    [{ title: "x".repeat(256) }, "input_too_long", "title"],
  ])("refuses %#: %s", async (change, code, field) => {
    const outcomes = await upsertProducts(ctx, [tee("bad", change), tee("good")]);
    expect(outcomes[0]).toMatchObject({ kind: "refused", code, field });
    expect(outcomes[1]!.kind).not.toBe("refused");
    expect(await rowsOf("bad")).toBeUndefined();
  });

  test("takes as many variants as it says, and refuses a handle twice in one list", async () => {
    const many = sizes(...Array.from({ length: 2048 }, (_, index) => `${index}`));
    expect(await kinds([tee("many", { variants: many })])).toEqual(["created"]);
    const outcomes = await upsertProducts(ctx, [tee("dup"), tee("dup")]);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(["created", "refused"]);
  });

  test("does not take a variant away from its stock unasked", async () => {
    await upsertProducts(ctx, [tee("stocked")]);
    const product = await getProduct(ctx, await rowsOf("stocked"));
    const [place] = await database.owner`select id from locations where store_id = ${ctx.storeId}`;
    await database.owner`insert into stock values (${ctx.storeId}, ${product.variants[0]!.id}, ${place!.id}, 1, 1, 0, 0, 0, 0, 0, false)`;
    const shorter = tee("stocked", { variants: sizes("M") });
    expect((await upsertProducts(ctx, [shorter]))[0]).toMatchObject({
      kind: "refused",
      code: "variant_in_stock",
    });
    const letGo: LetGo = async (tx) =>
      void (await tx.run(
        sql`delete from stock where store_id = ${tx.storeId} and variant_id = ${product.variants[0]!.id}`,
      ));
    expect((await upsertProducts(ctx, [shorter], { letGo }))[0]).toMatchObject({ kind: "updated" });
  });

  test("two imports of the same new product end as one product", async () => {
    const rival = () => upsertProducts(ctx, [tee("raced")]);
    const outcomes = (await Promise.all([rival(), rival(), rival()])).flat().map((outcome) => outcome.kind);
    expect(outcomes.sort()).toEqual(["created", "unchanged", "unchanged"]);
  });

  test("a list longer than a transaction is written whole", async () => {
    const rows = Array.from({ length: 1201 }, (_, index) => tee(`bulk-${index}`, { title: `Tee ${index}` }));
    expect(new Set(await kinds(rows))).toEqual(new Set(["created"]));
    const [count] = await database.owner`select count(*)::int as n from products
      where store_id = ${ctx.storeId} and starts_with(handle, 'bulk-')`;
    expect(count!.n).toBe(1201);
  });
});

describe("staff", () => {
  test("createProduct numbers a handle it made, refuses one that was given", async () => {
    const { handle: _, ...untitled } = tee("x", { title: "Kiln Hoodie" });
    expect((await createProduct(ctx, untitled)).handle).toBe("kiln-hoodie");
    expect((await createProduct(ctx, untitled)).handle).toBe("kiln-hoodie-2");
    await expect(createProduct(ctx, tee("kiln-hoodie"))).rejects.toMatchObject({
      code: "product_handle_taken",
    });
    await expect(createProduct(ctx, { title: "x" })).rejects.toMatchObject({ code: "price_missing" });
  });

  test("updateProduct changes what was read, once", async () => {
    const { id } = await createProduct(ctx, tee("edited"));
    const { variants, version } = await getProduct(ctx, { id });
    const change = { id, version, title: "Edited", variants: [{ id: variants[1]!.id, price: 500 }] };
    expect(await updateProduct(ctx, change)).toEqual({ version: 2, added: [] });
    expect(await getProduct(ctx, { id })).toMatchObject({
      title: "Edited",
      minPrice: 500,
      maxPrice: 1000,
      version: 2,
    });
    await expect(updateProduct(ctx, change)).rejects.toMatchObject({ code: "product_changed" });
    expect(await updateProduct(ctx, { ...change, version: 2 })).toEqual({ version: 2, added: [] });
    const tags =
      await database.owner`select tag from changed_tags where store_id = ${ctx.storeId} and tag in (${`product:${id}`}, 'products')`;
    expect(tags).toHaveLength(2);
  });

  test("updateProduct refuses what is not the product's own", async () => {
    const { id } = await createProduct(ctx, tee("own"));
    const other = await getProduct(ctx, await createProduct(ctx, tee("other")));
    const update = (change: object) => updateProduct(ctx, { id, version: 1, ...change });
    await expect(update({ variants: [{ id: other.variants[0]!.id, price: 1 }] })).rejects.toMatchObject({
      code: "unknown_variant",
    });
    await expect(update({ title: "" })).rejects.toMatchObject({ code: "title_missing" });
    await expect(update({ currency: "EUR" })).rejects.toMatchObject({ code: "currency_mismatch" });
    await expect(update({ id: "nonsense" })).rejects.toMatchObject({ code: "product_not_found" });
  });

  test("another store sees none of it", async () => {
    const { id } = await createProduct(ctx, tee("secret"));
    const stranger = await createTestStore(database);
    await expect(getProduct(stranger, { id })).rejects.toMatchObject({ code: "product_not_found" });
    await expect(updateProduct(stranger, { id, version: 1, title: "x" })).rejects.toMatchObject({
      code: "product_not_found",
    });
    expect((await listProducts(stranger, {})).items).toEqual([]);
  });

  test("staff without the permission is refused", async () => {
    const helper = openStore(database.cell, ctx.storeId, {
      actor: { kind: "staff", id: "x", role: "staff" },
      locale: "en",
    });
    await expect(createProduct(helper, tee("no"))).rejects.toMatchObject({ code: "forbidden" });
    expect((await listProducts(helper, { limit: 1 })).items).toHaveLength(1);
  });

  test("listProducts pages through everything and finds by words", async () => {
    const own = await createTestStore(database);
    await upsertProducts(
      own,
      Array.from({ length: 25 }, (_, index) =>
        tee(`p-${index}`, { title: index === 7 ? "晨雾 green" : `Tee ${index}` }),
      ),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listProducts(own, { limit: 10, cursor });
      seen.push(...page.items.map((item) => item.handle));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(25);
    expect((await listProducts(own, { query: "晨雾" })).items).toMatchObject([
      { handle: "p-7", variantCount: 2, stock: null },
    ]);
    expect((await listProducts(own, { query: "gre" })).items).toHaveLength(1);
    expect((await listProducts(own, { status: "draft" })).items).toEqual([]);
    await expect(listProducts(own, { cursor: "x" })).rejects.toMatchObject({ code: "cursor_invalid" });
  });
});

describe("availability and collections", () => {
  test("a product is told of only when its class changes", async () => {
    const { id } = await createProduct(ctx, tee("class"));
    const [collection] = await putCollections(ctx, [
      { handle: "classy", title: "Classy", products: ["class"] },
    ]);
    const { variants } = await getProduct(ctx, { id });
    const say = async (index: number, isAvailable: boolean) => {
      await database.owner`delete from changed_tags where store_id = ${ctx.storeId}`;
      await ctx.write((tx) => setAvailability(tx, [{ variantId: variants[index]!.id, isAvailable }]));
      const rows =
        await database.owner`select tag from changed_tags where store_id = ${ctx.storeId} order by tag`;
      return rows.map((row) => row.tag);
    };
    expect(await say(0, true)).toEqual([]);
    expect(await say(0, false)).toEqual([`product:${id}`]);
    expect(await say(1, false)).toEqual([`collection:${collection!.id}`, `product:${id}`, "products"].sort());
    expect((await rowsOf("class")).is_available).toBe(false);
    expect(await say(1, true)).toContain("products");
  });

  test("the last two variants sold at once leave the product sold out", async () => {
    const { id } = await createProduct(ctx, tee("both"));
    const { variants } = await getProduct(ctx, { id });
    await Promise.all(
      variants.map(({ id: variantId }) =>
        ctx.write((tx) => setAvailability(tx, [{ variantId, isAvailable: false }])),
      ),
    );
    expect((await rowsOf("both")).is_available).toBe(false);
  });

  test("putCollections keeps its id, replaces its products and refuses unknown ones", async () => {
    await upsertProducts(ctx, [tee("c-1"), tee("c-2")]);
    const [first] = await putCollections(ctx, [
      { handle: "shelf", title: "Shelf", products: ["c-1", "c-2"] },
    ]);
    const [again] = await putCollections(ctx, [
      { handle: "shelf", title: "Shelf 2", products: ["c-2"], translations: { de: { title: "Regal" } } },
    ]);
    expect(again!.id).toBe(first!.id);
    const rows =
      await database.owner`select position from collection_products where collection_id = ${first!.id}`;
    expect(rows).toEqual([{ position: 0 }]);
    await expect(
      putCollections(ctx, [{ handle: "shelf", title: "x", products: ["nope"] }]),
    ).rejects.toMatchObject({ code: "unknown_product" });
    await expect(putCollections(ctx, [{ handle: "No", title: "x" }])).rejects.toMatchObject({
      code: "handle_ill_formed",
    });
  });
});
