import type { MetaobjectDefinition } from "@hutong/metafields";
import type { FieldType, MetaobjectFieldInput } from "@hutong/metafields/schemas";
import { sentValidations, type ValidationValues, validationValuesOf } from "./definition-values.ts";

/** A field of a kind of records as its form has it. */
export interface KindFieldValues {
  /** Its name within the form: keys are typed, and change. */
  uid: string;
  /** Whether it is stored: then key and type are for good. */
  isKept: boolean;
  name: string;
  key: string;
  type: FieldType;
  required: boolean;
  description: string;
  validations: ValidationValues;
}

/** A kind of records as its form has it. */
export interface KindValues {
  name: string;
  type: string;
  description: string;
  /** The `uid` of the field that entries are called by; empty: their handle. */
  displayName: string;
  isPublishable: boolean;
  isPublic: boolean;
  fields: KindFieldValues[];
}

export const newField = (uid: string): KindFieldValues => ({
  ...{ uid, isKept: false, name: "", key: "", type: "single_line_text_field" },
  ...{ required: false, description: "", validations: {} },
});

export function kindValuesOf(kind: MetaobjectDefinition | null): KindValues {
  if (!kind) {
    const first = { ...newField("new"), required: true };
    return {
      ...{ name: "", type: "", description: "", isPublishable: false, isPublic: false },
      ...{ displayName: first.uid, fields: [first] },
    };
  }
  return {
    name: kind.name,
    type: kind.type,
    description: kind.description,
    displayName: kind.displayNameKey ?? "",
    isPublishable: kind.isPublishable,
    isPublic: kind.storefrontAccess === "PUBLIC_READ",
    fields: kind.fields.map((field) => ({
      ...field,
      uid: field.key,
      isKept: true,
      validations: validationValuesOf(field.validations),
    })),
  };
}

/** A kind as it is sent, but for its type. */
export function sentKind(values: KindValues) {
  const { name, description, fields, displayName, isPublishable, isPublic } = values;
  return {
    ...{ name, description, isPublishable },
    displayNameKey: fields.find(({ uid }) => uid === displayName)?.key ?? null,
    storefrontAccess: isPublic ? ("PUBLIC_READ" as const) : ("NONE" as const),
    fields: fields.map(
      (field): MetaobjectFieldInput => ({
        ...{ key: field.key, name: field.name, description: field.description },
        ...{ type: field.type, required: field.required, validations: sentValidations(field) },
      }),
    ),
  };
}
