import { streetDemoTemplates, streetTemplates } from "./street.ts";
import { teaDemoTemplates, teaTemplates } from "./tea.ts";
import type { Templates } from "./template.ts";

export type { TemplateSection, Templates } from "./template.ts";

/** A theme that a store can start from. */
export type ThemeBase = "tea" | "street";

/** The sections a new store of this theme starts with, by template name; each goes to `putTemplate`. */
export function defaultTemplates(base: ThemeBase): Templates {
  return base === "street" ? streetTemplates : teaTemplates;
}

/** The demo stores' own: as `defaultTemplates`, with the home page and the texts that the design draws. */
export function demoTemplates(handle: "demo" | "street"): Templates {
  return handle === "street" ? streetDemoTemplates : teaDemoTemplates;
}
