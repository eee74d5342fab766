export { exportProducts } from "./export-products.ts";
export { exportStock } from "./export-stock.ts";
export { importProducts } from "./import-products.ts";
export type { Source } from "./read-csv.ts";
export type { ImportReport, RefusedRow } from "./report.ts";
