import { describe, expect, it } from "vitest";
import { askedPage } from "./page-request.ts";

const ask = (address: string) => {
  const url = new URL(address, "http://demo.localhost");
  return askedPage(url.pathname, url.searchParams, "CNY");
};

describe("askedPage", () => {
  it.each([
    ["/?utm_source=x", ""],
    ["/products/a?variant=12&fbclid=9", "variant=12"],
    ["/products/a?variant=abc", ""],
    ["/products/a?variant=-1", ""],
    ["/collections/a?sort_by=price-ascending&page=2&utm_source=x", "page=2&sort_by=price-ascending"],
    ["/collections/a?page=1&sort_by=manual&filter.v.availability=0", ""],
    ["/collections/a?sort_by=drop-table&page=99999", ""],
    [
      "/collections/a?filter.v.price.lte=19.9&filter.v.option.Size=M&filter.p.vendor=B&filter.p.vendor=A&filter.p.vendor=B&page=3",
      "filter.p.vendor=A&filter.p.vendor=B&filter.v.option.size=M&filter.v.price.lte=19.90",
    ],
    ["/collections/a?filter.v.price.gte=-1&filter.v.price.lte=1.999&filter.v.option.=x&filter.p.tag=%00", ""],
    [`/collections/a?after=00ff.${"a".repeat(32)}&page=3`, `after=00ff.${"a".repeat(32)}`],
    ["/collections/a?before=x'y.z&page=3", "page=3"],
    ["/pages/about?mode=elder&x=1", "mode=elder"],
  ])("keeps of %s only what counts", (address, query) => {
    expect(ask(address)?.query).toBe(query);
  });

  it.each(["/products", "/products/a/b", "/nothing", "/products/%E0%A4%A", "/cart"])(
    "knows no %s",
    (address) => {
      expect(ask(address)).toBeNull();
    },
  );

  it("keeps no pages of collections with several filters", () => {
    const kept = [
      "",
      "filter.p.tag=a&page=2",
      "filter.v.price.gte=1&filter.v.price.lte=9",
      "filter.p.tag=a&filter.p.tag=b",
    ];
    expect(kept.map((query) => ask(`/collections/a?${query}`)?.isKept)).toEqual([true, true, true, false]);
  });

  it("reads Chinese handles", () => {
    expect(ask("/products/%E8%80%81%E5%A2%99")?.request).toMatchObject({ handle: "老墙" });
  });
});
