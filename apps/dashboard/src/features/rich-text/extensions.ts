import { type Extensions, Mark, mergeAttributes } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { PictureNode, type PictureOptions } from "./picture-node.ts";

// The sanitiser keeps these and no others, in the words that it uses itself.
const link = {
  autolink: true,
  openOnClick: false,
  defaultProtocol: "https",
  protocols: ["mailto", "tel"],
  HTMLAttributes: { target: null, rel: "nofollow noopener", class: null },
};

const simpleMark = (name: string, tag: string) =>
  Mark.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
  });

// Widths of columns are the theme's matter: a table is as wide as what is in it.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });
const cellSpans = { colspan: { default: 1 }, rowspan: { default: 1 } };
const PlainCell = TableCell.extend({ addAttributes: () => cellSpans });
const PlainHeader = TableHeader.extend({ addAttributes: () => cellSpans });

/**
 * All that a text can be made of. What it writes, `safeHtml` of the catalogue keeps as it is; the one who stores it sanitises all the
 * same.
 */
export function richTextExtensions(picture: PictureOptions): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4, 5, 6] },
      link,
      trailingNode: false,
    }),
    simpleMark("subscript", "sub"),
    simpleMark("superscript", "sup"),
    simpleMark("small", "small"),
    PlainTable,
    TableRow,
    PlainCell,
    PlainHeader,
    PictureNode.configure(picture),
  ];
}
