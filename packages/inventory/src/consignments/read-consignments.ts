import { authorize, fragment, nothing, type StoreContext, sql } from "@hutong/db";
import { AppError, isId } from "@hutong/kernel";
import { type NamedVariant, nameColumns } from "../stock-columns.ts";
import type { ConsignmentState } from "./consignment-rows.ts";
import { type ConsignmentKind, ListConsignmentsInput } from "./schemas.ts";

/** A transfer or a purchase order, with the units of all its lines. */
export interface ConsignmentItem {
  readonly id: string;
  readonly kind: ConsignmentKind;
  readonly number: number;
  readonly state: ConsignmentState;
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly to: { readonly id: string; readonly name: string };
  readonly supplier: string;
  readonly reference: string;
  /** A day: "2026-12-24". */
  readonly expectedOn: string | null;
  readonly note: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly closedAt: Date | null;
  readonly quantity: number;
  readonly received: number;
  readonly incoming: number;
  /** Costs of its lines in minor units of `currency`; lines of which nobody said one are not in it. */
  readonly cost: number;
  readonly currency: string;
}

const headColumns = fragment`c.id, c.kind, c.number, c.state, c.supplier, c.reference, c.expected_on::text as "expectedOn", c.note,
  c.created_at as "createdAt", c.sent_at as "sentAt", c.closed_at as "closedAt", c.currency,
  case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as "from",
  jsonb_build_object('id', t.id, 'name', t.name) as "to", l.quantity, l.received, l.incoming, l.cost`;

const headTables = fragment`left join locations f on f.store_id = c.store_id and f.id = c.from_location_id
  join locations t on t.store_id = c.store_id and t.id = c.to_location_id
  cross join lateral (select coalesce(sum(quantity), 0)::int as quantity, coalesce(sum(received), 0)::int as received,
      coalesce(sum(incoming), 0)::int as incoming, coalesce(sum(quantity * unit_cost), 0)::bigint as cost
    from consignment_lines l where l.store_id = c.store_id and l.consignment_id = c.id) l`;

const dated = <Row extends ConsignmentItem>(row: Row): Row => ({
  ...row,
  createdAt: new Date(row.createdAt),
  sentAt: row.sentAt && new Date(row.sentAt),
  closedAt: row.closedAt && new Date(row.closedAt),
});

/** Transfers or purchase orders, the newest first; those that are open, or all. `nextBefore` is null on the last page. */
export async function listConsignments(
  ctx: StoreContext,
  input: ListConsignmentsInput,
): Promise<{ items: ConsignmentItem[]; nextBefore: number | null }> {
  authorize(ctx, "inventory.listConsignments");
  const { kind, state, before, limit } = ListConsignmentsInput.parse(input);
  const [rows] = await ctx.read(sql<ConsignmentItem>`
    select ${headColumns} from (select * from consignments c where c.store_id = ${ctx.storeId} and c.kind = ${kind}
        ${state === "open" ? fragment`and c.state in ('draft', 'sent')` : nothing}
        ${before === undefined ? nothing : fragment`and c.number < ${before}::int`}
      order by c.number desc limit ${limit + 1}::int) c ${headTables} order by c.number desc`);
  const items = rows.slice(0, limit).map(dated);
  return { items, nextBefore: rows.length > limit ? items.at(-1)!.number : null };
}

/** A line of a consignment; `available` is what its origin (or, of a purchase order, its destination) has of it now. */
export interface ConsignmentLine extends NamedVariant {
  readonly quantity: number;
  readonly received: number;
  readonly incoming: number;
  readonly unitCost: number | null;
  readonly available: number;
}

/** A transfer or a purchase order with its lines. Throws `consignment_not_found`. */
export async function getConsignment(
  ctx: StoreContext,
  input: { id: string },
): Promise<ConsignmentItem & { readonly lines: readonly ConsignmentLine[] }> {
  authorize(ctx, "inventory.getConsignment");
  const { id } = input;
  if (!isId(id)) throw new AppError("not_found", "consignment_not_found");
  const [[row], lines] = await ctx.read(
    sql<ConsignmentItem>`select ${headColumns} from consignments c ${headTables} where c.store_id = ${ctx.storeId} and c.id = ${id}`,
    sql<ConsignmentLine>`select ${nameColumns(ctx)}, i.quantity, i.received, i.incoming, i.unit_cost as "unitCost",
        coalesce(s.available, 0) as available
      from consignment_lines i join consignments c on c.store_id = i.store_id and c.id = i.consignment_id
      join variants v on v.store_id = i.store_id and v.id = i.variant_id
      join products p on p.store_id = v.store_id and p.id = v.product_id
      left join stock s on s.store_id = i.store_id and s.variant_id = i.variant_id
        and s.location_id = coalesce(c.from_location_id, c.to_location_id)
      where i.store_id = ${ctx.storeId} and i.consignment_id = ${id} order by i.position`,
  );
  if (!row) throw new AppError("not_found", "consignment_not_found");
  return { ...dated(row), lines };
}
