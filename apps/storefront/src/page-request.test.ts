import { describe, expect, it } from "vitest";
import { askedPage } from "./page-request.ts";

const ask = (address: string) => {
  const url = new URL(address, "http://demo.localhost");
  return askedPage(url.pathname, url.searchParams);
};

describe("askedPage", () => {
  it.each([
    ["/?utm_source=x", ""],
    ["/products/a?variant=12&fbclid=9", "variant=12"],
    ["/products/a?variant=abc", ""],
    ["/products/a?variant=-1", ""],
    ["/collections/a?sort=price-up&page=2&available=1", "available=1&page=2&sort=price-up"],
    ["/collections/a?page=1&sort=manual&available=0", ""],
    ["/collections/a?sort=drop-table&page=99999", ""],
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

  it("reads Chinese handles", () => {
    expect(ask("/products/%E8%80%81%E5%A2%99")?.request).toMatchObject({ handle: "老墙" });
  });
});
