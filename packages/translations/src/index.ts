export { putTranslations } from "./put-translations.ts";
export type { CollectionTexts, ProductTexts, ResourceKind, TranslationRow } from "./schemas.ts";
export { collectionTexts, productTexts } from "./text-rows.ts";
export { parsedText, type Texts, textsOf } from "./texts-of.ts";
