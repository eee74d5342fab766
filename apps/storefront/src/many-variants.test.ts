import { gzipSync } from "node:zlib";
import { getProduct, updateProduct, upsertProducts } from "@hutong/catalogue";
import { mostVariants } from "@hutong/catalogue/schemas";
import type { StoreContext } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countsOf, openTrialShop, openTrialStore, type TrialShop } from "./trial/trial-shop.ts";

/** The whole page's HTML, gzipped (issue 5, line 2). */
const mostBytes = 60 * 1024;

let shop: TrialShop;
let ctx: StoreContext;
beforeAll(async () => {
  shop = await openTrialShop();
  ({ ctx } = await openTrialStore(shop, "vast"));
});
afterAll(() => shop.close());

const range = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${String(index + 1).padStart(2, "0")}`);

/** A product whose variants are all combinations of these many values. */
async function fill(handle: string, counts: readonly number[]): Promise<readonly string[]> {
  const words = ["青瓷", "尺寸", "款式"];
  const options = counts.map((count, index) => ({
    name: words[index]!,
    values: range(words[index]!, count),
  }));
  const rows = options.reduce<string[][]>(
    (all, { values }) => all.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
  const variants = rows.map((row, index) => ({
    options: row,
    price: 1000 + index,
    sku: `${handle}-${index}`,
  }));
  const [outcome] = await upsertProducts(ctx, [
    { handle, title: handle, descriptionHtml: "<p>一套茶具</p>".repeat(50), options, variants },
  ]);
  if (outcome?.kind !== "created") throw new Error("the product was refused");
  return outcome.variantIds;
}

test.each([
  ["three options", [32, 8, 8]],
  ["two options", [64, 32]],
  ["one option with a value for each variant", [mostVariants]],
])("2,048 variants by %s: at most 60 KB of HTML, gzipped", async (name, counts) => {
  const handle = `by-${counts.length}`;
  const ids = await fill(handle, counts);
  expect(ids).toHaveLength(mostVariants);
  const answer = await shop.ask("vast", `/products/${handle}`);
  const html = await answer.text();
  const bytes = gzipSync(html).length;
  console.info(`2,048 variants by ${name}: ${html.length} bytes of HTML, ${bytes} gzipped`, countsOf(answer));
  expect(bytes).toBeLessThanOrEqual(mostBytes);
  // Each value is a link, or the one that is chosen.
  expect(html.match(/data-value=/g)).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
});

test("any of 2,048 variants is reached and bought by links and a form alone; one that is sold out says so", async () => {
  const ids = await fill("pick", [32, 8, 8]);
  await setStock(ctx, [{ variantId: ids[ids.length - 1]!, available: 0 }]);
  let html = await (await shop.ask("vast", "/products/pick")).text();
  for (const value of ["青瓷 32", "尺寸 08", "款式 07"]) {
    const href = new RegExp(`<a href="([^"]+)"[^>]*data-value="${value}"`).exec(html)?.[1];
    expect(href, value).toBeDefined();
    html = await (await shop.ask("vast", href!.replaceAll("&amp;", "&"))).text();
  }
  const wanted = ids[ids.length - 2]!;
  expect(html).toContain(`name="variant" value="${wanted}"`);
  const last = /<a href="([^"]+)" class=" no"[^>]*data-value="款式 08"/.exec(html);
  expect(last, "the sold-out value is marked").not.toBeNull();
  const added = await shop.post("vast", "/cart/add", { variant: wanted, quantity: "1" });
  expect(added.status).toBe(303);
});

test("an address that was changed leads on, in each language and with its query; another is not there", async () => {
  const [known] = await upsertProducts(ctx, [
    { handle: "old-name", title: "Pot", status: "active", variants: [{ price: 100 }] },
  ]);
  if (known?.kind !== "created") throw new Error("the product was refused");
  const { id, version } = await getProduct(ctx, known);
  await updateProduct(ctx, { id, version, handle: "新名" });
  const moved = await shop.ask("vast", "/en/products/old-name?variant=1");
  expect(moved.status).toBe(301);
  expect(moved.headers.get("location")).toBe(`/en/products/${encodeURIComponent("新名")}?variant=1`);
  expect((await shop.ask("vast", moved.headers.get("location")!)).status).toBe(200);
  expect((await shop.ask("vast", "/products/nobody")).status).toBe(404);
});
