import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { StoreId } from "@hutong/kernel";
import type { KeptPage, PageCache, RenderedPage } from "./page-cache.ts";

/** How long an old page is served while its new form is made; then requests wait for it. Milliseconds. */
const staleMs = 500;
const smallest = 1_024;

/** What became of asking for a page. */
export interface Served {
  readonly page: KeptPage;
  readonly status: number;
}

/** What a browser says it has and takes. */
export interface PageQuestion {
  readonly etag: string | undefined;
  readonly encodings: string | undefined;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/**
 * Serves pages from the cache and has each rendered once, whoever asks meanwhile. A page whose tags changed is still
 * served for half a second, and for as long as its renewal fails: with the database away, kept pages go on.
 */
export class PageServer {
  readonly #cache: PageCache;
  readonly #rendering = new Map<string, Promise<Served>>();
  readonly #report: (error: unknown) => void;

  constructor(cache: PageCache, report: (error: unknown) => void) {
    this.#cache = cache;
    this.#report = report;
  }

  /** A page that can be sent at once, without a statement. */
  peek(key: string, storeId: StoreId): KeptPage | null {
    const page = this.#cache.get(key);
    return page && page.storeId === storeId && page.staleSince === null ? page : null;
  }

  /** The page, kept or rendered. */
  async serve(key: string, storeId: StoreId, render: () => Promise<RenderedPage>): Promise<Served> {
    const kept = this.#cache.get(key);
    if (!kept || kept.storeId !== storeId) return this.#renderOnce(key, storeId, render);
    if (kept.staleSince === null) return { page: kept, status: 200 };
    const renewed = this.#renderOnce(key, storeId, render);
    if (performance.now() - kept.staleSince < staleMs) {
      renewed.catch(this.#report);
      return { page: kept, status: 200 };
    }
    return renewed.catch((error: unknown) => {
      this.#report(error);
      return { page: kept, status: 200 };
    });
  }

  /** A page that is not kept: rendered for this request alone. */
  async once(storeId: StoreId, render: () => Promise<RenderedPage>): Promise<Served> {
    const rendered = await render();
    const page = this.#cache.put("", storeId, { ...rendered, isKept: false }, performance.now());
    return { page, status: rendered.status };
  }

  #renderOnce(key: string, storeId: StoreId, render: () => Promise<RenderedPage>): Promise<Served> {
    let rendering = this.#rendering.get(key);
    if (!rendering) {
      const startedAt = performance.now();
      rendering = render()
        .then((rendered) => ({
          page: this.#cache.put(key, storeId, rendered, startedAt),
          status: rendered.status,
        }))
        .finally(() => this.#rendering.delete(key));
      this.#rendering.set(key, rendering);
    }
    return rendering;
  }

  /** What to answer: the page in the best form that the browser takes, 304 when it has it already. */
  answer(request: PageQuestion, page: KeptPage, status = 200): PageAnswer {
    if (status === 200 && request.etag === page.etag)
      return { status: 304, headers: { ...page.headers, etag: page.etag }, body: null };
    const encoding = this.#cache.holds(page) ? encodingFor(request.encodings, page.body.byteLength) : null;
    const body = encoding === null ? page.body : this.#encoded(page, encoding);
    const headers: Record<string, string> = {
      ...page.headers,
      "content-length": String(body.byteLength),
    };
    if (status === 200) headers.etag = page.etag;
    if (encoding !== null) headers["content-encoding"] = encoding;
    return { status, headers, body };
  }

  #encoded(page: KeptPage, encoding: "br" | "gzip"): Buffer {
    let bytes = page.encoded.get(encoding);
    if (!bytes) {
      bytes =
        encoding === "br"
          ? brotliCompressSync(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
          : gzipSync(page.body, { level: 6 });
      this.#cache.encode(page, encoding, bytes);
    }
    return bytes;
  }
}

function encodingFor(accepted: string | undefined, size: number): "br" | "gzip" | null {
  if (!accepted || size < smallest) return null;
  if (accepted.includes("br")) return "br";
  return accepted.includes("gzip") ? "gzip" : null;
}
