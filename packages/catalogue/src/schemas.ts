export * from "./collections/rule-faults.ts";
export * from "./collections/rule-schemas.ts";
export * from "./pictures/schemas.ts";
export * from "./product-list/filter-schemas.ts";
export * from "./product-schemas.ts";
export * from "./purchase-rules/schemas.ts";
export * from "./search-schemas.ts";
export * from "./synonym-schemas.ts";
