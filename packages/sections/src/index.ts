export {
  type CollectionAsked,
  collectionQuery,
  readCollectionAsked,
} from "./collection-main/collection-asked.ts";
export { DocumentBody } from "./document-body.tsx";
export { chosenCount } from "./filters/filter-query.ts";
export { type Frame, type FrameStore, frameOf } from "./frame.ts";
export { type LoadedPage, loadPage, type PageRequest } from "./load-page.ts";
export { type PagePlan, planOf } from "./page-plan.ts";
export { arts } from "./parts/arts.ts";
export { Brand } from "./parts/brand.tsx";
export { Icon } from "./parts/icon.tsx";
export { LineFields } from "./parts/line-fields.tsx";
export { lines } from "./parts/lines.tsx";
export { readSearchAsked, type SearchAsked, searchQuery } from "./search-main/search-asked.ts";
export type { AnySection, Found, NamedProduct, PlannedSection, Shelf, Subject } from "./section.ts";
export { sections } from "./sections.ts";
export { type ThemeTraits, traitsOf } from "./themes.ts";
export { type Words, wordsOf } from "./words/index.ts";
