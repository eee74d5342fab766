import { authorize, fragment, nothing, readTogether, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { type Reference, readReferences, withoutMissing } from "../references.ts";
import { ListEntriesInput } from "../schemas.ts";
import { definitionColumns, type MetaobjectDefinition } from "./definition-rows.ts";
import { nameKeyOf } from "./judge-entry.ts";

/** An entry in a list. */
export interface EntryItem {
  readonly id: string;
  readonly publicId: number;
  readonly handle: string;
  readonly displayName: string;
  readonly status: "ACTIVE" | "DRAFT";
  readonly updatedAt: Date;
}

export interface EntryPage {
  readonly items: readonly EntryItem[];
  /** Where the next page begins; null on the last. */
  readonly cursor: string | null;
}

// The smallest text behind all that begin with it.
const behind = (text: string) => `${text}\u{10ffff}`;

function readCursor(text: string): readonly [key: string, id: string] {
  try {
    const [key, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[];
    if (typeof key === "string" && isId(id)) return [key, id];
  } catch {
    // said below
  }
  throw new AppError("invalid", "cursor_malformed", { field: "cursor" });
}

/**
 * A definition's entries by their names, a page at a time; with `query`, those whose name or handle begins with it. Throws
 * `cursor_malformed`.
 */
export async function listEntries(ctx: StoreContext, input: ListEntriesInput): Promise<EntryPage> {
  authorize(ctx, "metafields.listEntries");
  const { definitionId, query, cursor, limit } = ListEntriesInput.parse(input);
  const wanted = nameKeyOf(query.trim());
  const handle = query.trim().toLowerCase().replace(/\s+/g, "-");
  const found =
    wanted === ""
      ? nothing
      : fragment`and (m.name_key >= ${wanted} and m.name_key < ${behind(wanted)} or m.handle >= ${handle} and m.handle < ${behind(handle)})`;
  const from = cursor ? readCursor(cursor) : null;
  const [rows] = await ctx.read(sql<
    EntryItem & { key: string }
  >`select m.id, m.public_id as "publicId", m.handle, m.name_key as key,
      m.display_name as "displayName", m.status, m.updated_at as "updatedAt"
    from metaobjects m where m.store_id = ${ctx.storeId} and m.definition_id = ${definitionId} ${found}
      ${from ? fragment`and (m.name_key, m.id) > (${from[0]}::text, ${from[1]}::uuid)` : nothing}
    order by m.name_key, m.id limit ${limit + 1}::int`);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ key: _, ...item }) => item),
    cursor: last ? Buffer.from(JSON.stringify([last.key, last.id])).toString("base64url") : null,
  };
}

/** An entry as its form shows it. */
export interface Entry extends EntryItem {
  readonly definition: MetaobjectDefinition;
  readonly version: number;
  /** Key → value, without references to what is gone. */
  readonly values: Readonly<Record<string, string>>;
  readonly references: readonly Reference[];
}

type EntryRow = EntryItem & { version: number; fields: Record<string, string>; definitionId: string };

/** An entry by its id. Throws `entry_not_found`. */
export async function getEntry(ctx: StoreContext, { id }: { id: string }): Promise<Entry> {
  authorize(ctx, "metafields.getEntry");
  if (!isId(id)) throw new AppError("not_found", "entry_not_found");
  const [[row], [definition]] = await ctx.read(
    sql<EntryRow>`select m.id, m.public_id as "publicId", m.handle, m.display_name as "displayName", m.status,
        m.updated_at as "updatedAt", m.version, m.fields, m.definition_id as "definitionId"
      from metaobjects m where m.store_id = ${ctx.storeId} and m.id = ${id}`,
    sql<MetaobjectDefinition>`select ${definitionColumns} from metaobject_definitions d
      where d.store_id = ${ctx.storeId} and d.id = (select definition_id from metaobjects where store_id = ${ctx.storeId} and id = ${id})`,
  );
  if (!row || !definition) throw new AppError("not_found", "entry_not_found");
  const { fields, definitionId: _, ...entry } = row;
  const typed = definition.fields.flatMap(({ key, type }) =>
    Object.hasOwn(fields, key) ? [{ key, type, value: fields[key]! }] : [],
  );
  const [references] = await readTogether(ctx, readReferences(ctx, typed));
  const values = typed.flatMap((one) => {
    const left = withoutMissing(one, references);
    return left === null ? [] : [[one.key, left] as const];
  });
  return {
    ...entry,
    definition,
    values: Object.fromEntries(values),
    references: [...references.values()],
  };
}
