import { authorize, isDatabaseError, list, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isHandle, newId, newPublicId, toHandle } from "@hutong/kernel";
import { safeHtml } from "../rich-text.ts";
import { lockRules } from "./judge-products.ts";
import { beginJudging, judgeFirst } from "./rejudge.ts";
import { judgeRules } from "./rule-definitions.ts";
import { type RulesInput, SaveCollectionInput } from "./rule-schemas.ts";

type CollectionId = Id<"collection">;
const mostTries = 20;

async function sound(ctx: StoreContext, given: RulesInput | null): Promise<RulesInput | null> {
  if (!given) return null;
  const { rules, faults } = await judgeRules(ctx, given);
  const fault = faults[0];
  if (!fault) return rules;
  const params = {
    condition: fault.index + 1,
    ...(fault.other === undefined ? {} : { other: fault.other + 1 }),
  };
  throw new AppError("invalid", fault.code, { field: `rules.conditions.${fault.index}`, params });
}

async function freeHandle(tx: WriteContext, given: string | undefined, title: string): Promise<string> {
  const handle = given === undefined || given === "" ? toHandle(title) : given.normalize("NFC");
  if (!isHandle(handle))
    throw new AppError("invalid", "handle_ill_formed", { field: "handle", params: { handle } });
  const candidates = given
    ? [handle]
    : [handle, ...Array.from({ length: mostTries }, (_, at) => `${handle}-${at + 2}`)];
  const rows = await tx.run(sql<{ handle: string }>`select handle from collections
    where store_id = ${tx.storeId} and handle = any(${list(candidates)}::text[])`);
  const known = new Set(rows.map((row) => row.handle));
  const free = candidates.find((candidate) => !known.has(candidate));
  if (free === undefined) throw taken(handle);
  return free;
}

const taken = (handle: string) =>
  new AppError("conflict", "collection_handle_taken", { field: "handle", params: { handle } });

/**
 * Makes or changes a collection. Where its rules or its order changed, its products are judged anew: the first thousand at once, the
 * others by the worker. One that is filled by hand from now on keeps what stands in it. Throws `collection_not_found`, `title_missing`,
 * `handle_ill_formed`, `collection_handle_taken`, `order_needs_hand`, and the codes of `RuleFault` beside the condition.
 */
export async function saveCollection(
  ctx: StoreContext,
  input: SaveCollectionInput,
): Promise<{ id: CollectionId; handle: string }> {
  authorize(ctx, "catalogue.saveCollection");
  const given = SaveCollectionInput.parse(input);
  const title = cleanText(given.title);
  if (!title) throw new AppError("invalid", "title_missing", { field: "title" });
  if (given.rules && given.sort === "manual")
    throw new AppError("invalid", "order_needs_hand", { field: "sort" });
  const { sort } = given;
  const text = { title, html: safeHtml(given.descriptionHtml) };
  try {
    const { run, ...saved } = await ctx.write(async (tx) => {
      await lockRules(tx);
      // Behind the lock: a definition that goes later has what names it judged anew.
      const rules = await sound(tx, given.rules);
      const { id, handle, isSame } = given.id
        ? await change(tx, given.id as CollectionId, { ...text, sort, rules })
        : await make(tx, { ...text, sort, rules }, given.handle);
      tx.touch("collections", `collection:${id}`);
      tx.emit({ kind: "collection.updated", subject: ["collection", id] });
      return { id, handle, run: isSame ? null : beginJudging(tx, id, rules !== null) };
    });
    // Behind the commit, since who waits for the rules has products locked.
    if (run !== null) await judgeFirst(ctx, { id: saved.id, run });
    return saved;
  } catch (error) {
    throw isDatabaseError(error, "23505", "collections_handle") ? taken(given.handle ?? title) : error;
  }
}

interface Saved {
  readonly title: string;
  readonly html: string;
  readonly sort: string;
  readonly rules: RulesInput | null;
}
type Written = { id: CollectionId; handle: string; isSame: boolean };

async function make(tx: WriteContext, saved: Saved, wanted: string | undefined): Promise<Written> {
  const handle = await freeHandle(tx, wanted, saved.title);
  const id = newId<"collection">();
  tx.send(sql`insert into collections (store_id, id, public_id, handle, title, description_html, position, sort, rules, updated_at)
    values (${tx.storeId}, ${id}, ${newPublicId()}, ${handle}, ${saved.title}, ${saved.html},
      (select coalesce(max(position) + 1, 0) from collections where store_id = ${tx.storeId}), ${saved.sort}, ${saved.rules}::jsonb, app_now())`);
  return { id, handle, isSame: saved.rules === null };
}

async function change(tx: WriteContext, id: CollectionId, saved: Saved): Promise<Written> {
  const [before] = await tx.run(sql<{ handle: string; had_rules: boolean; is_same: boolean }>`
    select handle, rules is not null as had_rules,
      sort = ${saved.sort} and rules is not distinct from ${saved.rules}::jsonb as is_same
    from collections where store_id = ${tx.storeId} and id = ${id} for no key update`);
  if (!before) throw new AppError("not_found", "collection_not_found", { params: { id } });
  // Those that came by rules have no place by hand yet: they stay in the order that they stood in.
  if (before.had_rules && saved.rules === null)
    tx.send(sql`update collection_products cp set position = f.n * 1024
      from (select product_id, row_number() over (order by place, product_id)::int as n from collection_products
        where store_id = ${tx.storeId} and collection_id = ${id}) f
      where cp.store_id = ${tx.storeId} and cp.collection_id = ${id} and cp.product_id = f.product_id`);
  tx.send(sql`update collections set title = ${saved.title}, description_html = ${saved.html}, sort = ${saved.sort},
      rules = ${saved.rules}::jsonb, updated_at = app_now()
    where store_id = ${tx.storeId} and id = ${id}`);
  return { id, handle: before.handle, isSame: before.is_same };
}
