import { type StoreContext, sql } from "@hutong/db";

/**
 * Sends a message once for its job: a job that runs again after it was sent does nothing. Between sending and noting
 * it lies a moment in which a crash makes the message go out twice; never not at all.
 */
export async function sendOnce(
  ctx: StoreContext,
  message: { id: string; kind: string; subjectId: string },
  send: () => Promise<void>,
): Promise<void> {
  const [sent] = await ctx.read(
    sql`select 1 from messages where store_id = ${ctx.storeId} and id = ${message.id} and sent_at is not null`,
  );
  if (sent.length > 0) return;
  await send();
  await ctx.write(async (tx) => {
    tx.send(sql`
      insert into messages (store_id, id, kind, subject_id, created_at, sent_at)
      values (${tx.storeId}, ${message.id}, ${message.kind}, ${message.subjectId}, app_now(), app_now())
      on conflict (store_id, id) do update set sent_at = excluded.sent_at`);
  });
}
