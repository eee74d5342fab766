import { sizedUrl } from "@hutong/files/sizes";
import type { Uploaded } from "../products/pictures/use-uploads.ts";
import type { TextPicture } from "./picture-node.ts";

/** Widest that a picture of a text is asked for, in pixels: what a page's column is on a sharp screen. */
const widest = 1080;

/** A picture of the store as a text has it: at its address on the shop's own host. */
export function textPictureOf({ path, width, height }: Uploaded): TextPicture {
  const shown = width && height && width > widest ? widest / width : 1;
  return {
    src: sizedUrl(`/files/${path}`, widest),
    alt: "",
    width: width && Math.round(width * shown),
    height: height && Math.round(height * shown),
  };
}
