export { type CardRow, type CardView, cardColumns, type PictureShape, toCard } from "./card.ts";
export type { CollectionEdge } from "./collections/collection-order.ts";
export { countFacets } from "./collections/count-facets.ts";
export { judgeOwners } from "./collections/judge-owners.ts";
export {
  type CollectionListItem,
  getStaffCollection,
  listMembers,
  listStaffCollections,
  type StaffCollection,
} from "./collections/list-collections.ts";
export { placeProducts } from "./collections/place-products.ts";
export { type MemberItem, previewRules, type RulesPreview } from "./collections/preview-rules.ts";
export { type ProductSales, putSales } from "./collections/put-sales.ts";
export { judgeByDefinition, judgeCollection } from "./collections/rejudge.ts";
export { removeCollection } from "./collections/remove-collection.ts";
export { saveCollection } from "./collections/save-collection.ts";
export { createProduct } from "./create-product.ts";
export {
  assignDigitalFile,
  type DigitalFile,
  type DigitalFiles,
  listDigitalFiles,
  putDownloadTerms,
  sweepDigitalFiles,
} from "./downloads/digital-files.ts";
export { markBundleDigital } from "./downloads/file-rows.ts";
export { addDigitalFilePart, createDigitalFile } from "./downloads/upload-digital-file.ts";
export { findDuplicateSkus, type SkuUse } from "./find-duplicate-skus.ts";
export { findGoods, type GoodsItem, type NamedGoods, nameGoods } from "./find-goods.ts";
export { findRedirect } from "./find-redirect.ts";
export { getCollection } from "./get-collection.ts";
export { getProduct, getProducts, type StaffProduct } from "./get-product.ts";
export { getProductPage } from "./get-product-page.ts";
export { indexProducts } from "./index-products.ts";
export { type JudgedRows, judgeInputs } from "./judge-inputs.ts";
export { listProducts, type ProductListItem } from "./list-products.ts";
export { listSynonyms, type Synonyms } from "./list-synonyms.ts";
export { listPictures, type StaffPicture } from "./pictures/list-pictures.ts";
export { type RemovedPicture, savePictures } from "./pictures/save-pictures.ts";
export { touchPictures } from "./pictures/touch-pictures.ts";
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
export { publishProducts } from "./publish-products.ts";
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
export { type CardsPage, isCardsEdge, readCards } from "./read-cards.ts";
export {
  type CollectionPage,
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
export { countUnindexed, indexBacklog } from "./search/backlog.ts";
export type { FacetValue, SearchFacets } from "./search/search-filters.ts";
export { readSearch, type SearchPage, type SearchProductsInput, searchProducts } from "./search-products.ts";
export { setAvailability } from "./set-availability.ts";
export { updateProduct } from "./update-product.ts";
export { upsertJudged, upsertProducts } from "./upsert-products.ts";
