export * from "./bundles/schemas.ts";
export * from "./consignments/schemas.ts";
export * from "./counts/schemas.ts";
export * from "./stock-schemas.ts";
