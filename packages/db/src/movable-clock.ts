import type postgres from "postgres";

// Not in one piece with the migration's: a function that the planner puts in place of its call would, with this body, keep
// indexes from being used under row security (COALESCE counts as leaky).
const movable = `create or replace function app_now() returns timestamptz language sql stable parallel safe as $$
  select clock_timestamp() + coalesce(nullif(current_setting('app.clock_offset', true), ''), '0')::bigint * interval '1 millisecond'
$$`;

/** Lets contexts with a moved clock move this database's time, each for its own transactions. Tests and proofs only. */
export async function letTimeMove(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(movable);
}
