import { authorize, fragment, nothing, type Reading, reading, type StoreContext, sql } from "@hutong/db";
import { type CardRow, type CardView, cardColumns, toCard } from "./card.ts";

/** A stretch of a list, and what the next one begins behind; null where it is the last. */
export interface CardsPage {
  readonly cards: readonly CardView[];
  readonly next: string | null;
}

// An instant in microseconds and the product's id, without its lines.
const edgeForm = /^(\d{1,16})\.([0-9a-f]{32})$/;

/** Whether a text is an edge as `readCards` writes one. */
export function isCardsEdge(text: string): boolean {
  return edgeForm.test(text);
}

/**
 * The products on sale, newest first, to be read in a burst with others: one statement, whatever stands before them.
 * @param input.after what an earlier answer gave as `next`
 * @param input.limit at most 250
 */
export function readCards(
  ctx: StoreContext,
  input: { readonly after: string | null; readonly limit: number; readonly withChoices: boolean },
): Reading<CardsPage> {
  authorize(ctx, "catalogue.listCards");
  const [, micros, id] = edgeForm.exec(input.after ?? "") ?? [];
  const behind = micros
    ? fragment`and (p.created_at, p.id) < (timestamptz 'epoch' + ${micros}::text::bigint * interval '1 microsecond', ${id}::uuid)`
    : nothing;
  return reading(
    sql<CardRow & { stamp: string }>`select ${cardColumns(ctx, input.withChoices)},
        (extract(epoch from p.created_at) * 1000000)::bigint::text as stamp
      from products p where p.store_id = ${ctx.storeId} and p.status = 'active' ${behind}
      order by p.created_at desc, p.id desc limit ${input.limit + 1}::int`,
    (rows) => {
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last ? `${last.stamp}.${last.id.replaceAll("-", "")}` : null;
      return { cards: shown.map(toCard), next };
    },
  );
}
