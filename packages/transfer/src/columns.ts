import { AppError } from "@hutong/kernel";
import { type FileField, fieldKey, keyInHeader } from "./file-fields.ts";

/** What a column of a product file means, whichever generation its header is of. */
export type Column =
  | "handle"
  | "title"
  | "description"
  | "vendor"
  | "type"
  | "tags"
  | "published"
  | "status"
  | `option${1 | 2 | 3}${"Name" | "Value"}`
  | "sku"
  | "barcode"
  | "price"
  | "compareAtPrice"
  | "tracker"
  | "quantity"
  | "policy"
  | "grams"
  | "requiresShipping"
  | "imageUrl"
  | "imagePosition"
  | "imageAlt"
  | "variantImage"
  | "giftCard"
  | "seoTitle"
  | "seoDescription";

/** Meaning, then the newer header (which exports write), then the older one. */
const headers: readonly (readonly [Column, string, ...string[]])[] = [
  ["title", "Title"],
  ["handle", "URL handle", "Handle"],
  ["description", "Description", "Body (HTML)"],
  ["vendor", "Vendor"],
  ["type", "Type"],
  ["tags", "Tags"],
  ["published", "Published on online store", "Published"],
  ["status", "Status"],
  ["sku", "SKU", "Variant SKU"],
  ["barcode", "Barcode", "Variant Barcode"],
  ["option1Name", "Option1 name"],
  ["option1Value", "Option1 value"],
  ["option2Name", "Option2 name"],
  ["option2Value", "Option2 value"],
  ["option3Name", "Option3 name"],
  ["option3Value", "Option3 value"],
  ["price", "Price", "Variant Price"],
  ["compareAtPrice", "Compare-at price", "Variant Compare At Price"],
  ["tracker", "Inventory tracker", "Variant Inventory Tracker"],
  ["quantity", "Inventory quantity", "Variant Inventory Qty"],
  ["policy", "Continue selling when out of stock", "Variant Inventory Policy"],
  ["grams", "Weight value (grams)", "Variant Grams"],
  ["requiresShipping", "Requires shipping", "Variant Requires Shipping"],
  ["imageUrl", "Product image URL", "Image Src"],
  ["imagePosition", "Image position"],
  ["imageAlt", "Image alt text"],
  ["variantImage", "Variant image URL", "Variant Image"],
  ["giftCard", "Gift card"],
  ["seoTitle", "SEO title"],
  ["seoDescription", "SEO description"],
];

const mostColumns = 1_000;

const normal = (header: string) => header.trim().replace(/\s+/g, " ").toLowerCase();

const meanings = new Map(
  headers.flatMap(([column, ...names]) => names.map((name) => [normal(name), column] as const)),
);

const newerHeaders = new Map(headers.map(([column, newer]) => [column, newer]));

/** Columns of an export in their order, with the newer headers. */
export const exportColumns: readonly { column: Column; header: string }[] = headers.map(
  ([column, header]) => ({
    column,
    header,
  }),
);

/** A column of a field of the store's own. */
export interface FieldColumn extends FileField {
  readonly place: number;
}

export interface Header {
  /** Place of each column that the file has. */
  readonly places: ReadonlyMap<Column, number>;
  /** Columns of the store's own fields. */
  readonly fields: readonly FieldColumn[];
  /** What stands above each place, as the file writes it. */
  readonly names: readonly string[];
  /** Columns that mean nothing here; told, not fatal. */
  readonly ignored: readonly string[];
}

/**
 * Reads a header without regard to case and order. Throws `header_missing` when it names no product, `columns_too_many`.
 * @param known the store's own fields: a column of any other is ignored
 */
export function readHeader(cells: readonly string[], known: readonly FileField[]): Header {
  const places = new Map<Column, number>();
  const fields = new Map<string, FieldColumn>();
  const ignored: string[] = [];
  if (cells.length > mostColumns)
    throw new AppError("invalid", "columns_too_many", { params: { most: mostColumns } });
  cells.forEach((cell, index) => {
    const column = meanings.get(normal(cell));
    const key = column ? null : keyInHeader(cell);
    const field = key === null ? undefined : known.find((one) => fieldKey(one) === key);
    if (column && !places.has(column)) places.set(column, index);
    else if (field && !fields.has(fieldKey(field))) fields.set(fieldKey(field), { ...field, place: index });
    else if (cell.trim()) ignored.push(cell.trim());
  });
  if (!places.has("handle") && !places.has("title")) {
    const found = cells.slice(0, 5).join(", ").slice(0, 100);
    throw new AppError("invalid", "header_missing", { params: { columns: "Handle, Title", found } });
  }
  const names = cells.map((cell) => cell.trim().slice(0, 100));
  return { places, fields: [...fields.values()], names, ignored };
}

/** What a file (or, where it has no such column, the newer header) calls what a column means. */
export function headerOf({ places, names }: Header, column: Column): string {
  const place = places.get(column);
  return (place === undefined ? undefined : names[place]) ?? newerHeaders.get(column)!;
}

/** What a file calls the column that a field of a product is read from: `variants.3.price`, `metafields.custom.care`. */
export function columnNamed(header: Header, field: string | undefined): string | undefined {
  const own = field?.startsWith("metafields.")
    ? header.fields.find((one) => `metafields.${fieldKey(one)}` === field)
    : undefined;
  if (own) return header.names[own.place];
  const column = columnOf(field);
  return column && headerOf(header, column);
}

const fields: readonly (readonly [RegExp, Column])[] = [
  [/^descriptionHtml$/, "description"],
  [/^productType$/, "type"],
  [/^tags\b/, "tags"],
  [/^options\b/, "option1Name"],
  [/^variants\.\d+(\.options(\.0)?)?$/, "option1Value"],
  [/^variants\.\d+\.options\.1$/, "option2Value"],
  [/^variants\.\d+\.options\.2$/, "option3Value"],
  [/^variants\.\d+\.weightGrams$/, "grams"],
  [/^media\.\d+\.alt$/, "imageAlt"],
  [/^media\b/, "imageUrl"],
  [/^variants\.\d+\.fileId$/, "variantImage"],
];

/** The column that a field of a product is read from: `variants.3.price` is "price". */
export function columnOf(field: string | undefined): Column | undefined {
  if (field === undefined) return undefined;
  const known = fields.find(([pattern]) => pattern.test(field))?.[1];
  if (known) return known;
  const last = field.replace(/^variants\.\d+\./, "") as Column;
  return newerHeaders.has(last) ? last : undefined;
}
