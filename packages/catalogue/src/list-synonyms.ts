import { authorize, type StoreContext, sql } from "@hutong/db";
import type { Id } from "@hutong/kernel";

/** Words that mean the same to the merchant's customers. */
export interface Synonyms {
  readonly id: Id<"synonyms">;
  readonly words: readonly string[];
  /** The first word finds the others, and they do not find it. */
  readonly isOneWay: boolean;
}

/** The store's synonyms, the newest first. */
export async function listSynonyms(ctx: StoreContext): Promise<Synonyms[]> {
  authorize(ctx, "catalogue.listSynonyms");
  const [rows] = await ctx.read(sql<Synonyms>`select id, words, is_one_way as "isOneWay" from search_synonyms
    where store_id = ${ctx.storeId} order by created_at desc, id desc`);
  return [...rows];
}
