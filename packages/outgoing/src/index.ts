export { fetchOutside, type OutsideAnswer, type OutsideOptions, type Resolver } from "./fetch-outside.ts";
