import { AppError, type Id, newId } from "@hutong/kernel";
import { productTexts, type TranslationRow } from "@hutong/translations";
import type { JudgedProduct, JudgedVariant } from "./judge-product.ts";
import type { MediaRow, ProductRow, VariantRow, WholeProduct } from "./product-rows.ts";

type Known = WholeProduct | undefined;

function optionKey(row: { option1: string; option2: string; option3: string }): string {
  return JSON.stringify([row.option1, row.option2, row.option3]);
}

function mergeVariant(
  given: JudgedVariant,
  known: VariantRow | undefined,
  productId: Id<"product">,
  position: number,
): VariantRow {
  const [option1, option2, option3] = given.options;
  const or = <Value>(value: Value | undefined, kept: Value | undefined, empty: Value): Value =>
    value === undefined ? (kept ?? empty) : value;
  return {
    id: known?.id ?? newId<"variant">(),
    product_id: productId,
    position,
    option1,
    option2,
    option3,
    sku: or(given.sku, known?.sku, null),
    barcode: or(given.barcode, known?.barcode, null),
    price: or(given.price, known?.price, 0),
    compare_at_price: or(given.compareAtPrice, known?.compare_at_price, null),
    unit_cost: or(given.unitCost, known?.unit_cost, null),
    tax_class: or(given.taxClass, known?.tax_class, null),
    weight_grams: or(given.weightGrams, known?.weight_grams, 0),
    requires_shipping: or(given.requiresShipping, known?.requires_shipping, true),
    file_id: or(given.fileId, known?.file_id, null) as Id<"file"> | null,
  };
}

function mergeMedia(given: JudgedProduct, known: Known, productId: Id<"product">): MediaRow[] {
  if (given.media === undefined) return known?.media ?? [];
  return given.media.map(({ fileId, alt }, position) => ({
    product_id: productId,
    position,
    file_id: fileId as Id<"file">,
    alt,
  }));
}

function mergeTranslations(given: JudgedProduct, known: Known, productId: string): TranslationRow[] {
  const rows = new Map((known?.translations ?? []).map((row) => [`${row.locale} ${row.field}`, row]));
  for (const [locale, texts] of Object.entries(given.translations ?? {})) {
    for (const row of productTexts(productId, locale, texts)) rows.set(`${row.locale} ${row.field}`, row);
  }
  return [...rows.values()];
}

function mergeOptions(given: JudgedProduct, known: Known): ProductRow["options"] {
  const before = known?.product.options ?? [];
  if (given.options === undefined) return before;
  return given.options.map(({ name, values, isOrdered }) => {
    const order = isOrdered ? undefined : before.find((option) => option.name === name)?.values;
    const place = (value: string) => order?.indexOf(value) ?? -1;
    const [old, fresh] = [
      values.filter((value) => place(value) >= 0),
      values.filter((value) => place(value) < 0),
    ];
    return { name, values: [...old.sort((a, b) => place(a) - place(b)), ...fresh] };
  });
}

const onlyVariant: JudgedVariant = {
  options: ["", "", ""],
  sku: undefined,
  barcode: undefined,
  price: undefined,
  compareAtPrice: undefined,
  unitCost: undefined,
  taxClass: undefined,
  weightGrams: undefined,
  requiresShipping: undefined,
  fileId: undefined,
};

function mergeVariants(given: JudgedProduct, known: Known, id: Id<"product">): VariantRow[] {
  if (given.variants === undefined && known && given.options === undefined) return known.variants;
  const optionCount = given.options?.length ?? known?.product.options.length ?? 0;
  const variants = given.variants ?? [onlyVariant];
  const fits = variants.every((variant) => variant.options.filter(Boolean).length === optionCount);
  if (!fits) throw new AppError("invalid", "options_mismatch", { field: "options" });
  if (!known) return variants.map((variant, position) => mergeVariant(variant, undefined, id, position));
  const knownVariants = new Map(known.variants.map((row) => [optionKey(row), row]));
  return variants.map((variant, position) => {
    const [option1, option2, option3] = variant.options;
    return mergeVariant(variant, knownVariants.get(optionKey({ option1, option2, option3 })), id, position);
  });
}

/** Whether something in it has no price yet: such a product is not shown before somebody says so. */
function isUnpriced(given: JudgedProduct, known: Known): boolean {
  return !known && (given.variants ?? [onlyVariant]).some((variant) => variant.price === undefined);
}

/**
 * What a product is to be: what is given over what is known. A variant is known again by its options. Throws
 * `title_missing` for a new product without one, `options_mismatch` for variants that the known options do not fit.
 */
export function mergeProduct(given: JudgedProduct, known: Known): WholeProduct {
  const id = known?.product.id ?? newId<"product">();
  const before = known?.product;
  const title = given.title ?? before?.title;
  if (title === undefined) throw new AppError("invalid", "title_missing", { field: "title" });
  return {
    product: {
      id,
      handle: given.handle,
      title,
      subtitle: given.subtitle ?? before?.subtitle ?? "",
      description_html: given.descriptionHtml ?? before?.description_html ?? "",
      vendor: given.vendor ?? before?.vendor ?? "",
      product_type: given.productType ?? before?.product_type ?? "",
      tags: given.tags ?? before?.tags ?? [],
      options: mergeOptions(given, known),
      facts: given.facts ?? before?.facts ?? [],
      seo_title: given.seoTitle === undefined ? (before?.seo_title ?? null) : given.seoTitle,
      seo_description:
        given.seoDescription === undefined ? (before?.seo_description ?? null) : given.seoDescription,
      status: isUnpriced(given, known) ? "draft" : (given.status ?? before?.status ?? "active"),
      tax_class: given.taxClass ?? before?.tax_class ?? "standard",
    },
    variants: mergeVariants(given, known, id),
    media: mergeMedia(given, known, id),
    translations: mergeTranslations(given, known, id),
  };
}

// jsonb gives keys back in its own order, so both sides are written out field by field before they are compared.
function picture({ product: p, variants, media, translations }: WholeProduct): string {
  return JSON.stringify([
    [
      p.handle,
      p.title,
      p.subtitle,
      p.description_html,
      p.vendor,
      p.product_type,
      p.tags,
      p.seo_title,
      p.seo_description,
      p.status,
      p.tax_class,
    ],
    p.options.map((option) => [option.name, option.values]),
    p.facts.map((fact) => [fact.label, fact.value]),
    variants.map((v) => [
      [v.id, v.position, v.option1, v.option2, v.option3, v.sku, v.barcode],
      [
        v.price,
        v.compare_at_price,
        v.unit_cost ?? null,
        v.tax_class ?? null,
        v.weight_grams,
        v.requires_shipping,
        v.file_id,
      ],
    ]),
    media.map((row) => [row.file_id, row.alt]),
    translations.map((row) => [row.locale, row.field, row.value].join("\u0000")).sort(),
  ]);
}

/** Whether two products are the same in every column that people can change. */
export function isSameProduct(a: WholeProduct, b: WholeProduct): boolean {
  return picture(a) === picture(b);
}
