import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, newId } from "@hutong/kernel";
import { changeSynonyms } from "./search/change-synonyms.ts";
import { phraseOf } from "./search/query-plan.ts";
import type { SynonymSet } from "./search/synonym-terms.ts";
import { longestSynonym, mostSynonymSets, mostSynonyms, SaveSynonymsInput } from "./synonym-schemas.ts";

// What is written in two ways but looked for in one ("手機", "手机") is one word.
function judgeWords(given: readonly string[]): string[] {
  const words = new Map<string, string>();
  for (const word of given.map(cleanText)) {
    const phrase = phraseOf(word);
    if (phrase !== "" && !words.has(phrase)) words.set(phrase, word);
  }
  const judged = [...words.values()];
  const tooLong = judged.find((word) => [...word].length > longestSynonym);
  if (tooLong !== undefined)
    throw new AppError("invalid", "synonym_too_long", { field: "words", params: { most: longestSynonym } });
  if (judged.length < 2) throw new AppError("invalid", "synonyms_too_few", { field: "words" });
  if (judged.length > mostSynonyms)
    throw new AppError("invalid", "synonyms_too_many", { field: "words", params: { most: mostSynonyms } });
  return judged;
}

/** A set as it stands, locked; none where there is no such set. */
async function lockSet(tx: WriteContext, id: string): Promise<SynonymSet | undefined> {
  const [row] = await tx.run(sql<SynonymSet>`select words, is_one_way as "isOneWay" from search_synonyms
    where store_id = ${tx.storeId} and id = ${id} for update`);
  return row;
}

/**
 * Makes or changes a set of words that mean the same; products are found by it from the commit on. Throws `synonyms_too_few`,
 * `synonyms_too_many` and `synonym_too_long` (field `words`), `synonyms_not_found`, and `synonym_sets_too_many` for more than 500.
 */
export async function saveSynonyms(
  ctx: StoreContext,
  input: SaveSynonymsInput,
): Promise<{ id: Id<"synonyms"> }> {
  authorize(ctx, "catalogue.saveSynonyms");
  const { id: given, words, isOneWay } = SaveSynonymsInput.parse(input);
  const set: SynonymSet = { words: judgeWords(words), isOneWay };
  const id = (given ?? newId<"synonyms">()) as Id<"synonyms">;
  await ctx.write((tx) =>
    changeSynonyms(tx, async () => {
      const before = await lockSet(tx, id);
      if (given && !before) throw new AppError("not_found", "synonyms_not_found");
      const counted = await tx.run(sql<{ n: number }>`
        select count(*)::int as n from search_synonyms where store_id = ${tx.storeId}`);
      if (!before && counted[0]!.n >= mostSynonymSets)
        throw new AppError("limit_reached", "synonym_sets_too_many", { params: { most: mostSynonymSets } });
      tx.send(sql`insert into search_synonyms (store_id, id, words, is_one_way, created_at)
        values (${tx.storeId}, ${id}, ${set.words}::jsonb, ${isOneWay}, app_now())
        on conflict (store_id, id) do update set words = excluded.words, is_one_way = excluded.is_one_way`);
      return { before: before ? [before] : [], after: [set] };
    }),
  );
  return { id };
}

/** Removes a set of synonyms, and what products were found by through it. Throws `synonyms_not_found`. */
export async function removeSynonyms(ctx: StoreContext, input: { readonly id: string }): Promise<void> {
  authorize(ctx, "catalogue.removeSynonyms");
  await ctx.write((tx) =>
    changeSynonyms(tx, async () => {
      const before = await lockSet(tx, input.id);
      if (!before) throw new AppError("not_found", "synonyms_not_found");
      tx.send(sql`delete from search_synonyms where store_id = ${tx.storeId} and id = ${input.id}`);
      return { before: [before], after: [] };
    }),
  );
}
