export { defineMetafield, removeDefinition, updateDefinition } from "./define-metafield.ts";
export type { MetafieldDefinition } from "./definition-rows.ts";
export { forgetValues, valuesStatement } from "./forget-values.ts";
export { listDefinitions } from "./list-definitions.ts";
export {
  defineMetaobject,
  removeMetaobjectDefinition,
  updateMetaobjectDefinition,
} from "./metaobjects/define-metaobject.ts";
export type { MetaobjectDefinition, MetaobjectField } from "./metaobjects/definition-rows.ts";
export type { FieldFault } from "./metaobjects/judge-entry.ts";
export { type Entry, type EntryItem, getEntry, listEntries } from "./metaobjects/list-entries.ts";
export {
  getMetaobjectDefinition,
  listMetaobjectDefinitions,
  type MetaobjectDefinitionItem,
} from "./metaobjects/list-metaobjects.ts";
export { removeEntries, type SaveEntryOutcome, saveEntry } from "./metaobjects/save-entry.ts";
export {
  judgeProductValue,
  lockProductFields,
  type ProductFields,
  type ProductValueChange,
  restoreProductValues,
  setProductValues,
} from "./product-values.ts";
export { factsOf, hasPublicFields, type PublicFact, readFactRows } from "./public-facts.ts";
export { getOwnerFields, type Metafield, type OwnerFields, readMetafields } from "./read-metafields.ts";
export type { Reference } from "./references.ts";
export { type AroundValues, type MetafieldFault, type SetOutcome, setMetafields } from "./set-metafields.ts";
