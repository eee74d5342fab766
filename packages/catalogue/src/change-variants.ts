import { AppError, cleanText, type Id, newId } from "@hutong/kernel";
import type { z } from "zod";
import { judgeOptions, judgePrice } from "./judge-product.ts";
import type { ProductRow, VariantRow, WholeProduct } from "./product-rows.ts";
import { mostVariants, type UpdateProductInput } from "./product-schemas.ts";

type Given = z.output<typeof UpdateProductInput>;
type GivenVariant = NonNullable<Given["variants"]>[number] | NonNullable<Given["added"]>[number];

/** What a product's variants are to be. */
export interface VariantsChange {
  readonly options: ProductRow["options"];
  /** In their order. */
  readonly variants: VariantRow[];
  /** Ids of new ones, in the order they were given. */
  readonly added: Id<"variant">[];
  readonly removed: Id<"variant">[];
}

const blank = {
  sku: null,
  barcode: null,
  price: 0,
  compare_at_price: null,
  unit_cost: null,
  tax_class: null,
  weight_grams: 0,
  requires_shipping: true,
  file_id: null,
} as const;

function optionColumns(given: readonly string[]): Pick<VariantRow, "option1" | "option2" | "option3"> {
  const [option1 = "", option2 = "", option3 = ""] = given.map(cleanText);
  return { option1, option2, option3 };
}

function withChange(row: VariantRow, given: GivenVariant, field: string): VariantRow {
  const price = (name: "compareAtPrice" | "unitCost", kept: number | null) => {
    const value = given[name];
    return typeof value === "number" ? judgePrice(value, `${field}.${name}`) : value === null ? null : kept;
  };
  const code = (value: string | null | undefined, kept: string | null) =>
    value === undefined ? kept : cleanText(value ?? "") || null;
  return {
    ...row,
    ...(given.options ? optionColumns(given.options) : {}),
    sku: code(given.sku, row.sku),
    barcode: code(given.barcode, row.barcode),
    price: given.price === undefined ? row.price : judgePrice(given.price, `${field}.price`),
    compare_at_price: price("compareAtPrice", row.compare_at_price),
    unit_cost: price("unitCost", row.unit_cost),
    tax_class: given.taxClass === undefined ? row.tax_class : given.taxClass,
    weight_grams: given.weightGrams ?? row.weight_grams,
    requires_shipping: given.requiresShipping ?? row.requires_shipping,
  };
}

const valuesOf = (row: VariantRow) => [row.option1, row.option2, row.option3];

// Whom a refusal is about: a row that was sent, else one that stays as it is.
interface Named {
  readonly row: VariantRow;
  readonly field: string;
}

function judgeFit(named: readonly Named[], options: ProductRow["options"]): void {
  const known = options.map((option) => new Set(option.values));
  const seen = new Set<string>();
  for (const { row, field } of named) {
    const values = valuesOf(row);
    const name = values.filter(Boolean).join(" / ");
    const missing = options.find((_, index) => values[index] === "");
    if (missing)
      throw new AppError("invalid", "variant_option_missing", {
        field,
        params: { option: missing.name, variant: name },
      });
    const fits = values.every((value, index) =>
      index < options.length ? known[index]!.has(value) : value === "",
    );
    if (!fits) throw new AppError("invalid", "variant_option_unknown", { field, params: { variant: name } });
    const key = JSON.stringify(values);
    if (seen.has(key)) throw new AppError("invalid", "variant_twice", { field, params: { variant: name } });
    seen.add(key);
  }
}

function inOrder(rows: readonly VariantRow[], options: ProductRow["options"]): VariantRow[] {
  const places = options.map(({ values }) => new Map(values.map((value, place) => [value, place])));
  const rank = (row: VariantRow) => valuesOf(row).map((value, index) => places[index]?.get(value) ?? 0);
  const ranked = rows.map((row) => ({ row, rank: rank(row) }));
  ranked.sort((a, b) => a.rank[0]! - b.rank[0]! || a.rank[1]! - b.rank[1]! || a.rank[2]! - b.rank[2]!);
  return ranked.map(({ row }, position) => (row.position === position ? row : { ...row, position }));
}

/**
 * Lays the changes of a form over a product's variants: others' cells stay as they are. Throws `unknown_variant`,
 * `variants_missing`, `too_many_variants`, `variant_option_missing`, `variant_option_unknown`, `variant_twice` (with the variant's
 * name) and what `judgeOptions` and `judgePrice` throw.
 */
export function changeVariants(given: Given, before: WholeProduct): VariantsChange {
  const options = given.options ? judgeOptions({ options: given.options, variants: undefined }) : null;
  const shape = options?.map(({ name, values }) => ({ name, values })) ?? before.product.options;
  const known = new Map<string, VariantRow>(before.variants.map((row) => [row.id, row]));
  const refuseUnknown = (id: string, field: string) => {
    if (!known.has(id)) throw new AppError("not_found", "unknown_variant", { field, params: { id } });
  };
  const removed = new Set(given.removed ?? []);
  for (const [index, id] of (given.removed ?? []).entries()) refuseUnknown(id, `removed.${index}`);
  const changes = new Map((given.variants ?? []).map((variant, index) => [variant.id, { variant, index }]));
  for (const [id, { index }] of changes) refuseUnknown(id, `variants.${index}`);
  const kept: Named[] = before.variants
    .filter((row) => !removed.has(row.id))
    .map((row) => {
      const change = changes.get(row.id);
      const field = change ? `variants.${change.index}` : "options";
      return { field, row: change ? withChange(row, change.variant, field) : row };
    });
  const added: Named[] = (given.added ?? []).map((variant, index) => {
    const field = `added.${index}`;
    if (variant.price === undefined)
      throw new AppError("invalid", "price_missing", { field: `${field}.price` });
    const row: VariantRow = {
      ...blank,
      ...optionColumns(variant.options),
      id: newId<"variant">(),
      product_id: before.product.id,
      position: before.variants.length + index,
    };
    return { field, row: withChange(row, variant, field) };
  });
  const all = [...kept, ...added];
  const last = all[mostVariants];
  if (last)
    throw new AppError("limit_reached", "too_many_variants", {
      field: last.field,
      params: {
        most: mostVariants,
        count: all.length,
        variant: valuesOf(last.row).filter(Boolean).join(" / "),
      },
    });
  if (all.length === 0) throw new AppError("invalid", "variants_missing", { field: "removed" });
  const isReshaped =
    options !== null || added.length > 0 || (given.variants ?? []).some((one) => one.options);
  if (isReshaped) judgeFit(all, shape);
  const rows = all.map(({ row }) => row);
  return {
    options: shape,
    variants: isReshaped || removed.size > 0 ? inOrder(rows, shape) : rows,
    added: added.map(({ row }) => row.id),
    removed: before.variants.filter((row) => removed.has(row.id)).map((row) => row.id),
  };
}
