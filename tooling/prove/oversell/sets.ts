import { appUrl, openCell, openStore, system } from "../../../packages/db/src/index.ts";
import { putBundle } from "../../../packages/inventory/src/index.ts";
import type { StoreId } from "../../../packages/kernel/src/index.ts";
import type { Platform } from "../platform/start-platform.ts";
import type { Tally } from "../proof.ts";
import type { ProofStore } from "../shop/open-store.ts";
import { isSoldOut, prepareAll, press, stockOf, told } from "./rush.ts";

const eachOf = 100;
/** Units of the part in a set. */
const inSet = 2;

/** The two that are bought, one of which is made of the other. */
export const setGoods = (units: number) => [
  { handle: "cup", title: "Cup", sku: "CUP", stock: units },
  { handle: "pair", title: "Pair of cups", sku: "PAIR", stock: null },
];

async function makeSet(platform: Platform, { storeId, variants }: ProofStore): Promise<void> {
  const cell = openCell({ url: appUrl(platform.databaseUrl, platform.masterKey), name: "proof" });
  try {
    const ctx = openStore(cell, storeId as StoreId, { actor: system, locale: "en" });
    await putBundle(ctx, {
      variantId: variants.PAIR!,
      parts: [{ variantId: variants.CUP!, quantity: inSet }],
    });
  } finally {
    await cell.end();
  }
}

/** Some press for a set and as many for its part at once: both take the same units, and all of those are sold. */
export async function sellSets(
  platform: Platform,
  store: ProofStore,
  units: number,
  tally: Tally,
): Promise<{ sets: number; parts: number }> {
  await makeSet(platform, store);
  const fill = (sku: string) =>
    prepareAll(platform, store, store.variants[sku]!, store.accounts.atOnce, eachOf);
  const [pairs, cups] = [await fill("PAIR"), await fill("CUP")];
  // One of each in turn, as they would come.
  const outcomes = await press(pairs.flatMap((pair, index) => [pair, cups[index]!]));
  const placed = (rest: number) =>
    outcomes.filter((one, index) => index % 2 === rest && one.kind === "placed").length;
  const [sets, parts] = [placed(0), placed(1)];
  const others = outcomes.filter((one) => one.kind !== "placed" && !isSoldOut(one));
  tally.check(others.length === 0, `sets: ${others.length} other answers, such as ${told(others[0])}`);
  tally.check(sets * inSet + parts === units, `${sets} sets and ${parts} parts were sold of ${units} units`);
  const stock = await stockOf(platform, store, "CUP");
  tally.check(
    stock.available === 0 && stock.reserved === 0 && stock.committed === units,
    `sets: ${JSON.stringify(stock)} after ${units} units were to be sold`,
  );
  return { sets, parts };
}
