export * from "./product-schemas.ts";
export * from "./purchase-rules/schemas.ts";
