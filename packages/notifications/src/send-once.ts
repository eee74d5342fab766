import { fragment, type StoreContext, sql } from "@hutong/db";

/** What is noted of a message; its id is its job's. */
export interface Message {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
}

/** True in SQL when the message of this job was sent. */
export function isSent(ctx: StoreContext, id: string): object {
  return fragment`exists (select 1 from messages where store_id = ${ctx.storeId} and id = ${id} and sent_at is not null)`;
}

/** Notes that a message was sent, so that its job does nothing when it runs again. */
export async function noteSent(ctx: StoreContext, message: Message): Promise<void> {
  await ctx.write(async (tx) => {
    tx.send(sql`
      insert into messages (store_id, id, kind, subject_id, created_at, sent_at)
      values (${tx.storeId}, ${message.id}, ${message.kind}, ${message.subjectId}, app_now(), app_now())
      on conflict (store_id, id) do update set sent_at = excluded.sent_at`);
  });
}

/**
 * Sends a message once for its job: a job that runs again after it was sent does nothing. Between sending and noting
 * it lies a moment in which a crash makes the message go out twice; never not at all.
 */
export async function sendOnce(
  ctx: StoreContext,
  message: Message,
  send: () => Promise<void>,
): Promise<void> {
  const [[row]] = await ctx.read(sql<{ isSent: boolean }>`select ${isSent(ctx, message.id)} as "isSent"`);
  if (row?.isSent) return;
  await send();
  await noteSent(ctx, message);
}
