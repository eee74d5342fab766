import type { Statement } from "./sql.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * A question to the store's tables that can share a burst with others: what it sends, and what it makes of the
 * rows. A page joins all its readings, so it waits for the database once.
 */
export interface Reading<Answer> {
  readonly statements: readonly Statement<unknown>[];
  answer(rows: readonly (readonly unknown[])[]): Answer;
}

type Answers<Readings extends readonly Reading<unknown>[]> = {
  -readonly [Index in keyof Readings]: Readings[Index] extends Reading<infer Answer> ? Answer : never;
};

/** Makes a reading of one statement. */
export function reading<Row, Answer>(
  statement: Statement<Row>,
  answer: (rows: readonly Row[]) => Answer,
): Reading<Answer> {
  return { statements: [statement], answer: (rows) => answer((rows[0] ?? []) as readonly Row[]) };
}

const unasked: Reading<readonly []> = { statements: [], answer: () => [] };

/** Makes a reading of the rows of a statement, or of none where there is none to send. */
export function asked<Row>(statement: Statement<Row> | false | null): Reading<readonly Row[]> {
  return statement ? reading(statement, (rows: readonly Row[]) => rows) : unasked;
}

/** Sends the statements of all readings in one burst and answers each; nothing is sent when there are none. */
export async function readTogether<Readings extends readonly Reading<unknown>[]>(
  ctx: StoreContext,
  ...readings: Readings
): Promise<Answers<Readings>> {
  const statements = readings.flatMap((one) => one.statements);
  const rows = statements.length === 0 ? [] : await ctx.read(...statements);
  let at = 0;
  return readings.map((one) => {
    const mine = rows.slice(at, at + one.statements.length);
    at += one.statements.length;
    return one.answer(mine);
  }) as Answers<Readings>;
}
