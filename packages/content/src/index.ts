export { cleanHtml } from "./clean-html.ts";
export { putMenu } from "./put-menu.ts";
export { putPage } from "./put-page.ts";
export { putTemplate } from "./put-template.ts";
export { putTheme } from "./put-theme.ts";
export { type PageView, readPage } from "./read-page.ts";
export { readPageHandles } from "./read-page-handles.ts";
export { type MenuItem, readShell, type SectionRecord, type Shell } from "./read-shell.ts";
export type { PutMenuInput, PutPageInput, PutTemplateInput, PutThemeInput, SectionInput } from "./schemas.ts";
