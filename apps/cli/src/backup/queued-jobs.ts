import type { Client } from "./tables.ts";

/** A job of a store that the queue had not done: in a restored database it waits in the outbox again. */
export interface QueuedJob {
  readonly store_id: string;
  readonly id: string;
  readonly kind: string;
  readonly payload: Record<string, unknown>;
  readonly created_at: string;
}

async function hasQueue(client: Client): Promise<boolean> {
  const [row] = await client<{ is_there: boolean }[]>`
    select to_regclass('graphile_worker._private_jobs') is not null as is_there`;
  return row?.is_there ?? false;
}

/** Jobs of stores that are in the queue's own tables, which a backup leaves out. */
export async function readQueuedJobs(client: Client): Promise<QueuedJob[]> {
  if (!(await hasQueue(client))) return [];
  return client<QueuedJob[]>`
    select j.payload->>'storeId' as store_id, j.payload->>'jobId' as id, t.identifier as kind,
      (j.payload::jsonb - 'storeId' - 'jobId') as payload, j.created_at::text as created_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload->>'storeId' is not null and j.payload->>'jobId' is not null order by j.id`;
}

/** Takes a store's jobs out of the queue: they belong to a state that is being replaced. */
export async function dropQueuedJobs(client: Client, storeId: string): Promise<void> {
  if (!(await hasQueue(client))) return;
  await client`delete from graphile_worker._private_jobs where payload->>'storeId' = ${storeId} and locked_at is null`;
}

/** Puts jobs into their stores' outboxes. */
export async function putBackJobs(client: Client, jobs: readonly QueuedJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await client`insert into outbox (store_id, id, kind, payload, created_at)
    select store_id, id, kind, payload, now() from jsonb_to_recordset(${client.json(jobs as never)})
      as j(store_id uuid, id uuid, kind text, payload jsonb) on conflict do nothing`;
  await client`insert into due (store_id, kind, at)
    select distinct store_id, 'outbox', now() from jsonb_to_recordset(${client.json(jobs as never)}) as j(store_id uuid)
    on conflict (store_id, kind) do update set at = least(due.at, excluded.at)`;
}
