import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import {
  incomingTo,
  type NamedVariant,
  nameColumns,
  readCursor,
  type StockUnits,
  unitColumns,
  writeCursor,
} from "./stock-columns.ts";
import { ListMovementsInput } from "./stock-schemas.ts";

/** What there is of a variant at one location. */
export interface LocationStock extends StockUnits {
  readonly locationId: string;
  readonly locationName: string;
  readonly isActive: boolean;
  readonly isTracked: boolean;
  readonly mayOversell: boolean;
  readonly lowAt: number | null;
  readonly incoming: number;
}

/** A variant, what there is of it at each location, and what it cost when it was last bought. */
export interface VariantStock extends NamedVariant {
  readonly locations: readonly LocationStock[];
  /** In minor units of `currency`. */
  readonly lastCost: { readonly amount: number; readonly currency: string } | null;
}

/** A variant's stock at every location that is open or still has some of it. Throws `unknown_variant`. */
export async function getVariantStock(ctx: StoreContext, input: { id: string }): Promise<VariantStock> {
  authorize(ctx, "inventory.getVariantStock");
  const { id } = input;
  if (!isId(id)) throw new AppError("not_found", "unknown_variant");
  const [[variant], locations, [cost]] = await ctx.read(
    sql<NamedVariant>`select ${nameColumns(ctx)} from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
      where v.store_id = ${ctx.storeId} and v.id = ${id}`,
    sql<LocationStock>`select l.id as "locationId", l.name as "locationName", l.is_active as "isActive", ${unitColumns},
        s.variant_id is not null as "isTracked", coalesce(s.may_oversell, false) as "mayOversell", s.low_at as "lowAt",
        ${incomingTo(ctx, fragment`l.id`)} as incoming
      from locations l cross join (select ${id}::uuid as id) v
      left join stock s on s.store_id = ${ctx.storeId} and s.variant_id = v.id and s.location_id = l.id
      where l.store_id = ${ctx.storeId} and (l.is_active or s.on_hand <> 0) order by l.is_active desc, l.is_default desc, l.name, l.id`,
    sql<{
      amount: number;
      currency: string;
    }>`select i.unit_cost as amount, c.currency from consignment_lines i
      join consignments c on c.store_id = i.store_id and c.id = i.consignment_id
      where i.store_id = ${ctx.storeId} and i.variant_id = ${id} and i.unit_cost is not null and i.received > 0
      order by c.sent_at desc limit 1`,
  );
  if (!variant) throw new AppError("not_found", "unknown_variant");
  return { ...variant, locations, lastCost: cost ?? null };
}

/** A change of stock, as it was written down: who, why, and the document it belongs to. */
export interface MovementView extends StockUnits {
  readonly id: string;
  readonly at: Date;
  readonly locationId: string;
  readonly locationName: string;
  readonly kind: string;
  readonly reason: string | null;
  readonly note: string | null;
  /** Who did it; a customer and the system have no name. */
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly document: { readonly kind: string; readonly id: string; readonly number: number } | null;
}

type Row = MovementView & { readonly stamp: string };

const documentOf = fragment`case
  when m.reference_kind = 'order' then (select jsonb_build_object('kind', 'order', 'id', o.id, 'number', o.number) from orders o
    where o.store_id = m.store_id and o.id = m.reference_id::uuid)
  when m.reference_kind = 'checkout' then (select jsonb_build_object('kind', 'order', 'id', o.id, 'number', o.number) from orders o
    where o.store_id = m.store_id and o.checkout_id = m.reference_id::uuid)
  when m.reference_kind in ('transfer', 'purchase') then (select jsonb_build_object('kind', c.kind, 'id', c.id, 'number', c.number)
    from consignments c where c.store_id = m.store_id and c.id = m.reference_id::uuid)
  when m.reference_kind = 'count' then (select jsonb_build_object('kind', 'count', 'id', c.id, 'number', c.number)
    from stock_counts c where c.store_id = m.store_id and c.id = m.reference_id::uuid) end`;

const actorOf = fragment`jsonb_build_object('kind', w.kind, 'name', case when w.kind = 'staff' and w.id <> ''
  then (select u.name from users u where u.id = w.id::uuid) end)`;

/** What happened to a variant's stock, newest first, everywhere or at one location. Throws `cursor_invalid`. */
export async function listMovements(
  ctx: StoreContext,
  input: ListMovementsInput,
): Promise<{ items: MovementView[]; nextCursor: string | null }> {
  authorize(ctx, "inventory.listMovements");
  const { variantId, locationId, cursor, limit } = ListMovementsInput.parse(input);
  if (!isId(variantId) || (locationId !== undefined && !isId(locationId)))
    return { items: [], nextCursor: null };
  const after = cursor
    ? readCursor(cursor, (stamp) => typeof stamp === "string" && !Number.isNaN(Date.parse(stamp)))
    : null;
  const older = after
    ? fragment`and (m.at, m.id) < (${String(after[0])}::text::timestamptz, ${String(after[1])}::uuid)`
    : nothing;
  // Each location's newest by the index, then the newest of those.
  const [rows] = await ctx.read(sql<Row>`
    select m.id, m.at, m.at::text as stamp, m.location_id as "locationId", m.location_name as "locationName", m.kind, m.reason, m.note,
      m.on_hand as "onHand", m.available, m.committed, m.reserved, m.damaged, m.safety_stock as "safetyStock",
      m.quality_control as "qualityControl", ${documentOf} as document, ${actorOf} as actor
    from (select m.*, l.name as location_name from locations l
      cross join lateral (select m.* from stock_movements m where m.store_id = ${ctx.storeId} and m.variant_id = ${variantId}
        and m.location_id = l.id ${older} order by m.at desc, m.id desc limit ${limit + 1}::int) m
      where l.store_id = ${ctx.storeId} ${locationId === undefined ? nothing : fragment`and l.id = ${locationId}`}
      order by m.at desc, m.id desc limit ${limit + 1}::int) m
    cross join lateral (select coalesce(m.actor_kind, case m.reference_kind when 'checkout' then 'customer' when 'order' then '' else m.reference_kind end) as kind,
      coalesce(m.actor_id, case m.reference_kind when 'staff' then m.reference_id else '' end) as id) w
    order by m.at desc, m.id desc`);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ stamp: _, ...movement }) => ({ ...movement, at: new Date(movement.at) })),
    nextCursor: end ? writeCursor([end.stamp, end.id]) : null,
  };
}
