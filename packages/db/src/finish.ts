import { columnset, fragment, nothing, rowset, type Statement, sql } from "./sql.ts";
import type { StoreContext } from "./store-context.ts";

/** What happened, in the past tense: `{ kind: "order.placed", subject: ["order", id] }`. No personal data. */
export interface NewEvent {
  readonly kind: string;
  readonly version?: number;
  readonly subject: readonly [kind: string, id: string];
  readonly data?: Record<string, unknown>;
}

export interface Finish {
  readonly events: NewEvent[];
  readonly outbox: { id: string; kind: string; payload: Record<string, unknown> }[];
  readonly tags: Set<string>;
  readonly due: Map<string, number>;
  /** CTEs of the domain's own that leave with the last statement; they may read `counter.order_number`. */
  rows?: object;
  /** CTEs ahead of them, and the condition that has them run before the counter's row is locked. */
  first?: { readonly rows: object; readonly condition: object };
  isOrder?: boolean;
}

export function newFinish(): Finish {
  return { events: [], outbox: [], tags: new Set(), due: new Map() };
}

type CounterRow = { order_number: number };

const eventColumns = {
  n: "int",
  kind: "text",
  version: "int",
  subject_kind: "text",
  subject_id: "text",
  data: "jsonb",
};

/** Of more events than these, as an import tells, the columns go as arrays. */
const fewEvents = 12;

function eventsCte(ctx: StoreContext, events: readonly NewEvent[]): object {
  const rows = events.map((event, index) => ({
    n: index + 1,
    kind: event.kind,
    version: event.version ?? 1,
    subject_kind: event.subject[0],
    subject_id: event.subject[1],
    data: event.data ?? {},
  }));
  const given =
    rows.length > fewEvents
      ? columnset(
          "e",
          eventColumns,
          rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })),
        )
      : rowset("e", eventColumns, rows);
  return fragment`, new_events as (
    insert into events (store_id, number, kind, version, actor_kind, actor_id, subject_kind, subject_id, data, request_id, at)
    select ${ctx.storeId}::uuid, counter.event_number - ${events.length}::int + e.n, e.kind, e.version,
      ${ctx.actor.kind}, ${ctx.actor.id}, e.subject_kind, e.subject_id, e.data, ${ctx.requestId}, app_now()
    from counter, ${given})`;
}

function outboxCte(ctx: StoreContext, outbox: Finish["outbox"]): object {
  return fragment`, new_outbox as (
    insert into outbox (store_id, id, kind, payload, created_at)
    select ${ctx.storeId}::uuid, o.id, o.kind, o.payload, app_now()
    from ${rowset("o", { id: "uuid", kind: "text", payload: "jsonb" }, outbox)})`;
}

function tagsCte(ctx: StoreContext, tags: ReadonlySet<string>): object {
  return fragment`, new_tags as (
    insert into changed_tags (store_id, tag, changed_at)
    select ${ctx.storeId}::uuid, t, clock_timestamp() from jsonb_array_elements_text(${[...tags].sort()}::jsonb) as t
    on conflict (store_id, tag) do update set changed_at = excluded.changed_at)`;
}

function dueCte(ctx: StoreContext, due: ReadonlyMap<string, number>): object {
  const rows = [...due].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, seconds]) => ({ kind, seconds }));
  return fragment`, new_due as (
    insert into due (store_id, kind, at)
    select ${ctx.storeId}::uuid, d.kind, app_now() + d.seconds * interval '1 second'
    from ${rowset("d", { kind: "text", seconds: "int" }, rows)}
    on conflict (store_id, kind) do update set at = least(due.at, excluded.at), revision = due.revision + 1)`;
}

/**
 * The last statement of a write: the store's counter row, then all that hangs on its numbers. One statement, so
 * that the row everybody in a store waits for is held only while COMMIT is on its way. PostgreSQL begins with what it is
 * asked for, the counter, and runs the other CTEs from the last to the first, whatever their order says: a lock that must
 * come before the counter's is what the counter asks for. Null when there is nothing to write.
 */
export function finishStatement(ctx: StoreContext, finish: Finish): Statement<CounterRow> | null {
  const { events, outbox, tags, due, rows, first, isOrder } = finish;
  if (events.length + outbox.length + tags.size + due.size === 0 && !rows && !first) return null;
  const counted = events.length > 0 || isOrder === true;
  // Not an UPDATE: whoever waited for the row would set up the whole statement again, to judge the row that was changed meanwhile.
  const counter = counted
    ? fragment`insert into store_counters as c (store_id, event_number, order_number)
      select ${ctx.storeId}::uuid, ${events.length}::bigint, ${isOrder ? 1 : 0}::bigint${first ? fragment` where ${first.condition}` : nothing}
      on conflict (store_id) do update set event_number = c.event_number + excluded.event_number,
        order_number = c.order_number + excluded.order_number
      returning order_number, event_number`
    : fragment`select 0::bigint as order_number, 0::bigint as event_number`;
  return sql<CounterRow>`with ${first ? fragment`${first.rows},` : nothing} counter as (${counter})
    ${rows ? fragment`, ${rows}` : nothing}
    ${events.length > 0 ? eventsCte(ctx, events) : nothing}
    ${outbox.length > 0 ? outboxCte(ctx, outbox) : nothing}
    ${tags.size > 0 ? tagsCte(ctx, tags) : nothing}
    ${due.size > 0 ? dueCte(ctx, due) : nothing}
    select order_number from counter`;
}
