import { z } from "zod";

/** A text in the store's languages, by BCP 47 tag; the store's own language among them. */
export const LocalizedTextInput = z.record(z.string().min(2).max(35), z.string().max(100_000));

const handle = z.string().trim().min(1).max(255);

export const PutPageInput = z.object({
  handle,
  title: LocalizedTextInput,
  bodyHtml: LocalizedTextInput,
});
export type PutPageInput = z.infer<typeof PutPageInput>;

const href = z
  .string()
  .max(2_000)
  .regex(/^(\/(?!\/)|https:\/\/|mailto:|tel:)/, "href_invalid");

export const PutMenuInput = z.object({
  handle,
  items: z.array(z.object({ title: LocalizedTextInput, href })).max(50),
});
export type PutMenuInput = z.infer<typeof PutMenuInput>;

export const PutThemeInput = z.object({
  /** Which theme it starts from: "tea" or "street"; an open word, since themes are a folder of CSS. */
  base: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type PutThemeInput = z.input<typeof PutThemeInput>;

export const SectionInput = z.object({
  /** Unique in its template; becomes the element's id. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  type: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type SectionInput = z.input<typeof SectionInput>;

export const PutTemplateInput = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
  sections: z.array(SectionInput).max(40),
});
export type PutTemplateInput = z.input<typeof PutTemplateInput>;
