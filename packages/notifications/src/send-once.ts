import { rowset, type StoreContext, sql } from "@hutong/db";

/** What is noted of a message; its id is its job's. */
export interface Message {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
}

const columns = { id: "uuid", kind: "text", subject_id: "uuid" };

/** Notes that messages were sent, so that their jobs do nothing when they run again. */
export async function noteSent(ctx: StoreContext, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ id, kind, subjectId }) => ({ id, kind, subject_id: subjectId }));
  await ctx.write(async (tx) => {
    tx.send(sql`
      insert into messages (store_id, id, kind, subject_id, created_at, sent_at)
      select ${tx.storeId}::uuid, m.id, m.kind, m.subject_id, app_now(), app_now() from ${rowset("m", columns, rows)}
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
  const [[row]] = await ctx.read(sql<{ isSent: boolean }>`
    select exists (select 1 from messages where store_id = ${ctx.storeId} and id = ${message.id} and sent_at is not null) as "isSent"`);
  if (row?.isSent) return;
  await send();
  await noteSent(ctx, [message]);
}
