import { z } from "zod";
import { address, text } from "../section.ts";

export const LandscapeSettings = z.object({
  art: z.string().default("hills"),
  title: text(),
  text: text(),
  linkText: text(),
  href: address(),
});
export type LandscapeSettings = z.infer<typeof LandscapeSettings>;
