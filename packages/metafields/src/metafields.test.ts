import { openStore, readTogether, type StoreContext, sql } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { newId, newPublicId } from "@hutong/kernel";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  defineMetafield,
  defineMetaobject,
  factsOf,
  getEntry,
  getOwnerFields,
  hasPublicFields,
  listDefinitions,
  listEntries,
  readFactRows,
  readMetafields,
  removeDefinition,
  removeMetaobjectDefinition,
  saveEntry,
  setMetafields as setMetafieldsAround,
  updateDefinition,
  updateMetaobjectDefinition,
} from "./index.ts";

let database: TestDatabase;
let ctx: StoreContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ctx = await createTestStore(database);
});
afterAll(() => database.drop());

// Collections, which judge products by their values, stand above this package.
const setMetafields = (
  store: Parameters<typeof setMetafieldsAround>[0],
  input: Parameters<typeof setMetafieldsAround>[1],
) => setMetafieldsAround(store, input, (_tx, _owners, write) => write());

/** A product's bare row: this package stands below the catalogue. */
async function product(handle: string, storeId = ctx.storeId): Promise<string> {
  const id = newId<"product">();
  await database.owner`insert into products ${database.owner({
    store_id: storeId,
    id,
    public_id: newPublicId(),
    handle,
    title: handle,
    subtitle: "",
    description_html: "",
    vendor: "",
    product_type: "",
    tags: "[]",
    options: "[]",
    facts: "[]",
    status: "active",
    min_price: 1,
    max_price: 1,
    is_available: true,
    version: 1,
    created_at: new Date(),
    updated_at: new Date(),
  })}`;
  return id;
}

const define = (key: string, more: Partial<Parameters<typeof defineMetafield>[1]> = {}) =>
  defineMetafield(ctx, { ownerType: "PRODUCT", key, name: key, type: "single_line_text_field", ...more });
const value = (ownerId: string, key: string, text: string | null) => ({
  ownerType: "PRODUCT" as const,
  ownerId,
  key,
  value: text,
});
const valuesOf = async (id: string) => {
  const { values } = await getOwnerFields(ctx, { ownerType: "PRODUCT", ownerId: id });
  return Object.fromEntries(values.map((one) => [one.key, one.value]));
};

it("sets many values at once or none, and says of each what is wrong with it", async () => {
  await define("fabric", { validations: [{ name: "choices", value: '["linen","silk"]' }] });
  await define("grams", { type: "number_integer", validations: [{ name: "max", value: "500" }] });
  await define("like", { type: "list.product_reference" });
  const [one, two] = [await product("one"), await product("two")];
  const refused = await setMetafields(ctx, {
    metafields: [
      value(one, "fabric", "linen"),
      value(two, "fabric", "paper"),
      value(two, "grams", "501"),
      value(newId(), "grams", "1"),
      value(one, "like", JSON.stringify([two, newId()])),
      value(one, "loose", "x"),
    ],
  });
  expect(
    refused.kind === "refused" && refused.faults.map(({ key, code }) => `${key} ${code}`).sort(),
  ).toEqual([
    "fabric not_a_choice",
    "grams over_max",
    "grams owner_missing",
    "like reference_missing",
    "loose type_missing",
  ]);
  expect(refused.kind === "refused" && refused.faults.find(({ code }) => code === "over_max")).toMatchObject({
    ownerType: "PRODUCT",
    ownerId: two,
    namespace: "custom",
    params: { max: "500" },
  });
  expect(await valuesOf(one)).toEqual({});

  const all = [
    value(one, "fabric", "linen"),
    value(one, "grams", "007"),
    value(one, "like", JSON.stringify([two])),
  ];
  expect(await setMetafields(ctx, { metafields: all })).toEqual({ kind: "saved", changed: 3 });
  // What is so already is not written.
  expect(await setMetafields(ctx, { metafields: all })).toEqual({ kind: "saved", changed: 0 });
  expect(await valuesOf(one)).toEqual({ fabric: "linen", grams: "7", like: JSON.stringify([two]) });
  await setMetafields(ctx, { metafields: [value(one, "fabric", null)] });

  // What is referred to goes, and then the owner itself.
  await database.owner`delete from products where id = ${two}`;
  expect(await valuesOf(one)).toEqual({ grams: "7" });
  await database.owner`delete from products where id = ${one}`;
  expect(await database.owner`select 1 from metafields where store_id = ${ctx.storeId}`).toHaveLength(0);
});

