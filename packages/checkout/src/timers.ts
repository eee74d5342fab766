import { authorize, type StoreContext, sql } from "@hutong/db";
import { releaseStock } from "@hutong/inventory";
import type { Id } from "@hutong/kernel";
import type { Outcome } from "@hutong/payment-providers";
import { addStep, nextLookAt, nextQueryIn } from "@hutong/payments";
import { callProvider } from "./call-provider.ts";
import { releaseDiscounts } from "./discounts/hold-discounts.ts";
import { settle } from "./settle.ts";

const batch = 100;
/** Calls at once for one store, and milliseconds after which a run lets other stores go first. */
const atATime = 16;
const turnMs = 10_000;

/** What a timer did, and in how many seconds it wants to be called again. */
export interface TimerRun {
  readonly done: number;
  readonly nextSeconds: number;
}

interface Turn {
  readonly done: number;
  /** Whether there was more than the turn had room for. */
  readonly isCutShort: boolean;
}

/**
 * Works off what `due` finds, some rows at a time, until there is no more or the turn is over. A row that waits for an
 * answer holds one place only: the others go on, and what has become due meanwhile is fetched. One that fails keeps nobody
 * from their turn: it is thrown when the turn is over.
 */
async function inTurn<Row>(
  due: () => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
  work: (row: Row) => Promise<void>,
): Promise<Turn> {
  const until = performance.now() + turnMs;
  const isOver = () => performance.now() >= until;
  const begun = new Set<string>();
  const failures: unknown[] = [];
  let waiting: Row[] = [];
  let isDry = false;
  let refilling: Promise<void> | null = null;

  async function refill(): Promise<void> {
    waiting = (await due()).filter((row) => !begun.has(keyOf(row)));
    isDry = waiting.length === 0;
    refilling = null;
  }

  async function line(): Promise<void> {
    while (!isOver() && !isDry) {
      const row = waiting.shift();
      if (row) {
        begun.add(keyOf(row));
        await work(row).catch((error: unknown) => failures.push(error));
      } else {
        refilling ??= refill();
        await refilling;
      }
    }
  }

  await Promise.all(Array.from({ length: atATime }, line));
  if (failures.length > 0) throw failures[0];
  return { done: begun.size, isCutShort: !isDry };
}

/** What a provider said, and whether it said anything. */
interface Asked {
  readonly outcome: Outcome;
  readonly isAnswered: boolean;
}

/** A store that waits for nothing is looked at all the same: money is at stake, should a reminder ever get lost. */
const restSeconds = 60;

// None where nothing waits: an aggregate over no row would answer 1, since greatest() passes nulls by.
type NextRow = { seconds: number };

const nextExpiry = (ctx: StoreContext) => sql<NextRow>`
  select greatest(1, ceil(extract(epoch from min(expires_at) - app_now())))::int as seconds
  from (select min(expires_at) as expires_at from reservations where store_id = ${ctx.storeId} and state = 'held'
    union all select min(expires_at) from discount_uses where store_id = ${ctx.storeId} and state = 'held') held
  having min(expires_at) is not null`;

const nextQuery = (ctx: StoreContext) => sql<NextRow>`
  select greatest(1, ceil(extract(epoch from min(query_at) - app_now())))::int as seconds
  from payment_attempts where store_id = ${ctx.storeId} and query_at is not null having min(query_at) is not null`;

/** Closes an attempt at its provider, or settles what it says instead. */
export async function close(ctx: StoreContext, attemptId: string): Promise<Asked> {
  const { row, outcome, isAnswered } = await callProvider(ctx, attemptId, "cancel");
  if (row.state !== "pending" && row.state !== "action_required") return { outcome, isAnswered };
  if (outcome.kind === "declined") {
    await ctx.write(async (tx) => {
      tx.send(sql`update payment_attempts set state = 'cancelled', query_at = null, updated_at = app_now(),
          ${addStep({ kind: "closed" })}
        where store_id = ${tx.storeId} and id = ${attemptId} and state in ('pending', 'action_required')`);
    });
  } else await settle(ctx, { attemptId, accountId: row.account.id, outcome, source: "query" });
  return { outcome, isAnswered };
}

/** Closes an attempt at its provider; money that turns out to have come is settled. */
export async function closeAttempt(ctx: StoreContext, input: { attemptId: string }): Promise<void> {
  authorize(ctx, "checkout.closeAttempt");
  await close(ctx, input.attemptId);
}

