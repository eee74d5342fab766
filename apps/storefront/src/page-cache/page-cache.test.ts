import { newId } from "@hutong/kernel";
import { describe, expect, it } from "vitest";
import { PageCache, type RenderedPage } from "./page-cache.ts";

const page = (html: string, tags: string[] = []): RenderedPage => ({
  html,
  headers: {},
  tags,
  isKept: true,
  status: 200,
});

describe("PageCache", () => {
  const storeId = newId<"store">();

  it("marks the pages of a changed tag as stale, in this store only", () => {
    const cache = new PageCache(1e6);
    const other = newId<"store">();
    cache.put("a /", storeId, page("mine", ["product:1"]), 0);
    cache.put("b /", other, page("theirs", ["product:1"]), 0);
    cache.change(storeId, "product:1");
    expect(cache.get("a /")?.staleSince).not.toBeNull();
    expect(cache.get("b /")?.staleSince).toBeNull();
  });

  it("keeps a page as stale when a tag changed while it was being read", () => {
    const cache = new PageCache(1e6);
    const startedAt = performance.now();
    cache.change(storeId, "theme");
    expect(cache.put("a /", storeId, page("x", ["theme"]), startedAt).staleSince).not.toBeNull();
  });

  it("keeps a page as stale once its own time is over, as when a sale ends", () => {
    const cache = new PageCache(1e6);
    cache.put("a /", storeId, { ...page("sale"), until: Date.now() - 1 }, 0);
    cache.put("b /", storeId, { ...page("sale"), until: Date.now() + 60_000 }, 0);
    expect(cache.get("a /")?.staleSince).not.toBeNull();
    expect(cache.get("b /")?.staleSince).toBeNull();
  });

  it("drops what was not asked for lately beyond its limit, compressed forms counted", () => {
    const cache = new PageCache(10_000);
    cache.put("a /", storeId, page("a".repeat(3_000)), 0);
    cache.put("b /", storeId, page("b".repeat(3_000)), 0);
    cache.get("a /");
    cache.put("c /", storeId, page("c".repeat(3_000)), 0);
    expect(cache.get("b /")).toBeUndefined();
    expect(cache.get("a /")).toBeDefined();
    const kept = cache.get("c /")!;
    cache.encode(kept, "gzip", Buffer.alloc(3_000));
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
    expect(cache.get("a /")).toBeUndefined();
  });

  it("keeps nothing when its limit is nothing", () => {
    const cache = new PageCache(0);
    cache.put("a /", storeId, page("a"), 0);
    expect(cache.count).toBe(0);
  });
});
