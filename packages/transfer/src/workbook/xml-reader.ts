import { refuseWorkbook } from "./refuse-workbook.ts";

/** What is told of an XML document; names come without their prefix. */
export interface XmlHandler {
  /** @param attributes as they stand: read them by `attributeOf` */
  open(name: string, attributes: string): void;
  /** Characters inside an element, in pieces of any size. */
  text(text: string): void;
  close(name: string): void;
}

const longestTag = 65_536;
const longestReference = 12;
const deepest = 64;

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

// XML 1.0, production 2.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a document may not have.
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function characterOf(body: string): string {
  const [, decimal, hex, name] = /^(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));$/i.exec(body) ?? [];
  const known = name === undefined ? undefined : named[name];
  if (known) return known;
  const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : Number.NaN;
  // Entities of one's own need a DTD, and that is refused.
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff))
    return refuseWorkbook("workbook_broken", `the reference &${body}`);
  return String.fromCodePoint(code);
}

function plain(text: string): string {
  const lines = text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
  const known = lines.includes("&")
    ? lines.replaceAll(/&([^;]{0,12};?)/g, (_, body) => characterOf(body))
    : lines;
  return illegal.test(known)
    ? refuseWorkbook("workbook_broken", "a character that XML does not have")
    : known;
}

/** The value of an attribute, by its whole name. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const hasQuotes = attributes.includes("'");
  if (!hasQuotes) {
    const start = attributes.indexOf(` ${name}="`);
    if (start >= 0) {
      const from = start + name.length + 3;
      return plain(attributes.slice(from, attributes.indexOf('"', from)));
    }
    if (!/[\t\n\r]|\s=|=\s/.test(attributes)) return undefined;
  }
  for (const [, key, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return plain(double ?? single ?? "");
  }
  return undefined;
}

const [doubleQuote, singleQuote, greater, space] = [34, 39, 62, 32];
const [exclamation, slash, question] = [33, 47, 63];

/** Where a tag ends: a `>` inside a quoted value is none. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === greater) return at;
    else if (code === doubleQuote || code === singleQuote) quote = code;
  }
  return -1;
}

const ends = { comment: "-->", instruction: "?>", cdata: "]]>" } as const;

/**
 * Reads XML 1.0 in pieces cut anywhere, as far as workbooks need it: elements, characters, CDATA. A document type is refused, so
 * there are no entities to multiply. What it keeps is one tag at most. Throws `workbook_broken` or `workbook_has_doctype`.
 */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  #rest = "";
  #inside: keyof typeof ends | null = null;
  #isBegun = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      const next = this.#inside ? this.#skip(text, at) : this.#content(text, at);
      if (next === null) return;
      at = next;
    }
    this.#rest = "";
  }

  /** Says that there is no more. */
  end(): void {
    if (!this.#isBegun || this.#open.length > 0 || this.#inside || this.#rest.trim() !== "")
      refuseWorkbook("workbook_broken", "its XML is cut off");
  }

  // Keeps what cannot be read yet for the next piece.
  #wait(text: string, at: number): null {
    this.#rest = text.slice(at);
    return null;
  }

  #skip(text: string, at: number): number | null {
    const inside = this.#inside!;
    const mark = ends[inside];
    const end = text.indexOf(mark, at);
    const last = end < 0 ? Math.max(at, text.length - mark.length + 1) : end;
    if (inside === "cdata" && last > at) this.#handler.text(text.slice(at, last));
    if (end < 0) return this.#wait(text, last);
    this.#inside = null;
    return end + mark.length;
  }

  #content(text: string, at: number): number | null {
    const tag = text.indexOf("<", at);
    if (tag === at) return this.#tag(text, at);
    let last = tag < 0 ? text.length : tag;
    if (tag < 0) {
      const reference = text.lastIndexOf("&");
      if (reference >= at && !text.includes(";", reference)) {
        if (text.length - reference > longestReference)
          refuseWorkbook("workbook_broken", "an endless reference");
        last = reference;
      } else if (text.endsWith("\r")) last -= 1;
    }
    if (last > at && this.#open.length > 0) this.#handler.text(plain(text.slice(at, last)));
    return tag < 0 && last < text.length ? this.#wait(text, last) : last;
  }

  #tag(text: string, at: number): number | null {
    const first = text.charCodeAt(at + 1);
    if (first === exclamation || first === question) return this.#mark(text, at);
    const end = tagEnd(text, at + 1);
    if (end < 0) {
      if (text.length - at > longestTag) refuseWorkbook("workbook_broken", "an endless tag");
      return this.#wait(text, at);
    }
    if (end - at > longestTag) refuseWorkbook("workbook_broken", "an endless tag");
    if (first === slash) this.#close(text.slice(at + 2, end).trimEnd());
    else this.#element(text, at + 1, end);
    return end + 1;
  }

  #mark(text: string, at: number): number | null {
    if (text[at + 1] === "?") {
      this.#inside = "instruction";
      return at + 2;
    }
    if (text.startsWith("<!--", at)) {
      this.#inside = "comment";
      return at + 4;
    }
    if (text.startsWith("<![CDATA[", at)) {
      this.#inside = "cdata";
      return at + 9;
    }
    if (text.length - at < 9) return this.#wait(text, at);
    return refuseWorkbook("workbook_has_doctype", "a document type");
  }

  #element(text: string, from: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === slash;
    const last = isEmpty ? end - 1 : end;
    let nameEnd = from;
    while (nameEnd < last && text.charCodeAt(nameEnd) > space) nameEnd += 1;
    const whole = text.slice(from, nameEnd);
    if (whole === "") refuseWorkbook("workbook_broken", "a tag without a name");
    this.#isBegun = true;
    const name = whole.slice(whole.indexOf(":") + 1);
    this.#handler.open(name, text.slice(nameEnd, last));
    if (isEmpty) this.#handler.close(name);
    else if (this.#open.push(whole) > deepest) refuseWorkbook("workbook_broken", "elements too deep");
  }

  #close(whole: string): void {
    if (this.#open.pop() !== whole)
      refuseWorkbook("workbook_broken", `</${whole.slice(0, 50)}> without its beginning`);
    this.#handler.close(whole.slice(whole.indexOf(":") + 1));
  }
}
