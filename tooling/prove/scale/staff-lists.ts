import { listProducts } from "../../../packages/catalogue/src/index.ts";
import type { StoreContext } from "../../../packages/db/src/index.ts";

type Input = Parameters<typeof listProducts>[1];

/** What staff ask the dashboard's list of products for. */
const asked: readonly (readonly [name: string, input: Input])[] = [
  ["list", {}],
  ["list, active", { status: "active" }],
  ["list, drafts", { status: "draft" }],
  ["list, archived (none)", { status: "archived" }],
  ["search, one word", { query: "linen" }],
  ["search, two words", { query: "walnut bowl" }],
  ["search, a number", { query: "4711" }],
  ["search, an SKU", { query: "SKU-777" }],
  ["search, drafts", { query: "cotton shirt", status: "draft" }],
  ["search, mistyped", { query: "porcelein" }],
];

/** Milliseconds that each took, `times` times, the cursor's next page in every other turn. */
export async function timeLists(ctx: StoreContext, times: number): Promise<Map<string, number[]>> {
  const taken = new Map<string, number[]>();
  for (let turn = 0; turn < times; turn += 1) {
    for (const [name, input] of asked) {
      const from = performance.now();
      const { nextCursor } = await listProducts(ctx, input);
      const ms = performance.now() - from;
      taken.set(name, [...(taken.get(name) ?? []), ms]);
      if (turn % 2 === 1 && nextCursor) await listProducts(ctx, { ...input, cursor: nextCursor });
    }
  }
  return taken;
}
