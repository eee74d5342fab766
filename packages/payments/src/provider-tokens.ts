import { setTimeout as wait } from "node:timers/promises";
import { masterKey, openForPlatform, type StoreContext, sealForPlatform, sql } from "@hutong/db";
import type { SharedTokens } from "@hutong/payment-providers";

/** Seconds that one process has for fetching a token, and that a token is not used any more before its end. */
const leaseSeconds = 10;
const marginSeconds = 60;
/** How long others look whether it is there. */
const lookMs = 250;
const looks = 24;

type Row = { token: string | null; is_valid: boolean };

const bound = (name: string) => `provider-token ${name}`;

/**
 * Tokens that providers give for a time, kept in the database, sealed: one process fetches, holding no connection, and
 * the others wait for it. Throws what `renew` throws, and when it took somebody else too long.
 */
export function sharedTokens(ctx: StoreContext): SharedTokens {
  const open = (name: string, { token, is_valid }: Row, stale: string | undefined) => {
    if (token === null || !is_valid) return null;
    const opened = openForPlatform(masterKey(), bound(name), token) as string;
    return opened === stale ? null : opened;
  };

  // Whoever gets the lease reads what another may have put there a moment ago.
  const lease = (name: string) =>
    ctx.writePlatform((tx) =>
      tx.run(sql<Row>`insert into provider_tokens as t (name, leased_until)
        values (${name}, app_now() + ${leaseSeconds}::int * interval '1 second')
        on conflict (name) do update set leased_until = excluded.leased_until
          where t.leased_until is null or t.leased_until <= app_now()
        returning token, coalesce(expires_at > app_now(), false) as is_valid`),
    );

  const release = (name: string) =>
    ctx.writePlatform((tx) =>
      tx.run(sql`update provider_tokens set leased_until = null where name = ${name}`),
    );

  async function fetchAnew(name: string, renew: Parameters<SharedTokens["get"]>[1]): Promise<string> {
    try {
      const { token, validForSeconds } = await renew();
      const sealed = sealForPlatform(masterKey(), bound(name), token);
      await ctx.writePlatform((tx) =>
        tx.run(sql`update provider_tokens set token = ${sealed}, leased_until = null,
          expires_at = app_now() + ${Math.max(1, validForSeconds - marginSeconds)}::int * interval '1 second'
          where name = ${name}`),
      );
      return token;
    } catch (error) {
      await release(name);
      throw error;
    }
  }

  return {
    async get(name, renew, stale) {
      for (let look = 0; look < looks; look += 1) {
        const [[row]] = await ctx.readPlatform(
          sql<Row>`select token, coalesce(expires_at > app_now(), false) as is_valid from provider_tokens where name = ${name}`,
        );
        const known = row && open(name, row, stale);
        if (known) return known;
        const [leased] = await lease(name);
        if (leased) {
          const found = open(name, leased, stale);
          if (!found) return await fetchAnew(name, renew);
          await release(name);
          return found;
        }
        await wait(lookMs);
      }
      throw new Error("another process is fetching the token and has not ended");
    },
  };
}
