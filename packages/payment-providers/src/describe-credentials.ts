import type { LocalizedText } from "@hutong/kernel";
import { z } from "zod";
import type { CredentialField, PaymentProvider } from "./contract.ts";

/** One field of a provider's settings form, as plain data that can travel to a browser. */
export interface FormField {
  readonly name: string;
  readonly label: LocalizedText;
  readonly help: LocalizedText | null;
  /** "texts": one text for each of the store's languages. */
  readonly kind: "text" | "texts" | "choice" | "number" | "flag";
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  readonly isLong: boolean;
  readonly isForSimulators: boolean;
  /** Values of the field `mode` with which it is drawn; null: with all. */
  readonly modes: readonly string[] | null;
  /** What can be chosen; empty but for a choice. */
  readonly choices: readonly { readonly value: string; readonly label: LocalizedText }[];
  /** What stands there before anything is typed; empty where the schema names nothing. */
  readonly initial: string;
}

interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: boolean | FieldSchema;
  readonly required?: readonly string[];
}

function kindOf(schema: FieldSchema): FormField["kind"] | null {
  if (schema.enum) return "choice";
  if (schema.type === "string") return "text";
  if (schema.type === "boolean") return "flag";
  if (schema.type === "number" || schema.type === "integer") return "number";
  const each = schema.additionalProperties;
  const isTexts = schema.type === "object" && typeof each === "object" && each.type === "string";
  return isTexts && !schema.properties ? "texts" : null;
}

function toField(name: string, schema: FieldSchema, field: CredentialField, isRequired: boolean): FormField {
  const kind = kindOf(schema);
  if (!kind) throw new Error(`no form can draw the credential "${name}"`);
  const values = (schema.enum ?? []).map(String);
  return {
    name,
    label: field.label,
    help: field.help ?? null,
    kind,
    isRequired: isRequired || field.isNeeded === true,
    isSecret: field.isSecret ?? false,
    isLong: field.isLong ?? false,
    isForSimulators: field.isForSimulators ?? false,
    modes: field.modes ?? null,
    choices: values.map((value) => ({ value, label: field.choices?.[value] ?? { en: value } })),
    // The first choice that has a name stands for none given.
    initial: String(
      schema.default ?? (kind === "choice" ? Object.keys(field.choices ?? {})[0] : undefined) ?? "",
    ),
  };
}

/**
 * The settings form of a provider: which fields from its schema, how they are drawn and in which order from its
 * `credentialFields`. Throws where the two do not name the same fields, or a field is of a kind that no form draws.
 */
export function describeCredentials(
  provider: Pick<PaymentProvider, "credentials" | "credentialFields">,
): readonly FormField[] {
  const schema = z.toJSONSchema(provider.credentials, { io: "input", unrepresentable: "any" }) as FieldSchema;
  if (schema.type !== "object" || !schema.properties) throw new Error("credentials are not a list of fields");
  const fields = provider.credentialFields as Readonly<Record<string, CredentialField>>;
  const { properties, required = [] } = schema;
  const missing = Object.keys(properties).filter((name) => !(name in fields));
  if (missing.length > 0) throw new Error(`the form lacks the credentials ${missing.join(", ")}`);
  return Object.entries(fields).map(([name, field]) => {
    const one = properties[name];
    if (!one) throw new Error(`the schema lacks the credential "${name}"`);
    return toField(name, one, field, required.includes(name));
  });
}
