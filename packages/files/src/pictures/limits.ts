/** Most pixels of a picture, of all its frames together: judged by its header, before anything is decoded. */
export const mostPixels = 30_000_000;

/** Most frames of a moving picture. */
export const mostFrames = 300;

/** Longest side of what is kept, in pixels: larger pictures are made smaller. */
export const longestSide = 4_000;

/** Most bytes of a drawing (SVG). */
export const largestDrawing = 2 * 1024 * 1024;

/** Large pictures of fewer bytes than one for so many pixels are made to fill a memory, and shown to nobody. */
export const mostPixelsPerByte = 400;
export const isLargeFrom = 16_000_000;
