import { authorize, type StoreContext, sql } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { AppError, isId } from "@hutong/kernel";
import type { MemberItem } from "./preview-rules.ts";
import type { RulesInput, SaveCollectionInput } from "./rule-schemas.ts";

/** A row of the merchant's list of collections. */
export interface CollectionListItem {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  readonly hasRules: boolean;
  /** Products in it, drafts too; counted up to 10,000. */
  readonly count: number;
  /** How far the store's products were judged by changed rules; null where all were. */
  readonly judging: { readonly done: number; readonly of: number } | null;
}

/** The store's collections in their order, at most 250; with `query`, those whose title contains it. */
export async function listStaffCollections(
  ctx: StoreContext,
  { query = "" }: { query?: string | undefined },
): Promise<CollectionListItem[]> {
  authorize(ctx, "catalogue.listStaffCollections");
  const [rows] = await ctx.read(sql<CollectionListItem>`
    select c.id, c.title, c.handle, c.rules is not null as "hasRules", c.judging, (select count(*)::int from (select
      from collection_products n where n.store_id = ${ctx.storeId} and n.collection_id = c.id limit 10000) x) as count
    from (select * from collections where store_id = ${ctx.storeId} and strpos(lower(title), ${query.trim().toLowerCase()}) > 0
      order by position, id limit 250) c
    order by c.position, c.id`);
  return [...rows];
}

/** A collection as its form shows it. */
export interface StaffCollection {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  readonly descriptionHtml: string;
  readonly sort: SaveCollectionInput["sort"];
  readonly rules: RulesInput | null;
  readonly count: number;
  readonly judging: { readonly done: number; readonly of: number } | null;
}

/** A collection by its id. Throws `collection_not_found`. */
export async function getStaffCollection(
  ctx: StoreContext,
  { id }: { id: string },
): Promise<StaffCollection> {
  authorize(ctx, "catalogue.getStaffCollection");
  if (!isId(id)) throw new AppError("not_found", "collection_not_found");
  const [rows] = await ctx.read(sql<StaffCollection>`
    select c.id, c.title, c.handle, c.description_html as "descriptionHtml", c.sort, c.rules, c.judging,
      (select count(*)::int from collection_products n where n.store_id = ${ctx.storeId} and n.collection_id = c.id) as count
    from collections c where c.store_id = ${ctx.storeId} and c.id = ${id}`);
  if (!rows[0]) throw new AppError("not_found", "collection_not_found", { params: { id } });
  return rows[0];
}

const membersPerPage = 50;

/** A page of a collection's products in its own order, drafts too; by hand, in the order of the hand. */
export async function listMembers(
  ctx: StoreContext,
  { id, page = 1 }: { id: string; page?: number | undefined },
): Promise<{ items: MemberItem[]; hasMore: boolean }> {
  authorize(ctx, "catalogue.listMembers");
  const [rows] = await ctx.read(sql<MemberItem>`
    select p.id, p.title, p.status, p.min_price as "minPrice", p.max_price as "maxPrice", p.is_available as "isAvailable",
      (select f.path from product_media m join files f on f.store_id = ${ctx.storeId} and f.id = m.file_id and f.state = 'ready'
        where m.store_id = ${ctx.storeId} and m.product_id = p.id order by m.position limit 1) as picture
    from (select product_id, place from collection_products where store_id = ${ctx.storeId} and collection_id = ${id}::uuid
      order by place, product_id limit ${membersPerPage + 1}::int offset ${(page - 1) * membersPerPage}::int) m
    cross join lateral (select * from products where store_id = ${ctx.storeId} and id = m.product_id limit 1) p
    order by m.place, p.id`);
  return {
    items: rows
      .slice(0, membersPerPage)
      .map(({ picture, ...item }) => ({ ...item, picture: picture === null ? null : fileUrl(picture) })),
    hasMore: rows.length > membersPerPage,
  };
}
