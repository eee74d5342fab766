/** Text of a mail before it is dressed: paragraphs, a table of sums, one link to go on with. */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly rows?: readonly (readonly [label: string, value: string])[];
  /** Further links, each with a word about it. */
  readonly links?: readonly { readonly label: string; readonly note: string; readonly url: string }[];
  readonly link?: { readonly label: string; readonly url: string };
  readonly signature: string;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** The plain form, which every mail program can show. */
export function plain(letter: Letter): string {
  const rows = (letter.rows ?? []).map(([label, value]) => `${label}  ${value}`);
  const link = letter.link ? [`${letter.link.label}: ${letter.link.url}`] : [];
  return [
    letter.greeting,
    ...letter.paragraphs,
    ...(letter.links ?? []).map(({ label, note, url }) => `${label} (${note})\n${url}`),
    ...(rows.length > 0 ? [rows.join("\n")] : []),
    ...link,
    letter.signature,
  ].join("\n\n");
}

/** The dressed form: one column, system fonts, no pictures to load, inline styles as mail programs want them. */
export function dressed(letter: Letter, locale: string): string {
  const cell = "padding:6px 0;border-top:1px solid #e3e3de";
  const rows = (letter.rows ?? [])
    .map(
      ([label, value]) =>
        `<tr><td style="${cell}">${escaped(label)}</td><td style="${cell};text-align:right;white-space:nowrap">${escaped(value)}</td></tr>`,
    )
    .join("");
  const table =
    rows === ""
      ? ""
      : `<table role="presentation" style="width:100%;border-collapse:collapse;margin:16px 0">${rows}</table>`;
  const link = letter.link
    ? `<p style="margin:24px 0"><a href="${escaped(letter.link.url)}" style="display:inline-block;background:#12504b;color:#fff;padding:12px 20px;border-radius:8px;text-decoration:none">${escaped(letter.link.label)}</a></p>`
    : "";
  const links = (letter.links ?? [])
    .map(
      ({ label, note, url }) =>
        `<p style="margin:12px 0;padding:12px 16px;border:1px solid #e3e3de;border-radius:8px"><a href="${escaped(url)}" style="color:#12504b;font-weight:600;overflow-wrap:anywhere">${escaped(label)}</a><br><span style="color:#535854;font-size:14px">${escaped(note)}</span></p>`,
    )
    .join("");
  const paragraphs = letter.paragraphs
    .map((text) => `<p style="margin:12px 0;white-space:pre-line">${escaped(text)}</p>`)
    .join("");
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(letter.subject)}</title></head>
<body style="margin:0;background:#f3f3f0"><div style="max-width:560px;margin:0 auto;padding:32px 24px;background:#fff;color:#1b1f1d;font:16px/1.6 -apple-system,'PingFang SC','Segoe UI',Roboto,'Noto Sans CJK SC',sans-serif">
<p style="margin:0 0 12px;font-weight:600">${escaped(letter.greeting)}</p>${paragraphs}${links}${table}${link}<p style="margin:24px 0 0;color:#535854">${escaped(letter.signature)}</p></div></body></html>`;
}
