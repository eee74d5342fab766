import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import { hashToken, newToken } from "@hutong/stores";
import { ownId } from "./own.ts";

/** How long a customer stays signed in; sessions are not prolonged, so a stolen one ends by itself. */
export const sessionDays = 30;

export interface SignedIn {
  readonly id: Id<"customer">;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** The one cart that the customer has on all devices. */
  readonly cartId: Id<"cart"> | null;
}

/** Begins a session at a host; answers the raw token, for the cookie alone. */
export async function insertSession(
  tx: WriteContext,
  customerId: Id<"customer">,
  host: string,
): Promise<string> {
  const token = newToken();
  tx.send(sql`delete from customer_sessions
    where store_id = ${tx.storeId} and customer_id = ${customerId} and expires_at <= app_now()`);
  tx.send(sql`insert into customer_sessions (store_id, token_hash, customer_id, host, created_at, expires_at)
    values (${tx.storeId}, ${hashToken(token)}, ${customerId}, ${host}, app_now(),
      app_now() + ${sessionDays}::int * interval '1 day')`);
  tx.remind("sweep", sessionDays * 86_400);
  return token;
}

/** Who a session's token belongs to at this host; null when it was ended, has expired or never was. One statement. */
export async function findSession(
  ctx: StoreContext,
  input: { token: string; host: string },
): Promise<SignedIn | null> {
  authorize(ctx, "customers.findSession");
  const [[row]] = await ctx.read(sql<SignedIn>`
    select c.id, c.name, c.email, c.phone, k.id as "cartId"
    from customer_sessions s
    join customers c on c.store_id = s.store_id and c.id = s.customer_id and c.erased_at is null
    left join carts k on k.store_id = c.store_id and k.customer_id = c.id
    where s.store_id = ${ctx.storeId} and s.token_hash = ${hashToken(input.token)} and s.host = ${input.host}
      and s.expires_at > app_now()`);
  return row ?? null;
}

/** Ends one session; its cookie is worth nothing at the next request. */
export async function endSession(ctx: StoreContext, input: { token: string }): Promise<void> {
  authorize(ctx, "customers.endSession");
  await ctx.write(async (tx) => {
    tx.send(sql`delete from customer_sessions
      where store_id = ${tx.storeId} and token_hash = ${hashToken(input.token)}`);
  });
}

/** Ends every session of who is signed in, this one too. Throws `sign_in_needed`. */
export async function endAllSessions(ctx: StoreContext): Promise<void> {
  authorize(ctx, "customers.endAllSessions");
  const id = ownId(ctx);
  await ctx.write(async (tx) => {
    tx.send(sql`delete from customer_sessions where store_id = ${tx.storeId} and customer_id = ${id}`);
  });
}
