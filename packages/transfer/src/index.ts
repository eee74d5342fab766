export type { Source } from "./decode.ts";
export { exportProducts } from "./export-products.ts";
export { exportStock } from "./export-stock.ts";
export { exportWorkbook } from "./export-workbook.ts";
export { importProducts } from "./import-products.ts";
export { applyImport } from "./imports/apply-import.ts";
export { addImportPart, createImport } from "./imports/create-import.ts";
export {
  getImport,
  type ImportDetail,
  type ImportNote,
  type ImportView,
  listImportNotes,
  listImports,
} from "./imports/get-import.ts";
export { type RunEnd, runImport } from "./imports/run-import.ts";
export { importsUnderWay, runImports, sweepImports } from "./imports/run-imports.ts";
export { cancelImport, undoImport } from "./imports/undo-import.ts";
export type { RefusedRow } from "./product-file.ts";
export type { ImportReport } from "./report.ts";
export { csvCell, csvLine } from "./write-csv.ts";