async function expireCheckout(
  ctx: StoreContext,
  checkoutId: Id<"checkout">,
  attempts: readonly string[],
): Promise<void> {
  for (const attemptId of attempts) await close(ctx, attemptId);
  await ctx.write(async (tx) => {
    // Asked when the lock is ours: while the provider answered, the customer may have begun to pay once more.
    await tx.run(
      sql`select 1 from checkouts where store_id = ${tx.storeId} and id = ${checkoutId} for update`,
    );
    const heldAnew =
      await tx.run(sql`select 1 from reservations where store_id = ${tx.storeId} and checkout_id = ${checkoutId}
      and state not in ('sold', 'released') and expires_at > app_now()
      union all select 1 from discount_uses where store_id = ${tx.storeId} and checkout_id = ${checkoutId}
        and state = 'held' and expires_at > app_now() limit 1`);
    if (heldAnew.length > 0) return;
    const rows = await tx.run(sql`update checkouts set state = 'expired', expires_at = null
      where store_id = ${tx.storeId} and id = ${checkoutId} and state = 'awaiting_payment' returning id`);
    const released = (await releaseStock(tx, { checkoutId })) + (await releaseDiscounts(tx, checkoutId));
    if (rows.length + released > 0) tx.emit({ kind: "checkout.expired", subject: ["checkout", checkoutId] });
  });
}

/**
 * Gives back what was held for checkouts whose time is over, after closing their attempts at the provider. Should money
 * come all the same, `settle` takes the goods again or gives it back.
 */
export async function expireReservations(ctx: StoreContext): Promise<TimerRun> {
  authorize(ctx, "checkout.expireReservations");
  const due = sql<{ checkout_id: Id<"checkout">; attempts: string[] }>`
    select r.checkout_id, (select coalesce(jsonb_agg(t.id), '[]'::jsonb) from payment_attempts t
        where t.store_id = ${ctx.storeId} and t.purpose = 'checkout' and t.reference_id = r.checkout_id::text
          and t.state in ('pending', 'action_required')) as attempts
    from (select checkout_id from (select checkout_id from reservations
      where store_id = ${ctx.storeId} and state = 'held' and expires_at <= app_now() order by expires_at limit ${batch}::int) x
      union select checkout_id from (select checkout_id from discount_uses
      where store_id = ${ctx.storeId} and state = 'held' and expires_at <= app_now() order by expires_at limit ${batch}::int) y) r`;
  const turn = await inTurn(
    async () => (await ctx.read(due))[0],
    (row) => row.checkout_id,
    (row) => expireCheckout(ctx, row.checkout_id, row.attempts),
  );
  const [[next]] = await ctx.read(nextExpiry(ctx));
  return { done: turn.done, nextSeconds: turn.isCutShort ? 0 : (next?.seconds ?? restSeconds) };
}

async function ask(ctx: StoreContext, attemptId: string): Promise<Asked> {
  const { row, outcome, isAnswered } = await callProvider(ctx, attemptId, "fetch");
  await settle(ctx, { attemptId, accountId: row.account.id, outcome, source: "query" });
  return { outcome, isAnswered };
}

interface DueAttempt {
  readonly id: string;
  /** Seconds. */
  readonly age: number;
  readonly isOver: boolean;
  /** Its money is reserved: nobody closes it for its age. */
  readonly isReserved: boolean;
}

// Reserved money may be taken or let go elsewhere, and lapses in the end: somebody has to look.
async function lookLater(ctx: StoreContext, id: string, expiresAt: Date | null): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set queries = queries + 1, query_at = ${nextLookAt(expiresAt)}
      where store_id = ${tx.storeId} and id = ${id} and query_at is not null`);
  });
}

// One whose time is over is closed, should the first closing not have got through.
async function queryAttempt(ctx: StoreContext, { id, age, isOver, isReserved }: DueAttempt): Promise<void> {
  const { outcome, isAnswered } = isOver ? await close(ctx, id) : await ask(ctx, id);
  if (outcome.kind === "paid" || outcome.kind === "declined") return;
  if (outcome.kind === "authorized") return await lookLater(ctx, id, outcome.authorization.expiresAt);
  if (isReserved && !isAnswered) return await lookLater(ctx, id, null);
  const next = nextQueryIn(age, isAnswered);
  await ctx.write(async (tx) => {
    tx.send(sql`update payment_attempts set queries = queries + 1,
        query_at = case when ${next}::int is null then null else app_now() + ${next}::int * interval '1 second' end
      where store_id = ${tx.storeId} and id = ${id} and query_at is not null`);
  });
}

/** Asks providers about attempts that nobody has told us of, in a rhythm that slows down over a day. */
export async function queryAttempts(ctx: StoreContext): Promise<TimerRun> {
  authorize(ctx, "checkout.queryAttempts");
  const due = sql<DueAttempt>`
    select id, extract(epoch from app_now() - created_at)::float8 as age,  state = 'authorized' as "isReserved",
      state in ('pending', 'action_required') and expires_at + interval '2 minutes' < app_now() as "isOver" from payment_attempts
    where store_id = ${ctx.storeId} and query_at <= app_now() order by query_at limit ${batch}::int`;
  const turn = await inTurn(
    async () => (await ctx.read(due))[0],
    (row) => row.id,
    (row) => queryAttempt(ctx, row),
  );
  const [[next]] = await ctx.read(nextQuery(ctx));
  return { done: turn.done, nextSeconds: turn.isCutShort ? 0 : (next?.seconds ?? restSeconds) };
}
