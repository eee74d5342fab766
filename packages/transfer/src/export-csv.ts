import { toDecimal } from "@hutong/kernel";
import { type Column, exportColumns } from "./columns.ts";
import type { ExportRow, ExportVariant } from "./export-rows.ts";
import { cellOf, isNumber } from "./field-cells.ts";
import { type FileField, fieldKey, headerOfField } from "./file-fields.ts";
import { csvCell, csvLine } from "./write-csv.ts";

/** A row of an export by the meaning of its cells. */
export type Cells = Partial<Record<Column, string>> & {
  /** What is in the store's own fields, in their order; on a product's first row. */
  readonly fields?: readonly string[];
};

/** The header of an export: Shopify's newer names, then the store's own fields. */
export function csvHeader(fields: readonly FileField[]): string {
  const own = fields.map((field) => csvCell(headerOfField(field), true));
  return csvLine([...exportColumns.map(({ header }) => header), ...own]);
}

/** A product as rows of CSV. */
export function csvOf(product: ExportRow, currency: string, fields: readonly FileField[]): string {
  return rowsOf(product, currency, fields)
    .map((cells) => writeRow(cells, fields))
    .join("");
}

/** A product as rows of cells, before a file's format is theirs. */
export function rowsOf(product: ExportRow, currency: string, fields: readonly FileField[]): Cells[] {
  const media = product.media ?? [];
  const count = Math.max(product.variants.length, media.length);
  return Array.from({ length: count }, (_, index) => ({
    handle: product.handle,
    ...(index === 0 ? { ...productCells(product), fields: fieldCells(product, fields) } : {}),
    ...(product.variants[index] ? variantCells(product, product.variants[index], currency) : {}),
    ...(media[index] && {
      imageUrl: media[index].address,
      imagePosition: String(index + 1),
      imageAlt: media[index].alt,
    }),
  }));
}

function productCells(product: ExportRow): Cells {
  const [one, two, three] = product.options;
  return {
    title: product.title,
    description: product.description,
    vendor: product.vendor,
    type: product.type,
    tags: product.tags.join(", "),
    published: product.status === "active" ? "TRUE" : "FALSE",
    status: product.status,
    option1Name: one?.name ?? "Title",
    option2Name: two?.name ?? "",
    option3Name: three?.name ?? "",
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    giftCard: "FALSE",
  };
}

function fieldCells({ metafields }: ExportRow, fields: readonly FileField[]): string[] {
  const values = new Map((metafields ?? []).map((one) => [fieldKey(one), one.value]));
  return fields.map((field) => {
    const value = values.get(fieldKey(field));
    return value === undefined ? "" : cellOf(field.type, value);
  });
}

function variantCells(product: ExportRow, variant: ExportVariant, currency: string): Cells {
  const [one, two, three] = variant.options;
  const isTracked = variant.available !== null;
  const decimal = (amount: number) => toDecimal({ amount, currency });
  return {
    option1Value: product.options.length === 0 ? "Default Title" : (one ?? ""),
    option2Value: two ?? "",
    option3Value: three ?? "",
    sku: variant.sku ?? "",
    barcode: variant.barcode ?? "",
    price: decimal(variant.price),
    compareAtPrice: variant.compareAtPrice === null ? "" : decimal(variant.compareAtPrice),
    tracker: isTracked ? "shopify" : "",
    quantity: isTracked ? String(variant.available) : "",
    policy: variant.mayOversell ? "CONTINUE" : "DENY",
    grams: String(variant.grams),
    requiresShipping: variant.requiresShipping ? "TRUE" : "FALSE",
    variantImage: variant.image ?? "",
  };
}

/** Columns of numbers; all others are texts. */
export const numeric: ReadonlySet<Column> = new Set<Column>([
  "price",
  "compareAtPrice",
  "quantity",
  "grams",
  "imagePosition",
]);

function writeRow(cells: Cells, fields: readonly FileField[]): string {
  const own = fields.map(({ type }, at) => csvCell(cells.fields?.[at] ?? "", !isNumber(type)));
  return csvLine([
    ...exportColumns.map(({ column }) => csvCell(cells[column] ?? "", !numeric.has(column))),
    ...own,
  ]);
}
