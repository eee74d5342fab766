import { mergeAttributes, Node } from "@tiptap/core";

/** A picture in a text, as it is kept: an address on the store's own host, or elsewhere by https. */
export interface TextPicture {
  readonly src: string;
  readonly alt: string;
  /** Pixels that it is shown at, so that a page keeps its room; null where they are not known. */
  readonly width: number | null;
  readonly height: number | null;
}

export interface PictureOptions {
  /** Where the merchant's browser finds a picture of the store, whose address is one of the shop's host; null: nowhere. */
  readonly shownAt: (src: string) => string | null;
}

const sourcePattern = /^(?:https:\/\/|\/files\/)/;

const numberOf = (text: string | null) => (text && /^\d{1,5}$/.test(text) ? Number(text) : null);

/** Pictures that stand between paragraphs; those of other places are named by their host, as the page may not load them. */
export const PictureNode = Node.create<PictureOptions>({
  name: "picture",
  group: "block",
  draggable: true,
  addOptions: () => ({ shownAt: () => null }),
  addAttributes: () => ({
    src: { default: null },
    alt: { default: "" },
    width: { default: null, parseHTML: (element) => numberOf(element.getAttribute("width")) },
    height: { default: null, parseHTML: (element) => numberOf(element.getAttribute("height")) },
    loading: { default: "lazy" },
  }),
  parseHTML: () => [
    {
      tag: "img[src]",
      getAttrs: (element) => (sourcePattern.test(element.getAttribute("src") ?? "") ? {} : false),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["img", mergeAttributes(HTMLAttributes)],
  addNodeView() {
    const { shownAt } = this.options;
    return ({ node }) => {
      const { src, alt, width, height } = node.attrs as TextPicture;
      const dom = document.createElement("figure");
      dom.className = "rich-picture";
      const found = shownAt(src);
      if (found) {
        const image = document.createElement("img");
        image.src = found;
        image.alt = alt;
        if (width && height) image.style.aspectRatio = `${width} / ${height}`;
        dom.append(image);
      } else dom.append(alt || new URL(src, location.href).host);
      return { dom };
    };
  },
});
