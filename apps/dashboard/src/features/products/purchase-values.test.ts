import type { LineField } from "@hutong/catalogue";
import { expect, it } from "vitest";
import { formPath, newField, purchaseRulesOf, purchaseValuesOf } from "./purchase-values.ts";

const box: LineField = {
  id: "box",
  label: { "zh-CN": "盒子", en: "Box" },
  kind: "choice",
  isRequired: true,
  maxLength: 1,
  choices: [{ "zh-CN": "木盒", en: "Wood" }, { "zh-CN": "纸盒" }],
};

it("gives back what was read, with the words of other languages", () => {
  const weight = { amount: 50, unit: "ounce" as const };
  const rules = { fields: [box], quantity: { least: 2, most: 6, step: 2, of: "product" as const, weight } };
  const values = purchaseValuesOf(rules, "zh-CN");
  expect(purchaseRulesOf(values, "zh-CN")).toEqual({
    fields: [box],
    quantity: rules.quantity,
  });
});

it("keeps a choice's other languages while its words stay, wherever it is moved", () => {
  const values = purchaseValuesOf({ fields: [box], quantity: null }, "zh-CN");
  values.fields[0]!.choices = "纸盒\n\n 木盒 \n布袋";
  expect(purchaseRulesOf(values, "zh-CN").fields[0]!.choices).toEqual([
    { "zh-CN": "纸盒" },
    { "zh-CN": "木盒", en: "Wood" },
    { "zh-CN": "布袋" },
  ]);
});

it("puts what the server says where it can be put right", () => {
  const paths = [
    "quantity.most",
    "quantity.weight.amount",
    "fields.2.choices.1",
    "fields.0.label",
    "fields.1.id",
  ];
  expect(paths.map(formPath)).toEqual(["most", "weight", "fields.2.choices", "fields.0.label", "root"]);
});

it("reads empty numbers as any, and sends what is no number on to be refused", () => {
  const values = { ...purchaseValuesOf({ fields: [], quantity: null }, "en"), step: "６" };
  expect(purchaseRulesOf(values, "en").quantity).toEqual({
    least: 6,
    most: null,
    step: 6,
    of: "variant",
    weight: null,
  });
  expect(purchaseRulesOf({ ...values, most: "a few" }, "en").quantity?.most).toBe(0);
  const field = { ...newField(), maxLength: "" };
  expect(purchaseRulesOf({ ...values, fields: [field] }, "en").fields[0]!.maxLength).toBe(0);
});
