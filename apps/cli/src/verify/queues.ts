import type { Invariant } from "./invariant.ts";

export const queueInvariants: readonly Invariant[] = [
  {
    id: "I9",
    name: "outbox.age",
    about: "no job waits in an outbox for more than 15 minutes",
    query: (c, mine) => c`
      select o.store_id, o.kind || ' ' || o.id as what from outbox o
      where ${mine("o")} and o.created_at < app_now() - interval '15 minutes'`,
  },
  {
    id: "I9",
    name: "outbox.due",
    about: "a store with jobs in its outbox, held reservations or open attempts is due for a look",
    query: (c, mine) => c`
      select w.store_id, w.kind as what from (
        select o.store_id, 'outbox' as kind from outbox o where ${mine("o")}
        union select r.store_id, 'reservations' from reservations r where ${mine("r")} and r.state = 'held'
        union select h.store_id, 'reservations' from checkout_tenders h where ${mine("h")} and h.state = 'held'
        union select t.store_id, 'attempts' from payment_attempts t where ${mine("t")} and t.query_at is not null) w
      where not exists (select 1 from due d where d.store_id = w.store_id and d.kind = w.kind)`,
  },
  {
    id: "I9",
    name: "refunds.age",
    about: "no refund waits for more than a day",
    query: (c, mine) => c`
      select r.store_id, 'refund ' || r.id as what from refunds r
      where ${mine("r")} and r.state = 'pending' and r.created_at < app_now() - interval '1 day'`,
  },
];

/**
 * For databases that a worker has seen; its queue lives in a schema of its own. A job without a key was handed over a second
 * time: that one does its work.
 */
export const parkedJobs: Invariant = {
  id: "I9",
  name: "jobs.parked",
  about: "no job was given up after its last try",
  query: (c, mine) => c`
    select j.store_id, t.identifier || ' ' || coalesce(j.key, j.id::text) as what from (
      select (payload->>'storeId')::uuid as store_id, * from graphile_worker._private_jobs) j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where ${mine("j")} and j.attempts >= j.max_attempts and j.key is not null`,
};
