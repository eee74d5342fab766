import { asOwner } from "./owner.ts";

/** Tables whose size an import or a seed changes at once; plans made for empty ones would read them whole. */
const tables = [
  "products",
  "variants",
  "product_terms",
  "product_media",
  "collection_products",
  "stock",
  "files",
  "translations",
];

/** Tells the planner how large the catalogue is now, instead of waiting for autovacuum to notice. */
export async function refreshStatistics(): Promise<void> {
  await asOwner(async (owner) => {
    for (const table of tables) await owner`analyze ${owner(table)}`;
  });
}
