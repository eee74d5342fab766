import { authorize, fragment, type StoreContext, sql } from "@hutong/db";
import { fileUrl } from "@hutong/files";
import { meetsRules } from "./judged-by-rules.ts";
import { judgeRules } from "./rule-definitions.ts";
import type { RuleFault } from "./rule-faults.ts";
import { PreviewRulesInput } from "./rule-schemas.ts";

/** A product of a collection, as staff see it. Prices in minor units of the store's currency. */
export interface MemberItem {
  readonly id: string;
  readonly title: string;
  readonly status: "draft" | "active" | "archived";
  readonly minPrice: number;
  readonly maxPrice: number;
  readonly isAvailable: boolean;
  readonly picture: string | null;
}

export interface RulesPreview {
  readonly faults: readonly RuleFault[];
  /** Products that would stand in the collection; 0 where something is wrong with the rules. */
  readonly count: number;
  /** The newest of them, at most six. */
  readonly items: readonly MemberItem[];
}

const most = 6;

/** What rules would find, without saving them; looks at every product of the store. */
export async function previewRules(ctx: StoreContext, input: PreviewRulesInput): Promise<RulesPreview> {
  authorize(ctx, "catalogue.previewRules");
  const { rules, faults } = await judgeRules(ctx, PreviewRulesInput.parse(input).rules);
  if (faults.length > 0) return { faults, count: 0, items: [] };
  const asksFields = rules.conditions.some(({ field }) => field === "metafield");
  const [rows] = await ctx.read(sql<
    MemberItem & { count: number }
  >`with asked as (select ${rules}::jsonb as rules),
    found as materialized (select p.id from asked, products p where p.store_id = ${ctx.storeId}
      and ${meetsRules(fragment`asked.rules`, asksFields)}),
    newest as (select id from found order by id desc limit ${most}::int)
    select p.id, p.title, p.status, p.min_price as "minPrice", p.max_price as "maxPrice", p.is_available as "isAvailable",
      (select f.path from product_media m join files f on f.store_id = ${ctx.storeId} and f.id = m.file_id and f.state = 'ready'
        where m.store_id = ${ctx.storeId} and m.product_id = p.id order by m.position limit 1) as picture,
      (select count(*)::int from found) as count
    from newest n cross join lateral (select * from products where store_id = ${ctx.storeId} and id = n.id limit 1) p
    order by p.id desc`);
  return {
    faults,
    count: rows[0]?.count ?? 0,
    items: rows.map(({ count: _, picture, ...item }) => ({
      ...item,
      picture: picture === null ? null : fileUrl(picture),
    })),
  };
}
