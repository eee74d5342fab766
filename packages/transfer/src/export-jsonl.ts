import type { ProductTextsInput } from "@hutong/catalogue/schemas";
import { toDecimal } from "@hutong/kernel";
import type { ExportRow } from "./export-rows.ts";
import { type FileField, fieldKey } from "./file-fields.ts";
import type { JsonProductLine } from "./jsonl-file.ts";

// Fields whose text holds JSON (see `productTexts`).
const structured = new Set(["options", "facts", "alts"]);

function textsOf(rows: ExportRow["translations"]): Record<string, ProductTextsInput> | undefined {
  if (!rows) return undefined;
  const texts: Record<string, Record<string, unknown>> = {};
  for (const { locale, field, value } of rows) {
    texts[locale] ??= {};
    texts[locale][field] = structured.has(field) ? JSON.parse(value) : value;
  }
  return texts as Record<string, ProductTextsInput>;
}

function valuesOf({ metafields }: ExportRow, fields: readonly FileField[]): JsonProductLine["metafields"] {
  const values = new Map((metafields ?? []).map((one) => [fieldKey(one), one.value]));
  return fields.flatMap(({ namespace, key, type }) => {
    const value = values.get(fieldKey({ namespace, key }));
    return value === undefined ? [] : [{ namespace, key, type, value }];
  });
}

/** A product as a line of JSONL: everything that CSV has no column for too. */
export function jsonlOf(product: ExportRow, currency: string, fields: readonly FileField[]): string {
  const decimal = (amount: number) => toDecimal({ amount, currency });
  const count = product.options.length;
  const line: JsonProductLine = {
    handle: product.handle,
    title: product.title,
    subtitle: product.subtitle,
    descriptionHtml: product.description,
    vendor: product.vendor,
    productType: product.type,
    tags: product.tags,
    status: product.status,
    taxClass: product.taxClass,
    currency,
    seoTitle: product.seoTitle,
    seoDescription: product.seoDescription,
    options: product.options.map(({ name, values }) => ({ name, values })),
    facts: product.facts.map(({ label, value }) => ({ label, value })),
    variants: product.variants.map((variant) => ({
      options: variant.options.slice(0, count),
      sku: variant.sku,
      barcode: variant.barcode,
      price: decimal(variant.price),
      compareAtPrice: variant.compareAtPrice === null ? null : decimal(variant.compareAtPrice),
      weightGrams: variant.grams,
      requiresShipping: variant.requiresShipping,
      image: variant.image,
      available: variant.available,
      ...(variant.mayOversell === null ? {} : { mayOversell: variant.mayOversell }),
    })),
    media: (product.media ?? []).map(({ address, alt }) => ({ url: address, alt })),
    translations: textsOf(product.translations),
    ...(fields.length > 0 && { metafields: valuesOf(product, fields) }),
  };
  return `${JSON.stringify(line)}\n`;
}
