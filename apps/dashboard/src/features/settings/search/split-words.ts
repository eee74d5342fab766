/** Words as people list them: behind commas of any script, semicolons, or on lines of their own. */
export function splitWords(text: string): string[] {
  return text
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter(Boolean);
}
