import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId } from "@hutong/kernel";
import { fetchOutside, type OutsideOptions } from "@hutong/outgoing";
import { type KeptPicture, keepPicture } from "./keep-picture.ts";
import { largestFile } from "./schemas.ts";

export interface FetchOptions {
  /** Told in the transaction that makes pictures ready, so that pages that show them are made anew. */
  readonly onReady: (tx: WriteContext, fileIds: readonly Id<"file">[]) => Promise<void>;
  readonly signal?: AbortSignal;
  /** For tests and development only. */
  readonly outside?: Pick<OutsideOptions, "allowLoopback" | "resolver">;
}

interface Wanted {
  readonly id: Id<"file">;
  readonly address: string;
  readonly tries: number;
}

type Fetched =
  | { readonly kind: "kept"; readonly wanted: Wanted; readonly kept: KeptPicture }
  | { readonly kind: "later" | "failed"; readonly wanted: Wanted; readonly code: string };

/** Stores that one process fetches for at once, pictures that are under way for each, and how many it takes at a time. */
const mostStores = 2;
const atOnce = 3;
const batch = 24;
const timeoutMs = 20_000;
const waitSeconds = 2;
/** When what failed is tried again: seconds after each try; then it has failed for good. */
const retryAfter = [60, 600, 3_600, 6 * 3_600, 24 * 3_600] as const;
let stores = 0;

// Another status may be another one tomorrow only where the other side says that it is busy.
function isWorthATry({ kind, code, params }: AppError): boolean {
  if (code === "answer_status")
    return [408, 425, 429].includes(Number(params.status)) || Number(params.status) >= 500;
  return kind === "precondition" || code === "address_unknown";
}

async function fetchOne(ctx: StoreContext, wanted: Wanted, options: FetchOptions): Promise<Fetched> {
  try {
    const { bytes } = await fetchOutside(wanted.address, {
      most: largestFile,
      timeoutMs,
      accept: "image/avif,image/webp,image/png,image/jpeg,image/svg+xml,image/gif",
      ...(options.signal ? { signal: options.signal } : {}),
      ...options.outside,
    });
    return { kind: "kept", wanted, kept: await keepPicture(ctx.storeId, bytes) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const goesOn = isWorthATry(error) && wanted.tries < retryAfter.length;
    return { kind: goesOn ? "later" : "failed", wanted, code: error.code };
  }
}

function record(tx: WriteContext, fetched: Fetched): void {
  const { id, tries } = fetched.wanted;
  if (fetched.kind === "kept") {
    const { path, contentType, bytes, sha256, width, height } = fetched.kept;
    tx.send(sql`update files set state = 'ready', path = ${path}, content_type = ${contentType}, bytes = ${bytes},
        sha256 = ${sha256}, width = ${width}, height = ${height}, failure = null, fetch_at = null
      where store_id = ${tx.storeId} and id = ${id} and state = 'pending'`);
  } else if (fetched.kind === "later") {
    tx.send(sql`update files set failure = ${fetched.code}, fetch_tries = ${tries + 1}::smallint,
        fetch_at = app_now() + ${retryAfter[tries]!}::int * interval '1 second'
      where store_id = ${tx.storeId} and id = ${id} and state = 'pending'`);
  } else {
    tx.send(sql`update files set state = 'failed', failure = ${fetched.code}, fetch_at = null
      where store_id = ${tx.storeId} and id = ${id} and state = 'pending'`);
  }
}

async function fetchBatch(ctx: StoreContext, rows: readonly Wanted[], options: FetchOptions): Promise<void> {
  const queue = [...rows];
  const done: Fetched[] = [];
  const walk = async () => {
    for (let one = queue.shift(); one && !options.signal?.aborted; one = queue.shift())
      done.push(await fetchOne(ctx, one, options));
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  // What was cut off by our own end is fetched by the next worker, and has not failed.
  const kept = options.signal?.aborted ? done.filter(({ kind }) => kind === "kept") : done;
  if (kept.length === 0) return;
  await ctx.write(async (tx) => {
    for (const one of kept) record(tx, one);
    const ready = kept.filter(({ kind }) => kind === "kept").map(({ wanted }) => wanted.id);
    if (ready.length > 0) await options.onReady(tx, ready);
  });
}

/**
 * Fetches some of the pictures that the store knows by their address, from the public internet only (`fetchOutside`), and
 * keeps them as uploads are kept; for the worker. What cannot be reached is tried again for a day and a half, what is no
 * picture fails with the code of why. Answers in how many seconds it wants to be called again, null for not until there is
 * another picture.
 */
export async function fetchPictures(ctx: StoreContext, options: FetchOptions): Promise<number | null> {
  authorize(ctx, "files.fetchPictures");
  if (stores >= mostStores) return waitSeconds;
  stores += 1;
  try {
    const [rows, next] = await ctx.read(
      sql<Wanted>`select id, source_url as address, fetch_tries as tries from files
        where store_id = ${ctx.storeId} and state = 'pending' and fetch_at <= app_now()
        order by fetch_at, id limit ${batch}::int`,
      sql<{
        seconds: number;
      }>`select ceil(extract(epoch from fetch_at - app_now()))::int as seconds from files
        where store_id = ${ctx.storeId} and state = 'pending' and fetch_at > app_now() order by fetch_at, id limit 1`,
    );
    if (rows.length === 0) return next[0]?.seconds ?? null;
    await fetchBatch(ctx, rows, options);
    return 0;
  } finally {
    stores -= 1;
  }
}

/** Lets a picture that could not be fetched be tried again. Throws `picture_not_found` when none has failed by this id. */
export async function retryPicture(ctx: StoreContext, { fileId }: { fileId: string }): Promise<void> {
  authorize(ctx, "files.retryPicture");
  await ctx.write(async (tx) => {
    const [row] = isId(fileId)
      ? await tx.run(sql<{ id: string }>`update files
          set state = 'pending', failure = null, fetch_tries = 0::smallint, fetch_at = app_now()
          where store_id = ${tx.storeId} and id = ${fileId} and source_url is not null and state <> 'ready' returning id`)
      : [];
    if (!row) throw new AppError("not_found", "picture_not_found");
    tx.remind("pictures", 0);
  });
}
