import { cleanText } from "@hutong/kernel";
import sanitize from "sanitize-html";

const rules: sanitize.IOptions = {
  allowedTags: (
    "p br h2 h3 h4 ul ol li strong b em i u s sub sup blockquote hr a img figure figcaption " +
    "table thead tbody tr th td dl dt dd"
  ).split(" "),
  allowedAttributes: { a: ["href", "title"], img: ["src", "alt", "width", "height"], th: ["scope"] },
  allowedSchemes: ["https", "http", "mailto", "tel"],
  allowedSchemesByTag: { img: ["https"] },
  allowProtocolRelative: false,
};

/** HTML that a merchant wrote, without anything that could run, load a frame or restyle the page. */
export function cleanHtml(html: string): string {
  return sanitize(cleanText(html), rules);
}
