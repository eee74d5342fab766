import { createHash } from "node:crypto";
import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { type FilePart, streamParts } from "@hutong/files";
import { AppError } from "@hutong/kernel";
import { type DownloadState, downloadState } from "@hutong/orders";
import { type DownloadLink, openDownloadRef } from "./download-ref.ts";

/** A file behind a link, as its customer sees it before they fetch it. */
export interface DownloadView {
  readonly name: string;
  readonly bytes: number;
  /** Downloads that are left. */
  readonly left: number;
  readonly expiresAt: Date;
}

/** Bytes of a file, both of them in it and counted from 0; `to` is absent for "to the end". */
export interface ByteRange {
  readonly from: number;
  readonly to?: number | undefined;
}

export interface Download {
  readonly name: string;
  /** Of the whole file. */
  readonly bytes: number;
  /** Changes with the file's bytes. */
  readonly tag: string;
  /** The bytes that are sent; null where the range is beyond the file. */
  readonly sent: {
    readonly from: number;
    readonly to: number;
    /** False where the file is sent whole, whatever was asked for. */
    readonly isPart: boolean;
    body(): ReadableStream<Uint8Array>;
  } | null;
}

interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly parts: readonly FilePart[];
  readonly allowed: number;
  readonly used: number;
  readonly expiresAt: Date;
  readonly state: DownloadState;
  readonly isOver: boolean;
  readonly isUnderWay: boolean;
}

/** One that begins again within a minute is the same download: browsers hand it to a download manager, which asks anew. */
const sameSeconds = 60;
/** How long a download that began may be gone on with, whatever else is over. */
const resumeHours = 24;

async function find(ctx: StoreContext, ref: string): Promise<{ link: DownloadLink; row: Row }> {
  const link = await openDownloadRef(ctx, ref);
  const [[row]] = link
    ? await ctx.read(sql<Row>`
        select d.name, d.bytes, d.parts, o.allowed, o.used, o.expires_at as "expiresAt", ${downloadState} as state,
          to_timestamp(${link.until}::bigint) <= app_now() as "isOver",
          o.last_at is not null and o.last_at > app_now() - ${resumeHours}::int * interval '1 hour' as "isUnderWay"
        from order_downloads o
        join orders r on r.store_id = o.store_id and r.id = o.order_id
        join digital_files d on d.store_id = o.store_id and d.id = o.file_id
        where o.store_id = ${ctx.storeId} and o.order_line_id = ${link.lineId} and o.file_id = ${link.fileId}`)
    : [[]];
  if (!link || !row) throw new AppError("not_found", "download_not_found");
  return { link, row };
}

// What may not be fetched at all; a download under way is not cut off by the count or the clock.
function demandOpen({ state, isOver, isUnderWay }: Row, isResumed: boolean): void {
  if (state === "revoked" || state === "unpaid") throw new AppError("forbidden", `download_${state}`);
  if (isResumed && isUnderWay) return;
  if (isOver || state === "expired") throw new AppError("forbidden", "download_expired");
  if (state === "used_up") throw new AppError("forbidden", "download_used_up");
}

/**
 * The page behind a link, which counts nothing: mail programs open links to look at them. Throws `download_not_found`,
 * `download_expired`, `download_used_up`, `download_revoked` or `download_unpaid`.
 */
export async function findDownload(ctx: StoreContext, input: { link: string }): Promise<DownloadView> {
  authorize(ctx, "checkout.findDownload");
  const { row } = await find(ctx, input.link);
  demandOpen(row, false);
  return { name: row.name, bytes: row.bytes, left: row.allowed - row.used, expiresAt: row.expiresAt };
}

// Counted by an update whose own condition decides, so that of two at once the last one allowed goes to one.
async function count(ctx: StoreContext, { lineId, fileId }: DownloadLink): Promise<boolean> {
  return await ctx.write(async (tx) => {
    const isSame = fragment`o.last_at is not null and o.last_at > app_now() - ${sameSeconds}::int * interval '1 second'`;
    const rows = await tx.run(sql`
      update order_downloads o set used = case when ${isSame} then o.used else o.used + 1 end,
        last_at = case when ${isSame} then o.last_at else app_now() end
      where o.store_id = ${tx.storeId} and o.order_line_id = ${lineId} and o.file_id = ${fileId}
        and (o.used < o.allowed or (${isSame}))
      returning o.used`);
    return rows.length > 0;
  });
}

const tagOf = (parts: readonly FilePart[]) =>
  createHash("sha256")
    .update(parts.map(({ sha256 }) => sha256).join())
    .digest("base64url");

function sentOf(bytes: number, range: ByteRange | null): { from: number; to: number } | null {
  if (!range) return { from: 0, to: bytes - 1 };
  // "-500": the last 500 bytes.
  const from = range.from < 0 ? Math.max(0, bytes + range.from) : range.from;
  if (from >= bytes) return null;
  return { from, to: Math.min(range.to ?? bytes - 1, bytes - 1) };
}

/**
 * Hands out a file, or a part of it. What begins at its first byte is a download and is counted; who goes on with one that began within
 * 24 hours is not. Throws as `findDownload` does.
 * @param input.isLook asks what a download would be (HEAD), and counts nothing
 * @param input.ifTag the range is of the file with this tag; of another one all is sent
 */
export async function takeDownload(
  ctx: StoreContext,
  input: { link: string; range: ByteRange | null; isLook?: boolean; ifTag?: string | undefined },
): Promise<Download> {
  authorize(ctx, "checkout.takeDownload");
  const { link, row } = await find(ctx, input.link);
  const { name, bytes, parts } = row;
  const tag = tagOf(parts);
  const range = input.ifTag === undefined || input.ifTag === tag ? input.range : null;
  const sent = sentOf(bytes, range);
  const isResumed = sent !== null && sent.from > 0 && row.isUnderWay;
  // The last one may be asked for again at once: the count decides.
  const isLast = sent?.from === 0 && row.state === "used_up" && row.isUnderWay && !row.isOver;
  if (!isLast) demandOpen(row, isResumed);
  const isCounted = sent !== null && !isResumed && !input.isLook;
  if (isCounted && !(await count(ctx, link))) throw new AppError("forbidden", "download_used_up");
  return {
    ...{ name, bytes, tag },
    sent: sent && {
      ...sent,
      isPart: range !== null,
      body: () => streamParts(ctx, { folder: link.fileId, parts, ...sent }),
    },
  };
}