it("judges a stricter definition by the values that are there, and asks what becomes of them when it goes", async () => {
  const { id } = await define("size", { type: "number_integer" });
  const ids = await Promise.all(["a", "b", "c"].map((handle) => product(handle)));
  await setMetafields(ctx, { metafields: ids.map((one, index) => value(one, "size", String(index * 10))) });
  await expect(
    updateDefinition(ctx, { id, validations: [{ name: "max", value: "9" }] }),
  ).rejects.toMatchObject({
    code: "values_do_not_fit",
    params: { count: 2 },
  });
  await updateDefinition(ctx, { id, name: "Size", pin: true, validations: [{ name: "max", value: "20" }] });
  expect(await listDefinitions(ctx, { ownerType: "PRODUCT" })).toMatchObject([
    { id, name: "Size", pinnedPosition: 1, validations: [{ name: "max", value: "20" }] },
  ]);
  await expect(define("size")).rejects.toMatchObject({ code: "key_taken", field: "key" });
  await expect(define("x")).rejects.toMatchObject({ code: "key_malformed", field: "key" });
  await expect(removeDefinition(ctx, { id })).rejects.toMatchObject({
    code: "definition_has_values",
    params: { count: 3 },
  });
  await removeDefinition(ctx, { id, values: "keep" });
  // Values without a definition: another type does not fit them, their own does.
  await expect(define("size", { type: "date" })).rejects.toMatchObject({ code: "values_do_not_fit" });
  const again = await define("size", { type: "number_integer" });
  await removeDefinition(ctx, { id: again.id, values: "remove" });
  expect(await valuesOf(ids[0]!)).toEqual({});
});

it("keeps records of a merchant's own kind, found by name and handle a page at a time", async () => {
  const { id: definitionId } = await defineMetaobject(ctx, {
    type: "maker",
    name: "Maker",
    displayNameKey: "name",
    isPublishable: true,
    storefrontAccess: "PUBLIC_READ",
    fields: [
      { key: "name", name: "Name", type: "single_line_text_field", required: true },
      { key: "born", name: "Born", type: "number_integer" },
    ],
  });
  const save = (name: string | null, born = "1970") =>
    saveEntry(ctx, {
      definitionId,
      fields: [
        { key: "name", value: name },
        { key: "born", value: born },
      ],
    });
  expect(await save(null, "soon")).toEqual({
    kind: "refused",
    faults: [
      { key: "name", code: "field_required", params: {} },
      { key: "born", code: "not_an_integer", params: {} },
    ],
  });
  const saved = [];
  for (const name of ["Wang Lan", "wang mei", "Lǐ Hóng", "Wang Lan", "陈"]) saved.push(await save(name));
  const handles = saved.map((one) => one.kind === "saved" && one.handle);
  expect(handles[3]).toBe("wang-lan-2");
  expect(handles[4]).toBe("陈");
  const first = await listEntries(ctx, { definitionId, query: "WANG", limit: 2 });
  const rest = await listEntries(ctx, { definitionId, query: "WANG", limit: 2, cursor: first.cursor });
  expect([...first.items, ...rest.items].map((one) => one.displayName)).toEqual([
    "Wang Lan",
    "Wang Lan",
    "wang mei",
  ]);
  expect(rest.cursor).toBeNull();
  expect((await listEntries(ctx, { definitionId, query: "wang-lan-" })).items).toHaveLength(1);

  const entry = saved[0]?.kind === "saved" ? await getEntry(ctx, { id: saved[0].id }) : null;
  expect(entry).toMatchObject({
    displayName: "Wang Lan",
    status: "DRAFT",
    values: { name: "Wang Lan", born: "1970" },
  });
  const renamed = {
    id: entry!.id,
    definitionId,
    version: entry!.version,
    fields: [{ key: "name", value: "Zhou" }],
  };
  await saveEntry(ctx, renamed);
  await expect(saveEntry(ctx, renamed)).rejects.toMatchObject({ code: "entry_changed" });
  await expect(
    saveEntry(ctx, { id: entry!.id, definitionId, handle: "陈", fields: [] }),
  ).rejects.toMatchObject({
    code: "handle_taken",
  });

  // A stricter rule is judged, a field that goes takes its values along, and entries are called by another field.
  const stricter = {
    id: definitionId,
    name: "Maker",
    isPublishable: true,
    storefrontAccess: "PUBLIC_READ" as const,
    fields: [
      { key: "name", type: "single_line_text_field" as const, validations: [{ name: "max", value: "4" }] },
    ],
  };
  await expect(updateMetaobjectDefinition(ctx, stricter)).rejects.toMatchObject({
    code: "values_do_not_fit",
    params: { count: 3 },
  });
  await updateMetaobjectDefinition(ctx, {
    ...stricter,
    fields: [{ key: "name", type: "single_line_text_field" }],
  });
  expect((await getEntry(ctx, { id: entry!.id })).values).toEqual({ name: "Zhou" });
  expect((await listEntries(ctx, { definitionId, query: "wang-mei" })).items[0]?.displayName).toBe(
    "wang-mei",
  );
  await expect(removeMetaobjectDefinition(ctx, { id: definitionId })).rejects.toMatchObject({
    code: "definition_has_entries",
    params: { count: 5 },
  });
  await removeMetaobjectDefinition(ctx, { id: definitionId, withEntries: true });
});

