import type { StoreContext } from "@hutong/db";
import { createTestDatabase, createTestStore, type TestDatabase } from "@hutong/db/testing";
import { defineMetafield, removeDefinition, setMetafields } from "@hutong/metafields";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  getProduct,
  judgeByDefinition,
  judgeCollection,
  judgeOwners,
  listMembers,
  previewRules,
  saveCollection,
  updateProduct,
  upsertProducts,
} from "../index.ts";
import type { RuleCondition, RuleMetafield, RulesInput } from "./rule-schemas.ts";

type FieldType = Parameters<typeof defineMetafield>[1]["type"];
type OwnerType = RuleMetafield["ownerType"];

let database: TestDatabase;
let ctx: StoreContext;
let ids: Map<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ctx = await createTestStore(database);
  ids = await put(ctx);
});

const goods = ["linen", "silk", "plain"];

async function put(store: StoreContext, tags: readonly string[] = []): Promise<Map<string, string>> {
  const outcomes = await upsertProducts(
    store,
    goods.map((handle) => ({
      handle,
      title: handle,
      status: "active" as const,
      tags: [...tags],
      variants: [{ price: 100 }],
    })),
  );
  return new Map(
    outcomes.map((outcome) => {
      if (outcome.kind === "refused") throw new Error(JSON.stringify(outcome));
      return [outcome.handle, outcome.id];
    }),
  );
}

const define = (key: string, type: FieldType, ownerType: OwnerType = "PRODUCT", store = ctx) =>
  defineMetafield(store, { ownerType, key, name: key, type });

async function set(handle: string, key: string, value: string | null, store = ctx, of = ids) {
  const one = { ownerType: "PRODUCT" as const, ownerId: of.get(handle)!, key, value };
  expect(await setMetafields(store, { metafields: [one] }, judgeOwners)).toMatchObject({ kind: "saved" });
}

const on = (
  key: string,
  relation: string,
  value: RuleCondition["value"],
  ownerType: OwnerType = "PRODUCT",
): RuleCondition => ({
  field: "metafield",
  relation,
  value,
  metafield: { ownerType, namespace: "custom", key },
});

const ruled = (conditions: RuleCondition[], match: RulesInput["match"] = "all", store = ctx) =>
  saveCollection(store, { title: "Ruled", sort: "newest", rules: { match, conditions } });

async function handlesIn(id: string, store = ctx, of = ids): Promise<string[]> {
  const byId = new Map([...of].map(([handle, one]) => [one, handle]));
  return (await listMembers(store, { id })).items.map((item) => byId.get(item.id) ?? "?").sort();
}

/** Does what the worker would: judges by definitions that came or went, and then by the collections that name them. */
async function work(store = ctx) {
  type Job<Payload> = { payload: Payload }[];
  const changed = await database.owner<Job<RuleMetafield>>`delete from outbox
    where store_id = ${store.storeId} and kind = 'judge-definition' returning payload`;
  for (const { payload } of changed) await judgeByDefinition(store, payload);
  const judged = await database.owner<
    Job<{ collectionId: string; run: string; after: string }>
  >`delete from outbox
    where store_id = ${store.storeId} and kind = 'judge-collection' returning payload`;
  for (const { payload } of judged) await judgeCollection(store, payload);
}

