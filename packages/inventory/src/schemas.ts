export * from "./stock-schemas.ts";
