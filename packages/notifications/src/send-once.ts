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
  const [row] = await ctx.write(async (tx) =>
    tx.run(sql<{ sent_at: Date | null }>`
      insert into messages as m (store_id, id, kind, subject_id, created_at)
      values (${tx.storeId}, ${message.id}, ${message.kind}, ${message.subjectId}, app_now())
      on conflict (store_id, id) do update set kind = m.kind returning sent_at`),
  );
  if (row?.sent_at) return;
  await send();
  await ctx.write(async (tx) => {
    tx.send(
      sql`update messages set sent_at = app_now() where store_id = ${tx.storeId} and id = ${message.id}`,
    );
  });
}
