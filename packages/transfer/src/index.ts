export type { Source } from "./decode.ts";
export { exportProducts } from "./export-products.ts";
export { importProducts } from "./import-products.ts";
export type { RefusedRow } from "./product-file.ts";
export type { ImportReport } from "./report.ts";
