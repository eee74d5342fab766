import type { ProductInput } from "@hutong/catalogue/schemas";
import type { DemoProduct, Locale, Localised } from "../../demo/format.ts";

const inLocale = (text: Localised, locale: Locale): string => text[locale] ?? "";

/** A demo product as the catalogue takes it; `fileIds` go with its pictures. */
export function demoProduct(
  product: DemoProduct,
  locales: readonly Locale[],
  fileIds: readonly string[],
): ProductInput {
  const [own, ...others] = locales as [Locale, ...Locale[]];
  return {
    handle: product.handle,
    title: inLocale(product.title, own),
    subtitle: inLocale(product.subtitle, own),
    descriptionHtml: inLocale(product.descriptionHtml, own),
    vendor: product.vendor,
    productType: inLocale(product.productType, own),
    tags: product.tags,
    status: "active",
    options: product.options.map((option) => ({
      name: inLocale(option.name, own),
      values: option.values.map((value) => inLocale(value, own)),
    })),
    facts: product.facts.map((fact) => ({
      label: inLocale(fact.label, own),
      value: inLocale(fact.value, own),
    })),
    variants: product.variants.map((variant) => ({
      options: variant.optionIndexes.map((value, option) =>
        inLocale(product.options[option]!.values[value]!, own),
      ),
      sku: variant.sku,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      weightGrams: variant.weightGrams,
      fileId: fileIds[pictureOf(product, variant)] ?? null,
    })),
    media: product.pictures.map((picture, index) => ({
      fileId: fileIds[index]!,
      alt: inLocale(picture.alt, own),
    })),
    translations: Object.fromEntries(others.map((locale) => [locale, textsIn(product, own, locale)])),
  };
}

/** Index of the picture that shows a variant; −1 where none shows it better than the first. */
function pictureOf(
  product: DemoProduct,
  { optionIndexes: [value] }: DemoProduct["variants"][number],
): number {
  return value === undefined ? -1 : product.pictures.findIndex(({ shows }) => shows === value);
}

function textsIn(product: DemoProduct, own: Locale, locale: Locale) {
  const words = product.options.flatMap((option) => [option.name, ...option.values]);
  return {
    title: inLocale(product.title, locale),
    subtitle: inLocale(product.subtitle, locale),
    descriptionHtml: inLocale(product.descriptionHtml, locale),
    productType: inLocale(product.productType, locale),
    options: Object.fromEntries(words.map((word) => [inLocale(word, own), inLocale(word, locale)])),
    facts: product.facts.map((fact) => ({
      label: inLocale(fact.label, locale),
      value: inLocale(fact.value, locale),
    })),
    alts: product.pictures.map((picture) => inLocale(picture.alt, locale)),
  };
}
