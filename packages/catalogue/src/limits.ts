/** Bounds of the catalogue that forms know too; apart from the schemas, which would bring their whole library into a page. */

/** Most variants of a product, and most options that tell them apart. */
export const mostVariants = 2048;
export const mostOptions = 3;

/** Most pictures of a product. */
export const mostPictures = 250;

/** Most fields that customers fill in for a product. */
export const mostFields = 10;

/** In what order products are listed; what is searched for comes by how well it fits instead. */
export const productSorts = ["updated", "created", "title", "price-up", "price-down"] as const;

/** Most products that a search of the staff finds: those that fit best. */
export const mostFound = 500;
