import { createHash } from "node:crypto";
import { type Cell, type PlatformTransaction, sql, writePlatform } from "@hutong/db";
import { AppError } from "@hutong/kernel";

/** At most `most` tries of `what` for one subject in a window that begins with the first try. */
export interface Limit {
  readonly what: string;
  /** An account's e-mail or a network address; only its hash is kept. */
  readonly subject: string;
  readonly most: number;
  readonly windowSeconds: number;
}

function keyOf({ what, subject }: Limit): string {
  return `${what} ${createHash("sha256").update(subject).digest("base64url")}`;
}

/**
 * Counts one try against every limit, in a transaction of its own and before the work is done, so that tries sent
 * at once are counted too. Whoever succeeds gives it back.
 * @throws AppError `limit_reached` / `too_many_tries` with the `seconds` (and `minutes`) to wait
 */
export function countTry(cell: Cell, limits: readonly Limit[]): Promise<void> {
  return countTryBy((work) => writePlatform(cell, work), limits);
}

/** Like `countTry`, for whoever has a store's context: `(work) => ctx.writePlatform(work)`, outside of a write. */
export async function countTryBy(
  write: <Result>(work: (tx: PlatformTransaction) => Promise<Result>) => Promise<Result>,
  limits: readonly Limit[],
): Promise<void> {
  const rows = limits.map((limit) => ({ key: keyOf(limit), most: limit.most, seconds: limit.windowSeconds }));
  const counted = await write((tx) =>
    tx.run(sql<{ key: string; failures: number; wait: number }>`
      insert into throttles as t (key, failures, window_ends_at)
      select r.key, 1, app_now() + r.seconds * interval '1 second'
      from jsonb_to_recordset(${rows}::jsonb) as r(key text, seconds int) order by r.key
      on conflict (key) do update set
        failures = case when t.window_ends_at <= app_now() then 1 else t.failures + 1 end,
        window_ends_at = case when t.window_ends_at <= app_now() then excluded.window_ends_at else t.window_ends_at end
      returning key, failures, ceil(extract(epoch from window_ends_at - app_now()))::int as wait`),
  );
  const over = counted.filter((row) => row.failures > rows.find((known) => known.key === row.key)!.most);
  if (over.length === 0) return;
  const seconds = Math.max(1, ...over.map((row) => row.wait));
  throw new AppError("limit_reached", "too_many_tries", {
    params: { seconds, minutes: Math.ceil(seconds / 60) },
  });
}

/** Takes one counted try back: it succeeded. */
export async function giveBackTry(tx: PlatformTransaction, limits: readonly Limit[]): Promise<void> {
  await tx.run(sql`
    update throttles set failures = greatest(failures - 1, 0)
    where key in (select k from jsonb_array_elements_text(${limits.map(keyOf)}::jsonb) as k)`);
}

/** Forgets a subject's failures: it has just proved who it is. */
export async function forgetTries(tx: PlatformTransaction, limit: Limit): Promise<void> {
  await tx.run(sql`delete from throttles where key = ${keyOf(limit)}`);
}
