import { z } from "zod";
import { text } from "../section.ts";

export const RichTextSettings = z.object({
  title: text(),
  /** Plain text; an empty line begins a new paragraph. */
  text: text(),
});
export type RichTextSettings = z.infer<typeof RichTextSettings>;
