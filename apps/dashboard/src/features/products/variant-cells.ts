import type { StaffProduct } from "@hutong/catalogue";
import { minorUnits } from "@hutong/kernel";
import { priceText, readCount, readPrice } from "./form-values.ts";
import type { SaveProductForm } from "./schemas.ts";
import type { JudgeRow, Sheet, SheetRefusal, SheetRow } from "./sheet/sheet.ts";
import type { VariantShape } from "./variant-shape.ts";

type StaffVariant = StaffProduct["variants"][number];

/** What can be filled in for a variant, from left to right. */
export const variantColumns = [
  "price",
  "available",
  "compareAt",
  "sku",
  "barcode",
  "unitCost",
  "weightGrams",
  "oversell",
  "shipping",
  "taxClass",
] as const;
export type VariantColumn = (typeof variantColumns)[number];

/** A variant's cells, as texts. */
export function variantTexts(variant: StaffVariant, currency: string): Record<VariantColumn, string> {
  return {
    price: priceText(variant.price, currency),
    available: variant.available === null ? "" : String(variant.available),
    compareAt: priceText(variant.compareAtPrice, currency),
    sku: variant.sku ?? "",
    barcode: variant.barcode ?? "",
    unitCost: priceText(variant.unitCost, currency),
    weightGrams: String(variant.weightGrams),
    oversell: variant.mayOversell ? "yes" : "no",
    shipping: variant.requiresShipping ? "yes" : "no",
    taxClass: variant.taxClass ?? "",
  };
}

const blank: Record<VariantColumn, string> = {
  price: "",
  available: "",
  compareAt: "",
  sku: "",
  barcode: "",
  unitCost: "",
  weightGrams: "0",
  oversell: "no",
  shipping: "yes",
  taxClass: "",
};

// What a variant that its options ask for begins with: what is typed for its like, but for what is each one's own.
function freshTexts(like: string | null, sheet: Sheet): Record<VariantColumn, string> {
  const said = variantColumns.map((column) => [column, sheet.text(like ?? "", column) ?? blank[column]]);
  const texts = Object.fromEntries(said) as Record<VariantColumn, string>;
  // What is counted goes on being counted: nothing that is new may be sold without end.
  return { ...texts, sku: "", barcode: "", available: texts.available === "" ? "" : "0" };
}

/**
 * The rows of a product's sheet: what exists, and what its options ask for, which begins with what its like has and keeps that.
 * @param sheet as it stands, where there is one
 */
export function variantRows(
  shape: VariantShape,
  product: StaffProduct,
  onlyName: string,
  sheet?: Sheet,
): SheetRow[] {
  const known = new Map<string, StaffVariant>(product.variants.map((variant) => [variant.id, variant]));
  const isGrouped = shape.options.length > 1;
  // Of a product that is not there yet all are new, which nobody has to be told.
  const isMade = product.id !== "";
  return shape.variants.map(({ id, values, like }): SheetRow => {
    const own = known.get(id);
    const kept = sheet?.row(id)?.texts;
    const fresh = () => kept ?? (sheet ? freshTexts(like, sheet) : blank);
    return {
      id,
      label: (isGrouped ? values.slice(1) : values).join(" / ") || onlyName,
      name: values.join(" / "),
      group: isGrouped ? (values[0] ?? "") : "",
      texts: own ? variantTexts(own, product.currency) : fresh(),
      ...(own || !isMade ? {} : { isNew: true }),
    };
  });
}

interface ReadVariant {
  readonly price: number | null;
  readonly compareAtPrice: number | null;
  readonly unitCost: number | null;
  readonly weightGrams: number | null;
  readonly available: number | null;
}

type Text = (column: string) => string | undefined;

function readCells(text: Text, currency: string): { read: ReadVariant; refusals: SheetRefusal[] } {
  const refusals: SheetRefusal[] = [];
  const params = { currency, digits: minorUnits(currency) };
  function take(column: VariantColumn, found: ReturnType<typeof readCount>): number | null {
    if ("value" in found) return found.value;
    refusals.push({ column, code: found.code, params: { ...params, ...found.params } });
    return null;
  }
  const money = (column: VariantColumn) => take(column, readPrice(text(column) ?? "", currency));
  const count = (column: VariantColumn) => {
    const typed = text(column) ?? "";
    // What is sold below zero already stands there as it is.
    const isBelow = column === "available" && /^-\d{1,9}$/.test(typed) && text("oversell") === "yes";
    return isBelow ? Number(typed) : take(column, readCount(typed));
  };
  const read = {
    price: money("price"),
    compareAtPrice: money("compareAt"),
    unitCost: money("unitCost"),
    weightGrams: count("weightGrams"),
    available: count("available"),
  };
  if (read.price === null && (text("price") ?? "").trim() === "")
    refusals.push({ column: "price", code: "price_missing" });
  if (read.price !== null && read.compareAtPrice !== null && read.compareAtPrice <= read.price)
    refusals.push({ column: "compareAt", code: "compare_at_low" });
  return { read, refusals };
}

/** Judges a variant's cells as they are typed. */
export function judgeVariant(currency: string): JudgeRow {
  // A row of a product alone has no price, and nothing of a variant to judge.
  return (text) => (text("price") === undefined ? [] : readCells(text, currency).refusals);
}

