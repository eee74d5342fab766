import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { hostName } from "./host-name.ts";
import { AddHostInput } from "./schemas.ts";

/**
 * Gives the store a further host; it is served once verified. Adding one's own again only changes what was said.
 * Throws `host_ill_formed` or `host_taken`.
 */
export async function addHost(ctx: StoreContext, input: AddHostInput): Promise<{ host: string }> {
  authorize(ctx, "stores.addHost");
  const given = AddHostInput.parse(input);
  const host = hostName(given.host);
  if (!host?.includes("."))
    throw new AppError("invalid", "host_ill_formed", { field: "host", params: { host: given.host } });
  await ctx.write(async (tx) => {
    if (given.isPrimary)
      tx.send(
        sql`update store_hosts set is_primary = false where store_id = ${tx.storeId} and host <> ${host}`,
      );
    const rows = await tx.run(sql`
      insert into store_hosts as h (host, store_id, is_primary, verified_at)
      values (${host}, ${tx.storeId}, ${given.isPrimary}, case when ${given.isVerified}::boolean then app_now() end)
      on conflict (host) do update set is_primary = excluded.is_primary or h.is_primary,
        verified_at = coalesce(h.verified_at, excluded.verified_at)
      where h.store_id = excluded.store_id returning host`);
    if (rows.length === 0) throw new AppError("conflict", "host_taken", { field: "host", params: { host } });
    tx.touch("store");
    tx.emit({ kind: "host.added", subject: ["host", host], data: { isVerified: given.isVerified } });
  });
  return { host };
}
