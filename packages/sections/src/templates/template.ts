/** A section as `putTemplate` takes it. Texts in settings are `LocalizedText`. */
export interface TemplateSection {
  readonly id: string;
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The sections of each page of a theme, by template name. */
export type Templates = Readonly<Record<string, readonly TemplateSection[]>>;

/** A section in a template; its id is its type unless a page has two of a kind. */
export function section(
  type: string,
  settings: Readonly<Record<string, unknown>> = {},
  id = type,
): TemplateSection {
  return { id, type, settings };
}
