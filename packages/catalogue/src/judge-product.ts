import { AppError, cleanText, isHandle, toHandle } from "@hutong/kernel";
import type { z } from "zod";
import { mostOptions, mostVariants, ProductInput, type ProductTextsInput } from "./product-schemas.ts";
import { safeHtml } from "./rich-text.ts";

type Parsed = z.output<typeof ProductInput>;

/** A variant that passed every rule; texts clean, options filled up to three. */
export interface JudgedVariant {
  readonly options: readonly [string, string, string];
  readonly sku: string | null | undefined;
  readonly barcode: string | null | undefined;
  readonly price: number | undefined;
  readonly compareAtPrice: number | null | undefined;
  readonly unitCost: number | null | undefined;
  readonly taxClass: string | null | undefined;
  readonly weightGrams: number | undefined;
  readonly requiresShipping: boolean | undefined;
  readonly fileId: string | null | undefined;
}

export interface JudgedProduct extends Omit<Parsed, "variants" | "options" | "handle" | "currency"> {
  readonly handle: string;
  readonly options: JudgedOption[] | undefined;
  readonly variants: JudgedVariant[] | undefined;
}

export interface JudgedOption {
  readonly name: string;
  readonly values: string[];
  /** Whether the values' order was said, not read off the variants. */
  readonly isOrdered: boolean;
}

/** Highest amount of a price in minor units: sums of an order stay below 2^53. */
const mostPrice = 1_000_000_000_000;

export function judgePrice(price: number, field: string): number {
  const params = { price };
  if (price < 0) throw new AppError("invalid", "price_negative", { field, params });
  if (!Number.isInteger(price)) throw new AppError("invalid", "price_too_precise", { field, params });
  if (price > mostPrice) throw new AppError("invalid", "price_too_large", { field, params });
  return price;
}

export function judgeCurrency(given: string | undefined, currency: string): void {
  if (given === undefined || given === currency) return;
  throw new AppError("invalid", "currency_mismatch", { field: "currency", params: { given, currency } });
}

function clean<Text extends string | null | undefined>(text: Text): Text {
  return (typeof text === "string" ? cleanText(text) : text) as Text;
}

function refuse(code: string, field: string, params: Record<string, string | number> = {}): never {
  throw new AppError("invalid", code, { field, params });
}

function judgeHandle(given: string | undefined, title: string | undefined): string {
  if (given === undefined && !title) refuse("title_missing", "title");
  const handle = given === undefined ? toHandle(title ?? "") : given.normalize("NFC");
  if (!isHandle(handle)) refuse("handle_ill_formed", "handle", { handle });
  return handle;
}

/** The options of a product, clean; values that are not said are those of the variants. */
export function judgeOptions({
  options: given,
  variants,
}: Pick<Parsed, "options" | "variants">): JudgedOption[] {
  const all = given ?? [];
  if (all.length > mostOptions) refuse("options_too_many", "options", { most: mostOptions });
  const used = (index: number) => [
    ...new Set((variants ?? []).map((variant) => cleanText(variant.options[index] ?? ""))),
  ];
  const options = all.map((option, index) => ({
    name: cleanText(option.name),
    values: option.values?.map(cleanText) ?? used(index),
    isOrdered: option.values !== undefined,
  }));
  const names = options.map((option) => option.name);
  if (names.includes("")) refuse("option_name_missing", "options");
  if (new Set(names).size < names.length)
    refuse("options_duplicate", "options", { option: names.join(", ") });
  for (const { name, values } of options) {
    if (values.includes("")) refuse("option_value_missing", "options", { option: name });
    if (new Set(values).size < values.length) refuse("options_duplicate", "options", { option: name });
  }
  return options;
}

