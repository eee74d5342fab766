import { guest } from "../../../packages/db/src/actor.ts";
import type { StoreContext } from "../../../packages/db/src/store-context.ts";
import { createTestDatabase, createTestStore, type TestDatabase } from "../../../packages/db/src/testing.ts";
import type { Tally } from "../proof.ts";
import { insertText, madeRow, type TenantTable, tenantTables } from "./tenant-tables.ts";

/** Two stores with one row each in every table, of which the second store knows the first one's keys. */
interface Trial {
  readonly database: TestDatabase;
  readonly theirs: StoreContext;
  readonly mine: StoreContext;
}

type Owned = { store_id: string };
type Row = Record<string, string>;

// A row needs only its store and its key here: what it may point at and say is tried elsewhere.
async function dropRowRules({ owner }: TestDatabase): Promise<void> {
  const rules = await owner<{ text: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as text from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('f', 'c')`;
  for (const { text } of rules) await owner.unsafe(text);
}

function keyCondition(table: TenantTable, row: Row): string {
  const key = table.columns.filter((column) => column.isKey && column.name !== "store_id");
  const named = key.length > 0 ? key : table.columns.filter((column) => column.name === "store_id");
  return named.map(({ name, type }) => `${name} = '${row[name]}'::${type}`).join(" and ");
}

async function ask(ctx: StoreContext, text: string): Promise<Owned[]> {
  const [rows] = await ctx.read({ text, values: [] });
  return rows as Owned[];
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => "no error",
    (error: { code?: string }) => error.code ?? String(error),
  );
}

async function tryWrites({ mine, theirs }: Trial, table: TenantTable, row: Row, tally: Tally): Promise<void> {
  const planted = insertText(table, madeRow(table, theirs.storeId));
  const inserted = await codeOf(mine.write((tx) => tx.run({ text: planted, values: [] })));
  tally.check(inserted === "42501", `${table.name}: writing another store's row ended as ${inserted}`);
  const where = keyCondition(table, row);
  for (const text of [
    `update ${table.name} set store_id = store_id where ${where}`,
    `delete from ${table.name} where ${where}`,
  ]) {
    let count = 0;
    const ended = await codeOf(
      mine.write(async (tx) => {
        count = (await tx.run({ text: `${text} returning store_id`, values: [] })).length;
      }),
    );
    // 42501 where the application's role may only append.
    tally.check(
      (ended === "no error" && count === 0) || ended === "42501",
      `${table.name}: ${text} reached ${count} foreign rows (${ended})`,
    );
  }
}

/** Each guard alone, and neither, so that the trial can fail. */
async function tryReads(trial: Trial, table: TenantTable, row: Row, tally: Tally): Promise<void> {
  const { database, mine, theirs } = trial;
  const foreign = `select store_id from ${table.name} where ${keyCondition(table, row)}`;
  const withPredicate = `${foreign} and store_id = '${mine.storeId}'`;
  const check = async (what: string, ctx: StoreContext, text: string, expected: number) => {
    const rows = await ask(ctx, text);
    const isRight = rows.length === expected && rows.every((one) => one.store_id === theirs.storeId);
    tally.check(isRight, `${table.name}: ${what} answered ${rows.length} rows instead of ${expected}`);
  };
  await check("its own store", theirs, foreign, 1);
  await check("row security alone", mine, foreign, 0);
  await database.owner.unsafe(`alter table ${table.name} disable row level security`);
  await check("the predicate alone", mine, withPredicate, 0);
  await check("no guard at all", mine, foreign, 1);
  await database.owner.unsafe(`alter table ${table.name} enable row level security`);
  await check("row security again", mine, foreign, 0);
}

/**
 * Asks for a foreign row of every store-owned table of the live catalogue, with row security alone, with the store
 * predicate alone, and with neither, in a throwaway database. Answers how many tables there were.
 */
export async function tryGuards(tally: Tally): Promise<number> {
  const database = await createTestDatabase({ writers: 1 });
  try {
    const context = async () => (await createTestStore(database)).as({ actor: guest });
    const trial = { database, theirs: await context(), mine: await context() };
    const tables = await tenantTables(database);
    await dropRowRules(database);
    for (const table of tables) {
      const row = madeRow(table, trial.theirs.storeId);
      // createTestStore has written the rows of the tables that hold one row a store.
      await database.owner.unsafe(`delete from ${table.name} where store_id = '${trial.theirs.storeId}'`);
      await database.owner.unsafe(insertText(table, row));
      await tryReads(trial, table, row, tally);
      await tryWrites(trial, table, row, tally);
    }
    return tables.length;
  } finally {
    await database.drop();
  }
}
