import { type Cell, cellOptions, openCell, openStore, type StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { getStore, storeIdByHandle } from "@hutong/stores";

/** Opens the platform's database for the time of `work`. */
export async function withCell<Result>(work: (cell: Cell) => Promise<Result>): Promise<Result> {
  const cell = openCell({ ...cellOptions(), readers: 1, writers: 2, name: "hutong-cli", standsBack: true });
  try {
    return await work(cell);
  } finally {
    await cell.end();
  }
}

/** Opens a store by its handle, as an operator. Throws `store_not_found`. */
export async function withStore<Result>(
  handle: string,
  work: (ctx: StoreContext) => Promise<Result>,
): Promise<Result> {
  return withCell(async (cell) => {
    const storeId = await storeIdByHandle(cell, handle);
    if (!storeId) throw new AppError("not_found", "store_not_found", { params: { handle } });
    const opening = { actor: { kind: "operator", id: "cli" }, locale: "en" } as const;
    const { locale } = await getStore(openStore(cell, storeId, opening));
    return work(openStore(cell, storeId, { ...opening, locale }));
  });
}
