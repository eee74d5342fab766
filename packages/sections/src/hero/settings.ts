import { z } from "zod";
import { address, text } from "../section.ts";

export const HeroSettings = z.object({
  /** "vertical": Chinese written downwards beside a picture; "poster": two huge words around it. */
  style: z.enum(["vertical", "poster"]).default("vertical"),
  /** A drawing of the theme, or "none". */
  art: z.string().default("none"),
  artAlt: text(),
  /** Broken into lines by the merchant, by meaning. */
  title: text(),
  second: text(),
  note: text(),
  text: text(),
  linkText: text(),
  href: address(),
  /** Handle of a product whose name and price stand above the button. */
  product: z.string().default(""),
});
export type HeroSettings = z.infer<typeof HeroSettings>;
