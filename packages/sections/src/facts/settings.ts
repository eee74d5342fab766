import { z } from "zod";
import { text } from "../section.ts";

export const FactsSettings = z.object({
  /** Handle of the product whose facts are shown; the page's own where it is empty. */
  product: z.string().default(""),
  title: text(),
  text: text(),
});
export type FactsSettings = z.infer<typeof FactsSettings>;