it("shows customers the fields that are for them, and of references what they may see", async () => {
  const [one, two] = [await product("one"), await product("two")];
  const { id: makers } = await defineMetaobject(ctx, {
    type: "maker",
    name: "Maker",
    displayNameKey: "name",
    isPublishable: true,
    storefrontAccess: "PUBLIC_READ",
    fields: [{ key: "name", type: "single_line_text_field" }],
  });
  const entry = async (name: string, status: "ACTIVE" | "DRAFT") => {
    const saved = await saveEntry(ctx, {
      definitionId: makers,
      status,
      fields: [{ key: "name", value: name }],
    });
    return saved.kind === "saved" ? saved.id : "";
  };
  const [shown, draft] = [await entry("Wang", "ACTIVE"), await entry("Li", "DRAFT")];
  const has = async () => {
    const [[row]] = await ctx.read(sql<{ has: boolean }>`select ${hasPublicFields(ctx)} as has`);
    return row?.has;
  };
  await define("secret");
  expect(await has()).toBe(false);
  const access = { storefrontAccess: "PUBLIC_READ" as const };
  await define("fabric", { name: "Fabric", ...access });
  await define("pairs", { name: "Goes with", type: "list.product_reference", pin: true, ...access });
  await define("makers", {
    name: "Made by",
    type: "list.metaobject_reference",
    validations: [{ name: "metaobject_definition_id", value: makers }],
    ...access,
  });
  expect(await has()).toBe(true);
  await setMetafields(ctx, {
    metafields: [
      value(one, "secret", "cost 3"),
      value(one, "fabric", "linen"),
      value(one, "pairs", JSON.stringify([two])),
      value(one, "makers", JSON.stringify([shown, draft])),
    ],
  });
  const facts = async () => {
    const [rows] = await readTogether(ctx, readFactRows(ctx, "one"));
    return (await factsOf(ctx, rows)).map(({ label, values }) => [
      label,
      values.map((one) => (typeof one === "string" ? one : one.title)).join(),
    ]);
  };
  expect(await facts()).toEqual([
    ["Goes with", "two"],
    ["Fabric", "linen"],
    ["Made by", "Wang"],
  ]);
  await database.owner`update products set status = 'draft' where id = ${two}`;
  expect(await facts()).toEqual([
    ["Fabric", "linen"],
    ["Made by", "Wang"],
  ]);
});

it("lets nobody write what they may not write the owner of, nor reach into another store", async () => {
  await define("fabric");
  const mine = await product("mine");
  const staff = ctx.as({ actor: { kind: "staff", id: newId(), role: "staff" } });
  await expect(setMetafields(staff, { metafields: [value(mine, "fabric", "x")] })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(() =>
    readMetafields(ctx.as({ actor: { kind: "guest", id: null } }), [{ ownerType: "PRODUCT", ownerId: mine }]),
  ).toThrow("forbidden");
  const other = await createTestStore(database);
  const stranger = openStore(database.cell, other.storeId, other);
  expect(
    await setMetafields(stranger, {
      metafields: [{ ...value(mine, "fabric", "x"), type: "single_line_text_field" }],
    }),
  ).toMatchObject({ kind: "refused", faults: [{ code: "owner_missing" }] });
});

it("keeps no value that a definition made in the same moment would refuse", async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => product(`p${n}`)));
  const { id } = await define("size", { type: "number_integer" });
  const [strict] = await Promise.allSettled([
    updateDefinition(ctx, { id, validations: [{ name: "max", value: "5" }] }),
    ...ids.map((one, n) => setMetafields(ctx, { metafields: [value(one, "size", String(n * 2))] })),
  ]);
  const rows = await database.owner`select value from metafields where store_id = ${ctx.storeId}`;
  const over = rows.filter((row) => Number(row.value) > 5).length;
  expect(strict.status === "fulfilled" ? over : 1).toBe(strict.status === "fulfilled" ? 0 : 1);
});