type VariantChange = NonNullable<SaveProductForm["variants"]>[number];

// What of a variant's cells goes to the catalogue, where `isSent` asks for it.
function fieldsOf(
  text: Text,
  read: ReadVariant,
  isSent: (column: VariantColumn) => boolean,
): Omit<VariantChange, "id"> {
  return {
    ...(isSent("price") && read.price !== null ? { price: read.price } : {}),
    ...(isSent("compareAt") ? { compareAtPrice: read.compareAtPrice } : {}),
    ...(isSent("unitCost") ? { unitCost: read.unitCost } : {}),
    ...(isSent("sku") ? { sku: text("sku")?.trim() || null } : {}),
    ...(isSent("barcode") ? { barcode: text("barcode")?.trim() || null } : {}),
    ...(isSent("weightGrams") ? { weightGrams: read.weightGrams ?? 0 } : {}),
    ...(isSent("shipping") ? { requiresShipping: text("shipping") === "yes" } : {}),
    ...(isSent("taxClass") ? { taxClass: text("taxClass") || null } : {}),
  };
}

type Changes = Required<Pick<SaveProductForm, "variants" | "stock" | "uncounted" | "overselling">>;

/**
 * What to send of variants that exist: only the cells that were changed. Call it with rows that were judged.
 * @param rowOf the row of the sheet that a variant stands in
 */
export function cellChanges(
  sheet: Sheet,
  product: StaffProduct,
  rowOf: (variantId: string) => string = (id) => id,
): Changes {
  const changes: Changes = { variants: [], stock: [], uncounted: [], overselling: [] };
  for (const { id } of product.variants) {
    const row = rowOf(id);
    const cells = sheet.changes().get(row);
    if (!cells) continue;
    const text = (column: string) => sheet.text(row, column);
    const { read } = readCells(text, product.currency);
    const fields = fieldsOf(text, read, (column) => cells.has(column));
    if (Object.keys(fields).length > 0) changes.variants.push({ id, ...fields });
    if (cells.has("available") && read.available === null) changes.uncounted.push(id);
    else if (cells.has("available")) changes.stock.push({ variantId: id, available: read.available! });
    if (cells.has("oversell") && read.available !== null)
      changes.overselling.push({ variantId: id, mayOversell: text("oversell") === "yes" });
  }
  return changes;
}

/** What to send of a shape that is another than the product's: its options, what they rename, add and take out. */
export function shapeChanges(
  shape: VariantShape,
  sheet: Sheet,
  product: StaffProduct,
): Pick<SaveProductForm, "options" | "added" | "addedStock" | "removed"> & {
  renamed: ReadonlyMap<string, string[]>;
} {
  const known = new Map<string, StaffVariant>(product.variants.map((variant) => [variant.id, variant]));
  const kept = new Set(shape.variants.map(({ id }) => id));
  const renamed = new Map<string, string[]>();
  const added: NonNullable<SaveProductForm["added"]> = [];
  const addedStock: NonNullable<SaveProductForm["addedStock"]> = [];
  for (const { id, values } of shape.variants) {
    const before = known.get(id);
    if (before) {
      const was = [before.option1, before.option2, before.option3].slice(0, product.options.length);
      if (JSON.stringify(was) !== JSON.stringify(values)) renamed.set(id, [...values]);
      continue;
    }
    const text = (column: string) => sheet.text(id, column);
    const { read } = readCells(text, product.currency);
    if (read.available !== null)
      addedStock.push({
        index: added.length,
        available: read.available,
        mayOversell: text("oversell") === "yes",
      });
    added.push({ options: [...values], ...fieldsOf(text, read, () => true) });
  }
  const removed = product.variants.filter(({ id }) => !kept.has(id)).map(({ id }) => id as string);
  const isSame =
    JSON.stringify(shape.options) ===
    JSON.stringify(product.options.map(({ name, values }) => ({ name, values })));
  if (isSame && added.length === 0 && removed.length === 0 && renamed.size === 0) return { renamed };
  const options = shape.options.map(({ name, values }) => ({ name, values: [...values] }));
  return { options, added, addedStock, removed, renamed };
}

/** All that the form sends of a product's variants. */
export function variantChanges(
  shape: VariantShape,
  sheet: Sheet,
  product: StaffProduct,
): Partial<SaveProductForm> {
  const { renamed, ...reshaped } = shapeChanges(shape, sheet, product);
  const { variants, ...stock } = cellChanges(sheet, product);
  const isGone = new Set(reshaped.removed);
  const changed = new Map(
    variants.filter(({ id }) => !isGone.has(id)).map((variant) => [variant.id, variant]),
  );
  for (const [id, options] of renamed) changed.set(id, { ...(changed.get(id) ?? { id }), options });
  return {
    ...reshaped,
    variants: [...changed.values()],
    stock: stock.stock.filter(({ variantId }) => !isGone.has(variantId)),
    uncounted: stock.uncounted.filter((id) => !isGone.has(id)),
    overselling: stock.overselling.filter(({ variantId }) => !isGone.has(variantId)),
  };
}
