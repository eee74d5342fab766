import { safeHtml } from "@hutong/catalogue";
import { getSchema } from "@tiptap/core";
import type { DOMOutputSpec, Mark, Node } from "@tiptap/pm/model";
import { expect, it } from "vitest";
import { richTextExtensions } from "./extensions.ts";
import { lostMarkup } from "./kept-markup.ts";
import { addressOf } from "./link-address.ts";
import { textPictureOf } from "./text-picture.ts";

const schema = getSchema(richTextExtensions({ shownAt: () => null }));
const voids = new Set(["br", "hr", "img"]);
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// What a browser makes of the schema's own specs, without one.
function written(spec: DOMOutputSpec, inside: string): string {
  if (!Array.isArray(spec)) throw new Error("a spec that is no array");
  const [tag, ...rest] = spec as [string, ...unknown[]];
  const hasAttributes = rest[0] && typeof rest[0] === "object" && !Array.isArray(rest[0]);
  const attributes = Object.entries(hasAttributes ? (rest.shift() as object) : {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', "&quot;")}"`);
  if (voids.has(tag)) return `<${tag}${attributes.join("")} />`;
  const children = rest.map((child) => (child === 0 ? inside : written(child as DOMOutputSpec, inside)));
  return `<${tag}${attributes.join("")}>${children.join("")}</${tag}>`;
}

function html(node: Node): string {
  if (node.isText)
    return node.marks.reduceRight(
      (text, mark: Mark) => written(mark.type.spec.toDOM!(mark, true), text),
      escaped(node.text!),
    );
  const inside = node.children.map(html).join("");
  return node.type.name === "doc" ? inside : written(node.type.spec.toDOM!(node), inside);
}

const text = (words: string, ...marks: (string | object)[]) => ({
  ...{ type: "text", text: words },
  ...(marks.length > 0 && {
    marks: marks.map((mark) => (typeof mark === "string" ? { type: mark } : mark)),
  }),
});
const p = (...content: object[]) => ({ type: "paragraph", content });
const item = (...content: object[]) => ({ type: "listItem", content });
const cell = (type: string, words: string, attrs = {}) => ({ type, attrs, content: [p(text(words))] });

const everything = {
  type: "doc",
  content: [
    ...[2, 3, 4, 5, 6].map((level) => ({ type: "heading", attrs: { level }, content: [text("龙井")] })),
    p(
      ...["bold", "italic", "underline", "strike", "code", "subscript", "superscript", "small"].map((mark) =>
        text(`${mark} <&> "春"`, mark),
      ),
      text("both", "bold", "italic"),
      { type: "hardBreak" },
      text("a link", { type: "link", attrs: { href: "https://example.com/a?b=1&c=2" } }),
      text("a letter", { type: "link", attrs: { href: "mailto:tea@example.com" } }),
    ),
    {
      type: "bulletList",
      content: [item(p(text("one")), { type: "orderedList", content: [item(p(text("in")))] })],
    },
    { type: "orderedList", attrs: { start: 3 }, content: [item(p(text("three")))] },
    { type: "blockquote", content: [p(text("said"))] },
    { type: "codeBlock", content: [text("a < b")] },
    { type: "horizontalRule" },
    {
      type: "table",
      content: [
        { type: "tableRow", content: [cell("tableHeader", "Size"), cell("tableHeader", "Width")] },
        { type: "tableRow", content: [cell("tableCell", "S", { colspan: 2 })] },
        { type: "tableRow", content: [cell("tableCell", "M", { rowspan: 1 }), cell("tableCell", "54 cm")] },
      ],
    },
    {
      type: "picture",
      attrs: {
        ...textPictureOf({ id: "x", path: "store/1/ab.webp", width: 2160, height: 1080 }),
        alt: 'A "cup"',
      },
    },
  ],
};

it("writes nothing that the sanitiser changes, whatever a text is made of", () => {
  const doc = schema.nodeFromJSON(everything);
  doc.check();
  const made = html(doc);
  const used = new Set<string>();
  doc.descendants((node) => {
    used.add(node.type.name);
    for (const mark of node.marks) used.add(mark.type.name);
  });
  const all = [...Object.keys(schema.nodes), ...Object.keys(schema.marks)];
  expect(all.filter((name) => name !== "doc" && !used.has(name))).toEqual([]);
  expect(safeHtml(made)).toBe(made);
  expect(lostMarkup(made)).toEqual([]);
  expect(made).toContain(
    '<img src="/files/store/1/ab.webp?w=1080" alt="A &quot;cup&quot;" width="1080" height="540"',
  );
});

it("names what of a foreign text it does not know", () => {
  expect(
    lostMarkup("<div><p>a<span>b</span></p><dl><dt>c</dt></dl><FIGURE><img src='x'></FIGURE></div>"),
  ).toEqual(["dl", "dt", "figure"]);
});

it.each([
  ["example.com/a", "https://example.com/a"],
  [" http://example.com ", "http://example.com"],
  ["tea@example.com", "mailto:tea@example.com"],
  ["+86 138 0013 8000", "tel:+8613800138000"],
  ["/products/tea", "/products/tea"],
  ["//evil.example", "https://evil.example"],
  ["javascript:alert(1)", "https://javascript:alert(1)"],
])("takes %s for an address", (typed, address) => {
  expect(addressOf(typed)).toBe(address);
});
