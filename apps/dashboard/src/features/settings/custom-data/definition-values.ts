import type { MetafieldDefinition } from "@hutong/metafields";
import { type FieldType, type Validation, validationsOf } from "@hutong/metafields/schemas";

/** A definition as its form has it. */
export interface DefinitionValues {
  name: string;
  namespace: string;
  key: string;
  type: FieldType;
  description: string;
  pin: boolean;
  isPublic: boolean;
  validations: ValidationValues;
}

/** Texts; lists with a line for each. `list.min` and `list.max` stand below `list`, as their dots say. */
export type ValidationValues = Record<string, string | Record<string, string>>;

const isLines = (name: string) => name === "choices" || name === "allowed_domains";

function textOf({ name, value }: Validation): string {
  return isLines(name) ? (JSON.parse(value) as string[]).join("\n") : value;
}

export function validationValuesOf(kept: readonly Validation[]): ValidationValues {
  const validations: ValidationValues = {};
  for (const one of kept) {
    const [first = "", second] = one.name.split(".");
    if (second === undefined) validations[first] = textOf(one);
    else
      validations[first] = {
        ...(validations[first] as Record<string, string> | undefined),
        [second]: one.value,
      };
  }
  return validations;
}

export function valuesOf(definition: MetafieldDefinition | undefined): DefinitionValues {
  return {
    name: definition?.name ?? "",
    namespace: definition?.namespace ?? "custom",
    key: definition?.key ?? "",
    type: definition?.type ?? "single_line_text_field",
    description: definition?.description ?? "",
    pin: definition ? definition.pinnedPosition !== null : true,
    isPublic: definition?.storefrontAccess === "PUBLIC_READ",
    validations: validationValuesOf(definition?.validations ?? []),
  };
}

/** The validations that the type has and that were filled in, as they are sent. */
export function sentValidations({
  type,
  validations,
}: Pick<DefinitionValues, "type" | "validations">): Validation[] {
  return validationsOf(type).flatMap((name): Validation[] => {
    const [first = "", second] = name.split(".");
    const found = validations[first];
    const text = second === undefined ? found : (found as Record<string, string> | undefined)?.[second];
    if (typeof text !== "string" || text.trim() === "") return [];
    if (!isLines(name)) return [{ name, value: text.trim() }];
    const lines = text.split("\n").map((line) => line.trim());
    return [{ name, value: JSON.stringify(lines.filter(Boolean)) }];
  });
}
