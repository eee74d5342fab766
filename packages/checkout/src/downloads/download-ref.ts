import { timingSafeEqual } from "node:crypto";
import { fingerprint, type StoreContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { storeKey } from "@hutong/stores";

/** What a link to a file says: whose line of an order, which file, and until when (whole seconds since 1970). */
export interface DownloadLink {
  readonly lineId: string;
  readonly fileId: string;
  readonly until: number;
}

const macOf = async (ctx: StoreContext, { lineId, fileId, until }: DownloadLink): Promise<string> =>
  fingerprint(await storeKey(ctx), ctx.storeId, "download", `${lineId} ${fileId} ${until}`);

const short = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");

function long(text: string): string {
  const hex = Buffer.from(text, "base64url").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The signed form of a link: only whoever has the store's key can make one. */
export async function downloadRef(
  ctx: StoreContext,
  file: { readonly lineId: string; readonly fileId: string; readonly expiresAt: Date },
): Promise<string> {
  const link = { ...file, until: Math.floor(file.expiresAt.getTime() / 1000) };
  const mac = await macOf(ctx, link);
  return `${short(link.lineId)}${short(link.fileId)}${link.until.toString(36).padStart(8, "0")}${mac}`;
}

const form = /^([\w-]{22})([\w-]{22})([0-9a-z]{8})([\w-]{22})$/;

/** What a link says; null where it is forged, damaged, or another store's. */
export async function openDownloadRef(
  ctx: StoreContext,
  ref: string,
): Promise<(DownloadLink & { readonly lineId: Id<"order-line"> }) | null> {
  const [, line, file, until, mac] = form.exec(ref) ?? [];
  if (!line || !file || !until || !mac) return null;
  const link = { lineId: long(line), fileId: long(file), until: Number.parseInt(until, 36) };
  const right = Buffer.from(await macOf(ctx, link));
  const given = Buffer.from(mac);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return { ...link, lineId: link.lineId as Id<"order-line"> };
}
