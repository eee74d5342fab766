import { z } from "zod";
import { text } from "../section.ts";

export const FooterSettings = z.object({
  /** The store's name by default. */
  lead: text(),
  about: text(),
  contact: text(),
  menu: z.string().default("footer"),
});
export type FooterSettings = z.infer<typeof FooterSettings>;
