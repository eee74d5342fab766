import { expect, it } from "vitest";
import { sentValidations, valuesOf } from "./definition-values.ts";

it("sends the validations of a definition as they were, and none that its type does not have", () => {
  const validations = [
    { name: "list.min", value: "1" },
    { name: "list.max", value: "3" },
    { name: "choices", value: '["red","blue"]' },
  ];
  const definition = {
    ...{ id: "1", publicId: 1, ownerType: "PRODUCT" as const, namespace: "custom", key: "colours" },
    ...{ name: "Colours", description: "", pinnedPosition: null, storefrontAccess: "NONE" as const },
    type: "list.single_line_text_field" as const,
    validations,
  };
  const values = valuesOf(definition);
  expect(values.validations).toEqual({ list: { min: "1", max: "3" }, choices: "red\nblue" });
  expect(sentValidations(values)).toEqual(validations);
  expect(sentValidations({ ...values, type: "boolean" })).toEqual([]);
});
