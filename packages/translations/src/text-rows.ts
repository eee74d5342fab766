import type { CollectionTexts, ProductTexts, ResourceKind, TranslationRow } from "./schemas.ts";

function rows(kind: ResourceKind, id: string, locale: string, texts: object): TranslationRow[] {
  return Object.entries(texts)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([field, value]) => ({
      resourceKind: kind,
      resourceId: id,
      locale,
      field,
      value: typeof value === "string" ? value : JSON.stringify(value),
    }));
}

/** Rows for a product's texts in a language; what is not given stays as it was. */
export function productTexts(productId: string, locale: string, texts: ProductTexts): TranslationRow[] {
  return rows("product", productId, locale, texts);
}

/** Rows for a collection's texts in a language. */
export function collectionTexts(
  collectionId: string,
  locale: string,
  texts: CollectionTexts,
): TranslationRow[] {
  return rows("collection", collectionId, locale, texts);
}
