import { fragment, type StoreContext } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";

/** A variant as people call it: its product, its options, its numbers and a picture's path. */
export interface NamedVariant {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  /** "Red / M"; empty where the product has no options. */
  readonly options: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly picture: string | null;
}

/** Units of a variant at a location, in each of their states. */
export interface StockUnits {
  readonly onHand: number;
  readonly available: number;
  readonly committed: number;
  readonly reserved: number;
  readonly damaged: number;
  readonly safetyStock: number;
  readonly qualityControl: number;
}

/** The columns of `NamedVariant`, of a variant `v` and its product `p`. */
export function nameColumns(ctx: StoreContext): object {
  return fragment`v.id as "variantId", p.id as "productId", p.title, v.sku, v.barcode,
    concat_ws(' / ', nullif(nullif(v.option1, ''), 'Default Title'), nullif(v.option2, ''), nullif(v.option3, '')) as options,
    coalesce((select f.path from files f where f.store_id = ${ctx.storeId} and f.id = v.file_id and f.state = 'ready'),
      (select f.path from product_media m join files f on f.store_id = ${ctx.storeId} and f.id = m.file_id and f.state = 'ready'
        where m.store_id = ${ctx.storeId} and m.product_id = p.id order by m.position limit 1)) as picture`;
}

/** The columns of `StockUnits`, of a stock row `s` that may be missing. */
export const unitColumns = fragment`coalesce(s.on_hand, 0) as "onHand", coalesce(s.available, 0) as available,
  coalesce(s.committed, 0) as committed, coalesce(s.reserved, 0) as reserved, coalesce(s.damaged, 0) as damaged,
  coalesce(s.safety_stock, 0) as "safetyStock", coalesce(s.quality_control, 0) as "qualityControl"`;

/** Units of variant `v` on their way to a location (an id, or a column of one). */
export function incomingTo(ctx: StoreContext, location: object | string): object {
  return fragment`coalesce((select sum(i.incoming) from consignment_lines i
    join consignments c on c.store_id = i.store_id and c.id = i.consignment_id
    where i.store_id = ${ctx.storeId} and i.variant_id = v.id and i.incoming > 0 and c.to_location_id = ${location}), 0)::int`;
}

/** Where a page of a list begins: texts and numbers, as one word for an address. */
export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Reads a cursor of an instant, or of an id and a number, and the id of the last row. Throws `cursor_invalid`. */
export function readCursor(cursor: string, isFirst: (first: unknown, last: unknown) => boolean): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown;
    if (Array.isArray(parts) && isFirst(parts[0], parts.at(-1)) && isId(parts.at(-1))) return parts;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AppError("invalid", "cursor_invalid", { field: "cursor" });
}
