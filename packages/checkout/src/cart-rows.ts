import type { LineProperty, QuantityFault, QuantityRule } from "@hutong/catalogue";
import { fragment, nothing, type Statement, type StoreContext, sql } from "@hutong/db";
import { formatWeight, type Money } from "@hutong/kernel";
import type { FrozenBundlePart, FrozenLine, FrozenPrice } from "@hutong/orders";
import { lineId } from "./lines/line-id.ts";
import { quantityFaults } from "./lines/quantity-faults.ts";
import { refOf } from "./references.ts";
import type { CartView, LineView } from "./views.ts";

export interface LineRow {
  readonly variant_id: string;
  readonly product_id: string;
  readonly handle: string;
  readonly title: string;
  readonly options: readonly string[];
  /** Names of option values in the context's language, as JSON. */
  readonly words: string | null;
  readonly sku: string | null;
  readonly price: number;
  readonly quantity: number;
  readonly picture: string | null;
  readonly is_available: boolean;
  readonly weight_grams: number;
  readonly requires_shipping: boolean;
  readonly tax_class: string;
  /** Whether it has files to download. */
  readonly is_digital: boolean;
  /** What is in it; null where it is no bundle. */
  readonly parts: readonly FrozenBundlePart[] | null;
  /** Why it costs less than the list says; absent or null where it does not. */
  readonly priced?: FrozenPrice | null;
  /** Of what was filled in for it; "" for nothing. */
  readonly mark: string;
  readonly properties: readonly LineProperty[] | null;
  /** Of how many units an order has to be; null: of any number. */
  readonly quantity_rule: QuantityRule | null;
}

/** A line that may be sold out for all but the cart that holds the last of it. */
export interface FoundLine extends LineRow {
  readonly is_active: boolean;
}

function translated(ctx: StoreContext): object {
  return fragment`left join lateral (select max(t.value) filter (where t.field = 'title') as title, max(t.value) filter (where t.field = 'options') as words
    from translations t where t.store_id = ${ctx.storeId} and t.resource_kind = 'product'
    and t.resource_id = p.id::text and t.locale = ${ctx.locale} and t.field in ('title', 'options')) t on true`;
}

// Rows of `lines` with what they cost now, in the context's language; each row is found by its key.
function priced(ctx: StoreContext, lines: object, which: object): Statement<FoundLine> {
  return sql<FoundLine>`
    select l.variant_id, v.product_id, p.handle, ${ctx.isOwnLanguage ? fragment`p.title, null as words` : fragment`coalesce(t.title, p.title) as title, t.words`},
      jsonb_build_array(v.option1, v.option2, v.option3) as options, v.sku, v.price, l.quantity,
      case when v.file_id is null then p.card_picture else (select f.path from files f where f.store_id = ${ctx.storeId} and f.id = v.file_id) end as picture,
      p.status = 'active' and v.is_available as is_available, p.status = 'active' as is_active,
      v.weight_grams, v.requires_shipping, v.is_digital, v.parts, case when v.tax_class is null then p.tax_class else v.tax_class end as tax_class, l.mark, l.properties, p.quantity_rule
    from ${lines} l
    cross join lateral (select * from variants where store_id = ${ctx.storeId} and id = l.variant_id limit 1) v
    cross join lateral (select * from products where store_id = ${ctx.storeId} and id = v.product_id limit 1) p
    ${ctx.isOwnLanguage ? nothing : translated(ctx)}
    ${which}`;
}

/**
 * The lines of a cart with what they cost now, in the context's language; each row is found by its key. What the cart itself
 * holds does not count as available here.
 */
export function cartLines(ctx: StoreContext, cartId: string | null): Statement<FoundLine> {
  return priced(
    ctx,
    fragment`cart_lines`,
    fragment`where l.store_id = ${ctx.storeId} and l.cart_id = ${cartId} order by l.added_at, l.variant_id, l.mark`,
  );
}

/** One unit of a variant as a cart would have it. */
export function lineOf(ctx: StoreContext, variantId: string): Statement<FoundLine> {
  const line = fragment`(select ${variantId}::uuid as variant_id, 1 as quantity, '' as mark, null::jsonb as properties)`;
  return priced(ctx, line, nothing);
}

/** "50 克 / 罐装" in the context's language, with what a unit of goods sold by weight weighs; empty for a product of one variant. */
function variantTitle(row: LineRow, locale: string): string {
  const words: Record<string, string> = row.words ? JSON.parse(row.words) : {};
  const chosen = row.options
    .filter((value) => value !== "" && value !== "Default Title")
    .map((value) => words[value] ?? value);
  const weight = row.quantity_rule?.weight;
  return [...chosen, ...(weight ? [formatWeight(weight, locale)] : [])].join(" / ");
}

/** A line as the quote freezes it, in the language that the row was read in. */
export function freezeLine(row: LineRow, locale: string): FrozenLine {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    handle: row.handle,
    title: row.title,
    variantTitle: variantTitle(row, locale),
    sku: row.sku,
    picture: row.picture,
    quantity: row.quantity,
    unitPrice: row.price,
    taxClass: row.tax_class,
    ...(row.parts ? { parts: row.parts } : {}),
    ...(row.is_digital ? { isDigital: true } : {}),
    ...(row.priced ? { priced: row.priced } : {}),
    ...(row.properties ? { mark: row.mark, properties: row.properties } : {}),
  };
}

/** A frozen line as people see it. */
export function lineView(
  line: FrozenLine,
  currency: string,
  isAvailable: boolean,
  fault: QuantityFault | null = null,
): LineView {
  const money = (amount: number): Money => ({ amount, currency });
  return {
    id: lineId(line),
    variantId: line.variantId,
    mark: line.mark ?? "",
    properties: line.properties ?? [],
    parts: (line.parts ?? []).map(({ title, quantity }) => ({ title, quantity })),
    productId: line.productId,
    productHandle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    picture: line.picture,
    quantity: line.quantity,
    unitPrice: money(line.unitPrice),
    total: money(line.unitPrice * line.quantity),
    priced: line.priced ? { ...line.priced, list: money(line.priced.list) } : null,
    isAvailable,
    fault,
  };
}

export function cartView(
  ctx: StoreContext,
  cartId: string | null,
  currency: string,
  rows: readonly LineRow[],
): CartView {
  const faults = quantityFaults(rows);
  const lines = rows.map((row, index) =>
    lineView(freezeLine(row, ctx.locale), currency, row.is_available, faults[index]),
  );
  return {
    ref: cartId === null ? null : refOf(ctx, "cart", cartId),
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: { amount: lines.reduce((sum, line) => sum + line.total.amount, 0), currency },
  };
}
