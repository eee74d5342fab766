import type { StaffProduct } from "@hutong/catalogue";
import type { SaveProductForm } from "./schemas.ts";
import type { JudgeRow, Sheet, SheetRow } from "./sheet/sheet.ts";
import { cellChanges, judgeVariant, type VariantColumn, variantTexts } from "./variant-cells.ts";
import { splitValues } from "./variant-shape.ts";

/** Columns of the sheet over many products: of the product, and of its variants. */
export const productColumns = ["title", "status", "vendor", "productType", "tags"] as const;
export const bulkVariantColumns = [
  "price",
  "compareAt",
  "available",
  "sku",
  "barcode",
] as const satisfies readonly VariantColumn[];

const rowOfProduct = (id: string) => `p ${id}`;

// A product that is not told apart into variants is one row with all of it.
const isLone = (product: StaffProduct) => product.options.length === 0 && product.variants.length === 1;

const rowOfVariant = (product: StaffProduct) => (id: string) =>
  isLone(product) ? rowOfProduct(product.id) : id;

function productTexts(product: StaffProduct): Record<(typeof productColumns)[number], string> {
  const { title, status, vendor, productType, tags } = product;
  return { title, status, vendor, productType, tags: tags.join(", ") };
}

function bulkVariantTexts(product: StaffProduct, variant: StaffProduct["variants"][number]) {
  const texts = variantTexts(variant, product.currency);
  return Object.fromEntries(bulkVariantColumns.map((column) => [column, texts[column]]));
}

/** The rows of some products: each with its variants under it. */
export function bulkRows(products: readonly StaffProduct[]): SheetRow[] {
  return products.flatMap((product): SheetRow[] => {
    const row = {
      id: rowOfProduct(product.id),
      label: product.title,
      name: product.title,
      texts: productTexts(product),
    };
    const [only] = product.variants;
    if (isLone(product) && only)
      return [{ ...row, group: "", texts: { ...row.texts, ...bulkVariantTexts(product, only) } }];
    const variants = product.variants.map((variant): SheetRow => {
      const label = [variant.option1, variant.option2, variant.option3].filter(Boolean).join(" / ");
      return {
        id: variant.id,
        label,
        name: `${product.title}, ${label}`,
        group: product.id,
        texts: bulkVariantTexts(product, variant),
      };
    });
    return [{ ...row, group: product.id }, ...variants];
  });
}

/** Judges a row of a product, a variant or both. */
export function judgeBulkRow(currency: string): JudgeRow {
  const judge = judgeVariant(currency);
  return (text) => [
    ...(text("title")?.trim() === "" ? [{ column: "title", code: "title_missing" }] : []),
    ...judge(text),
  ];
}

function productChanges(sheet: Sheet, product: StaffProduct): Partial<SaveProductForm> {
  const cells = sheet.changes().get(rowOfProduct(product.id));
  const own = productColumns.filter((column) => cells?.has(column));
  return Object.fromEntries(
    own.map((column) => {
      const text = cells!.get(column)!;
      return [column, column === "tags" ? splitValues(text) : text.trim()];
    }),
  );
}

/** What to send of the sheet: each product that has changes, with these alone. */
export function bulkChanges(sheet: Sheet, products: readonly StaffProduct[]): SaveProductForm[] {
  return products.flatMap((product) => {
    const own = productChanges(sheet, product);
    const cells = cellChanges(sheet, product, rowOfVariant(product));
    const isChanged =
      Object.keys(own).length > 0 || Object.values(cells).some((changes) => changes.length > 0);
    return isChanged ? [{ id: product.id, version: product.version, ...own, ...cells }] : [];
  });
}

/** The rows that belong to a product. */
export function rowsOfProduct(product: StaffProduct): string[] {
  return [rowOfProduct(product.id), ...product.variants.map(({ id }) => id as string)];
}
