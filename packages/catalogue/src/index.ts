export { type CardRow, type CardView, cardColumns, cardJoins, toCard } from "./card.ts";
export { createProduct } from "./create-product.ts";
export { findGoods, type GoodsItem, type NamedGoods, nameGoods } from "./find-goods.ts";
export { getCollection } from "./get-collection.ts";
export { getProduct, type StaffProduct } from "./get-product.ts";
export { getProductPage } from "./get-product-page.ts";
export { indexProducts } from "./index-products.ts";
export { listProducts, type ProductListItem } from "./list-products.ts";
export { listSynonyms, type Synonyms } from "./list-synonyms.ts";
export {
  cancelProductEdit,
  countProducts,
  editProducts,
  getProductEdit,
  undoProductEdit,
} from "./product-list/edit-products.ts";
export type { ProductEdit } from "./product-list/edit-rows.ts";
export { listProductChoices, type ProductChoices } from "./product-list/list-choices.ts";
export {
  listProductViews,
  type ProductView,
  removeProductView,
  saveProductView,
} from "./product-list/product-views.ts";
export { runProductEdits, sweepProductEdits } from "./product-list/run-edits.ts";
export type { WholeProduct } from "./product-rows.ts";
export { getLineFields } from "./purchase-rules/get-line-fields.ts";
export {
  type FieldFault,
  fieldViews,
  judgeProperties,
  type LineFieldView,
  type LineProperty,
} from "./purchase-rules/line-properties.ts";
export { putPurchaseRules } from "./purchase-rules/put-purchase-rules.ts";
export { type QuantityFault, quantityFault } from "./purchase-rules/quantity-fault.ts";
export type { LineField, QuantityRule } from "./purchase-rules/schemas.ts";
export { putCollections } from "./put-collections.ts";
export {
  type CollectionPage,
  type CollectionSort,
  type CollectionView,
  collectionColumns,
  type ReadCollectionInput,
  readCollection,
  toCollection,
} from "./read-collection.ts";
export { type CollectionCard, readCollections } from "./read-collections.ts";
export {
  type PictureView,
  type ProductPage,
  readProductPage,
  type VariantView,
} from "./read-product-page.ts";
export { readRelated } from "./read-related.ts";
export { readSitemap, type SitemapEntry } from "./read-sitemap.ts";
export { readVariantPrices, type VariantPriceRow } from "./read-variant-prices.ts";
export { removeProducts } from "./remove-products.ts";
export type { LetGo } from "./remove-variants.ts";
export { restoreProducts } from "./restore-products.ts";
export { safeHtml } from "./rich-text.ts";
export { removeSynonyms, saveSynonyms } from "./save-synonyms.ts";
export type { FacetValue, SearchFacets } from "./search/search-filters.ts";
export { readSearch, type SearchPage, type SearchProductsInput, searchProducts } from "./search-products.ts";
export { setAvailability } from "./set-availability.ts";
export { updateProduct } from "./update-product.ts";
export { upsertProducts } from "./upsert-products.ts";
