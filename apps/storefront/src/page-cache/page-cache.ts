import { createHash } from "node:crypto";
import type { StoreId } from "@hutong/kernel";

/** A page as it was rendered. */
export interface RenderedPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Without the store; see `changed_tags`. */
  readonly tags: readonly string[];
  /** False for what must be made anew each time: not found, an error. */
  readonly isKept: boolean;
  readonly status: number;
  /** When it will be another one though nothing is changed, as a sale ends. `Date.now()` milliseconds. */
  readonly until?: number | undefined;
}

/** A page that is kept, with its compressed forms once they were asked for. */
export interface KeptPage {
  readonly key: string;
  readonly storeId: StoreId;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly body: Buffer;
  readonly tags: readonly string[];
  readonly encoded: Map<string, Buffer>;
  size: number;
  /** When a change of one of its tags was seen; null while nothing changed. `performance.now()` milliseconds. */
  staleSince: number | null;
  /** When it is stale by itself. `performance.now()` milliseconds. */
  readonly until: number;
}

const overhead = 1_024;

/**
 * Rendered pages by host and address, the least lately asked for dropped beyond a number of bytes. Tags are
 * prefixed by their store.
 */
export class PageCache {
  readonly #limit: number;
  readonly #pages = new Map<string, KeptPage>();
  readonly #byTag = new Map<string, Set<string>>();
  /** Tags that changed lately, for pages whose reading began before. */
  readonly #changed = new Map<string, number>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#pages.size;
  }

  /** The page, and it is now the latest asked for. */
  get(key: string): KeptPage | undefined {
    const page = this.#pages.get(key);
    if (page) {
      this.#pages.delete(key);
      this.#pages.set(key, page);
      if (page.staleSince === null && page.until <= performance.now()) page.staleSince = page.until;
    }
    return page;
  }

  /** Keeps a page whose reading began at `startedAt` (`performance.now()`). */
  put(key: string, storeId: StoreId, rendered: RenderedPage, startedAt: number): KeptPage {
    const body = Buffer.from(rendered.html);
    const etag = `W/"${createHash("sha1").update(body).digest("base64url")}"`;
    const tags = rendered.tags.map((tag) => `${storeId} ${tag}`);
    const changedMeanwhile = tags.some((tag) => (this.#changed.get(tag) ?? -1) >= startedAt);
    const page: KeptPage = {
      key,
      storeId,
      headers: rendered.headers,
      etag,
      body,
      tags,
      encoded: new Map(),
      size: body.byteLength + key.length * 2 + tags.length * 120 + overhead,
      staleSince: changedMeanwhile ? performance.now() : null,
      until: performance.now() + (rendered.until ?? Number.POSITIVE_INFINITY) - Date.now(),
    };
    if (this.#limit === 0 || !rendered.isKept) return page;
    this.#remove(key);
    this.#pages.set(key, page);
    this.#bytes += page.size;
    for (const tag of tags) {
      const keys = this.#byTag.get(tag);
      if (keys) keys.add(key);
      else this.#byTag.set(tag, new Set([key]));
    }
    this.#makeRoom();
    return page;
  }

  /** Whether a page is kept: one that is made anew each time is not worth compressing. */
  holds(page: KeptPage): boolean {
    return this.#pages.get(page.key) === page;
  }

  /** Adds a compressed form to a kept page. */
  encode(page: KeptPage, encoding: string, bytes: Buffer): void {
    page.encoded.set(encoding, bytes);
    if (!this.holds(page)) return;
    page.size += bytes.byteLength;
    this.#bytes += bytes.byteLength;
    this.#makeRoom();
  }

  /** Marks every page with this tag of a store as stale. */
  change(storeId: string, tag: string): void {
    const full = `${storeId} ${tag}`;
    const now = performance.now();
    this.#changed.delete(full);
    this.#changed.set(full, now);
    for (const key of this.#byTag.get(full) ?? []) {
      const page = this.#pages.get(key);
      if (page) page.staleSince ??= now;
    }
    this.#forgetOldChanges(now);
  }

  #forgetOldChanges(now: number): void {
    for (const [tag, at] of this.#changed) {
      if (now - at < 60_000 && this.#changed.size < 50_000) return;
      this.#changed.delete(tag);
    }
  }

  #makeRoom(): void {
    for (const key of this.#pages.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#remove(key);
    }
  }

  #remove(key: string): void {
    const page = this.#pages.get(key);
    if (!page) return;
    this.#pages.delete(key);
    this.#bytes -= page.size;
    for (const tag of page.tags) {
      const keys = this.#byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#byTag.delete(tag);
    }
  }
}