function judgeVariants(
  variants: NonNullable<Parsed["variants"]>,
  options: readonly JudgedOption[],
): JudgedVariant[] {
  if (variants.length === 0) refuse("variants_missing", "variants");
  if (variants.length > mostVariants) refuse("too_many_variants", "variants", { most: mostVariants });
  const known = options.map((option) => new Set(option.values));
  const seen = new Set<string>();
  return variants.map((variant, index) => {
    const field = `variants.${index}`;
    const values = variant.options.map(cleanText);
    const fits = values.length === options.length && values.every((value, at) => known[at]!.has(value));
    if (!fits) refuse("options_mismatch", field, { options: values.join(" / ") });
    const key = values.join("\u0000"); // no clean text has one
    if (seen.has(key)) refuse("options_duplicate", field, { options: values.join(" / ") });
    seen.add(key);
    const compareAt = variant.compareAtPrice;
    return {
      options: [values[0] ?? "", values[1] ?? "", values[2] ?? ""],
      sku: clean(variant.sku) || (variant.sku === undefined ? undefined : null),
      barcode: clean(variant.barcode) || (variant.barcode === undefined ? undefined : null),
      price: variant.price === undefined ? undefined : judgePrice(variant.price, `${field}.price`),
      compareAtPrice:
        typeof compareAt === "number" ? judgePrice(compareAt, `${field}.compareAtPrice`) : compareAt,
      unitCost:
        typeof variant.unitCost === "number"
          ? judgePrice(variant.unitCost, `${field}.unitCost`)
          : variant.unitCost,
      taxClass: variant.taxClass,
      weightGrams: variant.weightGrams,
      requiresShipping: variant.requiresShipping,
      fileId: variant.fileId,
    };
  });
}

function parse(input: ProductInput): Parsed {
  const result = ProductInput.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join(".");
  return refuse(issue.code === "too_big" ? "input_too_long" : "input_invalid", field, {
    reason: issue.message,
  });
}

/**
 * Judges one product and cleans its texts. Throws `title_missing`, `handle_ill_formed`, `price_negative`,
 * `price_too_precise`, `price_too_large`, `currency_mismatch`, `options_duplicate`, `options_mismatch`,
 * `options_too_many`, `option_name_missing`, `option_value_missing`, `variants_missing`, `too_many_variants`,
 * `input_too_long` or `input_invalid`.
 * @param currency the store's
 */
export function judgeProduct(input: ProductInput, currency: string): JudgedProduct {
  const { currency: given, ...product } = parse(input);
  judgeCurrency(given, currency);
  const title = clean(product.title);
  if (title === "") refuse("title_missing", "title");
  const options = judgeOptions(product);
  return {
    ...product,
    title,
    handle: judgeHandle(product.handle, title),
    options: product.options && options,
    variants: product.variants && judgeVariants(product.variants, options),
    subtitle: clean(product.subtitle),
    descriptionHtml: product.descriptionHtml === undefined ? undefined : safeHtml(product.descriptionHtml),
    vendor: clean(product.vendor),
    productType: clean(product.productType),
    seoTitle: clean(product.seoTitle),
    seoDescription: clean(product.seoDescription),
    tags: product.tags && [...new Set(product.tags.map(cleanText).filter(Boolean))],
    facts: product.facts?.map(({ label, value }) => ({ label: cleanText(label), value: cleanText(value) })),
    translations:
      product.translations &&
      Object.fromEntries(
        Object.entries(product.translations).map(([locale, texts]) => [locale, judgeTexts(texts)]),
      ),
  };
}

function judgeTexts(texts: ProductTextsInput): ProductTextsInput {
  return {
    ...texts,
    title: clean(texts.title),
    subtitle: clean(texts.subtitle),
    descriptionHtml: texts.descriptionHtml === undefined ? undefined : safeHtml(texts.descriptionHtml),
    productType: clean(texts.productType),
    options:
      texts.options &&
      Object.fromEntries(Object.entries(texts.options).map(([from, to]) => [cleanText(from), cleanText(to)])),
    facts: texts.facts?.map(({ label, value }) => ({ label: cleanText(label), value: cleanText(value) })),
    alts: texts.alts?.map(cleanText),
    seoTitle: clean(texts.seoTitle),
    seoDescription: clean(texts.seoDescription),
  };
}
