import type { LineField, QuantityRule } from "@hutong/catalogue";
import type { PutPurchaseRulesInput } from "@hutong/catalogue/schemas";
import { localized, type WeightUnit } from "@hutong/kernel";
import { readCount } from "./form-values.ts";

/** A field as it is typed; `known` is what was read, with its other languages. */
export interface FieldValues {
  readonly id: string;
  readonly known: LineField | null;
  label: string;
  kind: LineField["kind"];
  isRequired: boolean;
  maxLength: string;
  /** One on a line. */
  choices: string;
}

export interface PurchaseValues {
  /** Empty: from one. */
  least: string;
  /** Empty: any number. */
  most: string;
  step: string;
  of: QuantityRule["of"];
  /** Of one unit; empty: it is not sold by weight. */
  weight: string;
  weightUnit: WeightUnit;
  fields: FieldValues[];
}

const plain = (units: number | null | undefined): string => (units && units > 1 ? String(units) : "");

/** What stands in the form, in a language of the store. */
export function purchaseValuesOf(
  { fields, quantity }: { fields: readonly LineField[]; quantity: QuantityRule | null },
  locale: string,
): PurchaseValues {
  return {
    least: plain(quantity?.least),
    most: quantity?.most ? String(quantity.most) : "",
    step: plain(quantity?.step),
    of: quantity?.of ?? "variant",
    weight: quantity?.weight ? String(quantity.weight.amount) : "",
    weightUnit: quantity?.weight?.unit ?? "gram",
    fields: fields.map((field) => ({
      id: field.id,
      known: field,
      label: localized(field.label, locale),
      kind: field.kind,
      isRequired: field.isRequired,
      maxLength: String(field.maxLength),
      choices: field.choices.map((choice) => localized(choice, locale)).join("\n"),
    })),
  };
}

/** A field to begin with. */
export function newField(): FieldValues {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte % 36).toString(36)).join(
    "",
  );
  return { id, known: null, label: "", kind: "text", isRequired: false, maxLength: "40", choices: "" };
}

// What cannot be read becomes 0, which is refused with the field's path.
function unitsOf(text: string, empty: number): number {
  const read = readCount(text);
  return "value" in read ? (read.value ?? empty) : 0;
}

function fieldOf(values: FieldValues, locale: string): LineField {
  const { id, known, kind, isRequired } = values;
  const lines = values.choices.split("\n").map((line) => line.trim());
  const choices = lines
    .filter((line) => line !== "")
    .map((line) => {
      const same = known?.choices.find((choice) => localized(choice, locale) === line);
      return { ...same, [locale]: line };
    });
  return {
    id,
    label: { ...known?.label, [locale]: values.label },
    kind,
    isRequired,
    maxLength: kind === "text" ? unitsOf(values.maxLength, 0) : 1,
    choices: kind === "choice" ? choices : [],
  };
}

/** What to send; words of other languages stay with what they are of. */
export function purchaseRulesOf(
  values: PurchaseValues,
  locale: string,
): Omit<PutPurchaseRulesInput, "productId"> {
  const most = values.most.trim() === "" ? null : unitsOf(values.most, 0);
  const step = unitsOf(values.step, 1);
  const weight =
    values.weight.trim() === "" ? null : { amount: unitsOf(values.weight, 0), unit: values.weightUnit };
  return {
    fields: values.fields.map((field) => fieldOf(field, locale)),
    quantity: { least: unitsOf(values.least, step), most, step, of: values.of, weight },
  };
}

type NumberPath = "least" | "most" | "step" | "weight";
type FieldPath = `fields.${number}.${"label" | "maxLength" | "choices"}`;

/** Where the form shows what the server says of a path of its input. */
export function formPath(path: string): NumberPath | "root" | FieldPath {
  const number = /^quantity\.(least|most|step|weight)(\.amount)?$/.exec(path);
  if (number) return number[1] as NumberPath;
  const field = /^fields\.(\d+)\.(label|maxLength|choices)/.exec(path);
  return field ? (`fields.${field[1]}.${field[2]}` as FieldPath) : "root";
}
