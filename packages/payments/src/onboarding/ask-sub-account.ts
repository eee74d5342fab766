import { authorize, type StoreContext, sql } from "@hutong/db";
import { askStored } from "../check-account.ts";
import { type AccountRow, openCredentials, providerOf } from "../credentials.ts";

/**
 * Asks anew how this store's accounts by a sub-account of the platform's stand: the provider said that something changed.
 * Throws when it could not be found out, so that the notice comes again.
 */
export async function askSubAccount(
  ctx: StoreContext,
  input: { provider: string; subAccount: string },
): Promise<void> {
  authorize(ctx, "payments.askSubAccount");
  const provider = providerOf(input.provider);
  const [accounts] = await ctx.read(sql<AccountRow>`
    select id, provider, title, credentials from payment_accounts
    where store_id = ${ctx.storeId} and provider = ${provider.id} order by id`);
  for (const account of accounts) {
    if (provider.subAccountOf?.(await openCredentials(ctx, account)) !== input.subAccount) continue;
    const checked = await askStored(ctx, account);
    if (checked?.kind === "unreachable") throw new Error(`account ${account.id} could not be asked`);
  }
}