describe("rules by a metafield", () => {
  it.each<[string, FieldType, string, string, string, RuleCondition["value"], string[]]>([
    ["a text", "single_line_text_field", "Linen", "silk", "equals", "LINEN", ["linen"]],
    [
      "another text, or none",
      "single_line_text_field",
      "Linen",
      "silk",
      "not-equals",
      "linen",
      ["plain", "silk"],
    ],
    ["yes", "boolean", "true", "false", "equals", true, ["linen"]],
    ["no", "boolean", "true", "false", "equals", false, ["silk"]],
    ["not yes", "boolean", "true", "false", "not-equals", true, ["plain", "silk"]],
    [
      "any of a list",
      "list.single_line_text_field",
      '["Red","Blue"]',
      '["green"]',
      "equals",
      "blue",
      ["linen"],
    ],
    [
      "none of a list",
      "list.single_line_text_field",
      '["Red","Blue"]',
      '["green"]',
      "not-equals",
      "red",
      ["plain", "silk"],
    ],
    [
      "half a character",
      "list.single_line_text_field",
      '["\\ud83d"]',
      '["green"]',
      "equals",
      "green",
      ["silk"],
    ],
    ["a number", "number_integer", "10", "9", "equals", "10", ["linen"]],
    ["a number above", "number_integer", "10", "9", "greater", "9", ["linen"]],
    ["a number below", "number_integer", "-10", "9", "less", "9", ["linen"]],
    ["a decimal", "number_decimal", "1.50", "10", "equals", "1.5", ["linen"]],
    ["a decimal above", "number_decimal", "0.3", "10.000000001", "greater", "10", ["silk"]],
  ])(
    "find %s, as they are saved, as values are written, and in the preview",
    async (_name, type, first, second, relation, value, wanted) => {
      await define("field", type);
      const before = await ruled([on("field", relation, value)]);
      await set("linen", "field", first);
      await set("silk", "field", second);
      const behind = await ruled([on("field", relation, value)]);
      expect(await handlesIn(before.id)).toEqual(wanted);
      expect(await handlesIn(behind.id)).toEqual(wanted);
      const rules = { match: "all" as const, conditions: [on("field", relation, value)] };
      expect(await previewRules(ctx, { rules })).toMatchObject({ count: wanted.length, faults: [] });
    },
  );

  it("move a product in and out as its value is set, changed and taken away", async () => {
    await define("fabric", "single_line_text_field");
    const { id } = await ruled([on("fabric", "equals", "linen")]);
    expect(await handlesIn(id)).toEqual([]);
    await set("plain", "fabric", "linen");
    expect(await handlesIn(id)).toEqual(["plain"]);
    await set("plain", "fabric", "silk");
    expect(await handlesIn(id)).toEqual([]);
    await set("plain", "fabric", "linen");
    await set("plain", "fabric", null);
    expect(await handlesIn(id)).toEqual([]);
  });

  it("go together with other conditions, and what is written by an import is judged with its values", async () => {
    await define("fabric", "single_line_text_field");
    const sale: RuleCondition = { field: "tag", relation: "equals", value: "sale" };
    const both = await ruled([on("fabric", "equals", "linen"), sale]);
    const either = await ruled([on("fabric", "equals", "linen"), sale], "any");
    await set("linen", "fabric", "linen");
    expect(await handlesIn(both.id)).toEqual([]);
    expect(await handlesIn(either.id)).toEqual(["linen"]);
    await put(ctx, ["sale"]);
    expect(await handlesIn(both.id)).toEqual(["linen"]);
    expect(await handlesIn(either.id)).toEqual(["linen", "plain", "silk"]);
    await put(ctx, []);
    expect(await handlesIn(both.id)).toEqual([]);
    expect(await handlesIn(either.id)).toEqual(["linen"]);
  });

  it("ask about any variant's value, which goes with the variant", async () => {
    await define("grams", "number_integer", "PRODUCTVARIANT");
    const { id } = await ruled([on("grams", "greater", "5", "PRODUCTVARIANT")]);
    const [outcome] = await upsertProducts(ctx, [
      {
        handle: "tea",
        title: "tea",
        status: "active",
        options: [{ name: "Size" }],
        variants: [
          { options: ["S"], price: 1 },
          { options: ["L"], price: 2 },
        ],
      },
    ]);
    const teaId = (outcome as { id: string }).id;
    ids.set("tea", teaId);
    const { variants, version } = await getProduct(ctx, { id: teaId });
    const metafields = variants.map((one, index) => ({
      ownerType: "PRODUCTVARIANT" as const,
      ownerId: one.id,
      key: "grams",
      value: String(index * 10),
    }));
    await setMetafields(ctx, { metafields }, judgeOwners);
    expect(await handlesIn(id)).toEqual(["tea"]);
    await updateProduct(ctx, { id: teaId, version, removed: [variants[1]!.id] });
    expect(await handlesIn(id)).toEqual([]);
  });

  it("find nothing once the definition is gone, and go on where it comes back as it was", async () => {
    const defined = await define("fabric", "single_line_text_field");
    const same = await ruled([on("fabric", "equals", "linen")]);
    const other = await ruled([on("fabric", "not-equals", "linen")]);
    await set("linen", "fabric", "linen");
    await removeDefinition(ctx, { id: defined.id, values: "keep" });
    await work();
    expect([await handlesIn(same.id), await handlesIn(other.id)]).toEqual([[], []]);
    const again = await define("fabric", "single_line_text_field");
    await work();
    expect(await handlesIn(same.id)).toEqual(["linen"]);
    expect(await handlesIn(other.id)).toEqual(["plain", "silk"]);
    await removeDefinition(ctx, { id: again.id, values: "remove" });
    await define("fabric", "number_integer");
    await work();
    await set("linen", "fabric", "7");
    expect([await handlesIn(same.id), await handlesIn(other.id)]).toEqual([[], []]);
  });

  it("are refused where the definition is missing, or relation or value do not fit its type", async () => {
    await define("fabric", "single_line_text_field");
    await define("grams", "number_integer");
    await define("sheet", "json");
    const refusal = async (condition: RuleCondition) => {
      const rules = { match: "all" as const, conditions: [condition] };
      const { faults } = await previewRules(ctx, { rules });
      await expect(ruled([condition])).rejects.toMatchObject({
        code: faults[0]!.code,
        field: "rules.conditions.0",
        params: { condition: 1 },
      });
      return faults[0]!.code;
    };
    expect(await refusal(on("nothing", "equals", "x"))).toBe("rule_definition_missing");
    expect(await refusal(on("fabric", "equals", "x", "PRODUCTVARIANT"))).toBe("rule_definition_missing");
    expect(await refusal({ field: "metafield", relation: "equals", value: "x" })).toBe(
      "rule_definition_missing",
    );
    expect(await refusal(on("sheet", "equals", "x"))).toBe("rule_unsuited");
    expect(await refusal(on("fabric", "greater", "x"))).toBe("rule_unsuited");
    expect(await refusal(on("fabric", "equals", " "))).toBe("rule_incomplete");
    expect(await refusal(on("grams", "equals", "1.5"))).toBe("rule_value_mistyped");
  });

  it("know no other store's definitions and values", async () => {
    const other = await createTestStore(database);
    const others = await put(other);
    await define("fabric", "single_line_text_field");
    const { id } = await ruled([on("fabric", "equals", "linen")]);
    await expect(ruled([on("fabric", "equals", "linen")], "all", other)).rejects.toMatchObject({
      code: "rule_definition_missing",
    });
    await define("fabric", "single_line_text_field", "PRODUCT", other);
    const theirs = await ruled([on("fabric", "equals", "linen")], "all", other);
    await set("linen", "fabric", "linen", other, others);
    await set("silk", "fabric", "linen");
    expect(await handlesIn(id)).toEqual(["silk"]);
    expect(await handlesIn(theirs.id, other, others)).toEqual(["linen"]);
  });

  it("are kept to where two writers of one product meet", async () => {
    await define("fabric", "single_line_text_field");
    await define("colour", "single_line_text_field");
    const { id } = await ruled([on("fabric", "equals", "linen"), on("colour", "equals", "red")]);
    for (let turn = 0; turn < 5; turn += 1) {
      await Promise.all([set("plain", "fabric", "linen"), set("plain", "colour", "red")]);
      expect(await handlesIn(id)).toEqual(["plain"]);
      await Promise.all([set("plain", "fabric", null), set("plain", "colour", null)]);
      expect(await handlesIn(id)).toEqual([]);
    }
  });
});
