import { z } from "zod";
import { address, text } from "../section.ts";

export const FeaturedCollectionSettings = z.object({
  /** Handle; the newest products where it is empty or gone. */
  collection: z.string().default(""),
  limit: z.int().min(1).max(24).default(8),
  /** "staggered": the first one large, the others around it. */
  layout: z.enum(["staggered", "grid"]).default("grid"),
  /** The collection's own title by default. */
  title: text(),
  linkText: text(),
  href: address(),
});
export type FeaturedCollectionSettings = z.infer<typeof FeaturedCollectionSettings>;
