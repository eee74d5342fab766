/** Widths in pixels that pictures are made at; no other is ever made, so that a picture has a known number of sizes. */
export const pictureWidths = [160, 320, 480, 720, 1080, 1600] as const;
export type PictureWidth = (typeof pictureWidths)[number];

/** A width of the list, or null. */
export function pictureWidth(text: string | null | undefined): PictureWidth | null {
  return pictureWidths.find((width) => String(width) === text) ?? null;
}

// Drawings are sharp at any size, and are served as they are.
const isDrawing = (url: string) => url.endsWith(".svg");

/** The address of a picture of ours at a width. */
export function sizedUrl(url: string, width: PictureWidth): string {
  return isDrawing(url) ? url : `${url}?w=${width}`;
}

/**
 * `srcset` of a picture of ours for the widths that make sense: those below its own and the first that has all of it.
 * Undefined for drawings.
 * @param own its width in pixels; null where it is not known
 */
export function srcSet(url: string, own: number | null, widths: readonly PictureWidth[]): string | undefined {
  if (isDrawing(url)) return undefined;
  const enough = own === null ? -1 : widths.findIndex((width) => width >= own);
  const wanted = enough === -1 ? widths : widths.slice(0, enough + 1);
  return wanted.map((width) => `${url}?w=${width} ${Math.min(width, own ?? width)}w`).join(", ");
}

/** Largest file taken, in bytes (20 MB). */
export const largestFile = 20 * 1024 * 1024;
