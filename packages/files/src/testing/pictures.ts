import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A PNG of one colour that unpacks to `width` × `height` pixels of one bit; `extra` chunks stand before its pixels. */
export function flatPng(width: number, height: number, ...extra: Buffer[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 1 });
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    ...extra,
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A text in a PNG that unpacks to so many bytes. */
export function longText(bytes: number): Buffer {
  return chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(Buffer.alloc(bytes, "a"))]));
}

/** A GIF of so many frames of 8 × 8 pixels. */
export function manyFrames(frames: number): Buffer {
  const head = "474946383961080008008000004c6971c8c8c821ff0b4e45545343415045322e30030100000021";
  const frame = (colours: string) =>
    Buffer.from(`21f904050a0000002c000000000800080080${colours}02078c8fa9cbed5d0000`, "hex");
  const two = [frame("4c6971323232"), frame("4c6971c8c8c8")];
  const all = Array.from({ length: frames }, (_, at) => two[at % 2]!);
  return Buffer.concat([Buffer.from(head.slice(0, -2), "hex"), ...all, Buffer.from("3b", "hex")]);
}

/** A photograph-like JPEG. */
export async function photo(width: number, height: number): Promise<Buffer> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
  return await sharp({ create: { width, height, channels: 3, background: "#888", noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** What a picture is, and how wide in pixels. */
export async function looksOf(bytes: Uint8Array): Promise<{ format: string; width: number }> {
  const { format, width } = await sharp(bytes).metadata();
  return { format, width };
}
