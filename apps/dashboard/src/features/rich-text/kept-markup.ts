const kept = new Set(
  `p br h1 h2 h3 h4 h5 h6 ul ol li strong b em i u s del strike sub sup small blockquote hr a img table tbody thead tr th td code pre
  div span colgroup col`.split(/\s+/),
);

/** Elements of a text that the editor would let go of: such a text is edited as HTML. Wrappers that say nothing are no loss. */
export function lostMarkup(html: string): string[] {
  const names = [...html.matchAll(/<([a-z][a-z0-9]*)\b/gi)].map(([, name]) => name!.toLowerCase());
  return [...new Set(names)].filter((name) => !kept.has(name));
}
