import type { StoreId } from "@hutong/kernel";
import type { PictureFormat } from "./pictures/maker-messages.ts";
import { pictureMaker, size } from "./pictures/picture-maker.ts";
import { contentTypes, type PictureWidth } from "./schemas.ts";
import { fileStore } from "./store/file-store.ts";

const named = /^store\/([0-9a-f-]{36})\/([0-9a-f]{32})\.([a-z]{3,4})$/;
const byEnding = new Map(Object.entries(contentTypes).map(([type, ending]) => [ending as string, type]));

export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** False where it stands in for a size that is not made yet: to be asked for again soon. */
  readonly isFinal: boolean;
}

export interface Sized {
  readonly width: PictureWidth;
  /** The request's Accept header. */
  readonly accept: string | null | undefined;
}

/** Most pictures of one store that wait to be made; who comes then is given the picture as it is kept. */
const mostWaiting = 64;
const mostWaitingInAll = 512;
/** How long somebody waits for a size, in milliseconds. */
const patienceMs = 8_000;

const underWay = new Map<string, Promise<Omit<ReadFile, "isFinal">>>();

// AVIF takes several times as long as WebP; where pictures are large, too long.
const widestAvif = 1080;

function formatFor({ width, accept }: Sized): PictureFormat {
  if (!accept) return "plain";
  if (accept.includes("image/avif") && width <= widestAvif) return "avif";
  return /image\/(?:webp|avif)/.test(accept) ? "webp" : "plain";
}

// Its path says neither that it lets something through nor that it moves, so what was made says in its first bytes what it is.
function typeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (head.startsWith("\xff\xd8")) return "image/jpeg";
  if (head.startsWith("\x89PNG")) return "image/png";
  return head.endsWith("WEBP") ? "image/webp" : "image/avif";
}

/** Made once, however many ask for it, and kept. */
function make(
  storeId: StoreId,
  { from, to }: { from: string; to: string },
  { width, format }: { width: PictureWidth; format: PictureFormat },
): Promise<Omit<ReadFile, "isFinal">> {
  const known = underWay.get(to);
  if (known) return known;
  const read = async () => (await fileStore().read(from)) ?? Promise.reject(new Error("it is gone"));
  const work = size(storeId, read, width, format)
    .then(async (made) => {
      await fileStore().write(to, made.bytes, made.contentType);
      return made;
    })
    .finally(() => underWay.delete(to));
  underWay.set(to, work);
  return work;
}

const later = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null).unref());

async function readSized(
  storeId: StoreId,
  path: string,
  name: string,
  sized: Sized,
): Promise<ReadFile | null> {
  const { width } = sized;
  const format = formatFor(sized);
  const madePath = `store/${storeId}/made/${name}-${width}.${format}`;
  const kept = await fileStore().read(madePath);
  if (kept) return { bytes: kept, contentType: typeOf(kept), isFinal: true };
  if (!underWay.has(madePath)) {
    if (!(await fileStore().has(path))) return null;
    const isFull =
      pictureMaker.waiting(storeId) >= mostWaiting || pictureMaker.waitingInAll >= mostWaitingInAll;
    if (isFull) return await standIn(path);
  }
  const work = make(storeId, { from: path, to: madePath }, { width, format }).catch(() => null);
  const made = await Promise.race([work, later(patienceMs)]);
  return made ? { ...made, isFinal: true } : await standIn(path);
}

async function standIn(path: string): Promise<ReadFile | null> {
  const whole = await readWhole(path);
  return whole && { ...whole, isFinal: false };
}

async function readWhole(path: string): Promise<Omit<ReadFile, "isFinal"> | null> {
  const bytes = await fileStore().read(path);
  const contentType = byEnding.get(path.slice(path.lastIndexOf(".") + 1));
  return bytes && contentType ? { bytes, contentType } : null;
}

/**
 * A file of this store by its path, or null when there is none or it belongs to another store. With `sized` a bitmap
 * comes at that width, in the best format that is accepted; sizes are made when first asked for and kept.
 */
export async function readFile(storeId: StoreId, path: string, sized?: Sized): Promise<ReadFile | null> {
  const [, store, name, ending] = named.exec(path) ?? [];
  if (store !== storeId || !name || !byEnding.has(ending ?? "")) return null;
  if (sized && ending !== "svg") return await readSized(storeId, path, name, sized);
  const whole = await readWhole(path);
  return whole && { ...whole, isFinal: true };
}
