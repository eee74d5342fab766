import type { MetaobjectDefinition } from "@hutong/metafields";
import { expect, it } from "vitest";
import { kindValuesOf, newField, sentKind } from "./kind-values.ts";

const maker: MetaobjectDefinition = {
  ...{ id: "1", publicId: 1, type: "maker", name: "Makers", description: "", displayNameKey: "name" },
  ...{ isPublishable: true, storefrontAccess: "PUBLIC_READ" },
  fields: [
    {
      ...{ key: "name", name: "Name", description: "", type: "single_line_text_field", required: true },
      validations: [{ name: "max", value: "40" }],
    },
    {
      ...{ key: "since", name: "Since", description: "A year", type: "number_integer", required: false },
      validations: [],
    },
  ],
};

it("sends a kind of records as it was", () => {
  const { id: _, publicId: __, type: ___, ...sent } = maker;
  expect(sentKind(kindValuesOf(maker))).toEqual(sent);
});

it("calls entries by a new field whose key is typed later, and by their handle where that field goes", () => {
  const values = { ...kindValuesOf(maker), displayName: "later" };
  const field = { ...newField("later"), key: "alias" };
  expect(sentKind({ ...values, fields: [...values.fields, field] }).displayNameKey).toBe("alias");
  expect(sentKind(values).displayNameKey).toBeNull();
});
