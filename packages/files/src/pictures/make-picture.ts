import sharp from "sharp";
import { isLargeFrom, longestSide, mostFrames, mostPixels, mostPixelsPerByte } from "./limits.ts";
import type { Cleaned, PictureFailure, PictureFormat } from "./maker-messages.ts";

// One thread, nothing kept between pictures, and of libvips' many readers only those of the formats we take.
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

const seconds = 20;
const reading = { failOn: "error", limitInputPixels: mostPixels, sequentialRead: true } as const;

/** A picture that is not taken, by the code of why. */
export class PictureRefused extends Error {
  readonly failure: PictureFailure;

  constructor(code: string, params: Readonly<Record<string, number>> = {}) {
    super(code);
    this.failure = { code, params };
  }
}

interface Header {
  readonly frames: number;
  readonly hasAlpha: boolean;
  readonly isFine: boolean;
}

// By the header alone: libvips decodes nothing for it.
async function judge(bytes: Uint8Array, kind: string): Promise<Header> {
  const header = await sharp(bytes, { failOn: "none", limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new PictureRefused("picture_damaged");
    });
  const format = header.format === "heif" ? "avif" : header.format;
  const frames = header.pages ?? 1;
  if (format !== kind) throw new PictureRefused("file_not_an_image");
  if (frames > mostFrames) throw new PictureRefused("picture_too_many_frames", { frames, most: mostFrames });
  const pixels = header.width * header.height * frames;
  if (pixels > mostPixels)
    throw new PictureRefused("picture_too_many_pixels", {
      width: header.width,
      height: header.height,
      most: Math.floor(mostPixels / 1_000_000),
    });
  if (pixels >= isLargeFrom && pixels > bytes.byteLength * mostPixelsPerByte)
    throw new PictureRefused("picture_bomb");
  return { frames, hasAlpha: header.hasAlpha, isFine: header.chromaSubsampling === "4:4:4" };
}

/**
 * Decodes a picture whole and encodes it anew: upright as its EXIF says, in sRGB, without EXIF, GPS, comments and whatever
 * stood behind it. PNG, GIF and what lets something through are kept as PNG, all else as JPEG; what moves as WebP.
 */
export async function cleanPicture(bytes: Uint8Array, kind: string): Promise<Cleaned> {
  const { frames, hasAlpha, isFine } = await judge(bytes, kind);
  const moves = frames > 1 && (kind === "gif" || kind === "webp");
  const picture = sharp(bytes, { ...reading, animated: moves })
    .autoOrient()
    .timeout({ seconds });
  if (!moves)
    picture.resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true });
  if (moves) picture.webp({ quality: 80, effort: 2 });
  else if (hasAlpha || kind === "png" || kind === "gif") picture.png({ compressionLevel: 6 });
  else picture.jpeg({ quality: kind === "jpeg" ? 90 : 94, chromaSubsampling: isFine ? "4:4:4" : "4:2:0" });
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch((error: Error) => {
    throw new PictureRefused(/timeout/i.test(error.message) ? "picture_too_slow" : "picture_damaged");
  });
  const type = info.format === "jpeg" ? "image/jpeg" : info.format === "png" ? "image/png" : "image/webp";
  const height = moves ? (info.pageHeight ?? Math.round(info.height / frames)) : info.height;
  return { bytes: data, contentType: type, width: info.width, height };
}

/**
 * A kept picture at a width, never larger than it is: AVIF, WebP, or what every browser reads, JPEG and for what lets
 * something through PNG. What moves goes on moving as WebP.
 */
export async function sizePicture(
  bytes: Uint8Array,
  width: number,
  format: PictureFormat,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const header = await sharp(bytes, reading).metadata();
  const moves = (header.pages ?? 1) > 1 && format !== "plain";
  const picture = sharp(bytes, { ...reading, animated: moves })
    .resize({ width, withoutEnlargement: true })
    .timeout({ seconds });
  if (format === "plain" && header.hasAlpha)
    return { bytes: await picture.png({ compressionLevel: 6 }).toBuffer(), contentType: "image/png" };
  if (format === "plain")
    return {
      bytes: await picture.jpeg({ quality: 80, progressive: true }).toBuffer(),
      contentType: "image/jpeg",
    };
  if (format === "webp" || moves)
    return { bytes: await picture.webp({ quality: 78, effort: 2 }).toBuffer(), contentType: "image/webp" };
  return { bytes: await picture.avif({ quality: 55, effort: 2 }).toBuffer(), contentType: "image/avif" };
}
