import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, type LocalizedText } from "@hutong/kernel";
import type { ConnectedProvider } from "@hutong/payment-providers";
import { connectProvider, findAccount } from "./accounts.ts";
import { openCredentials, providerOf } from "./credentials.ts";

/** What became of asking a provider whether an account works, as it is kept with the account. */
export interface AccountCheckView {
  readonly kind: "works" | "refused" | "unreachable";
  /** The credential to look at; null when the provider did not say. */
  readonly field: string | null;
  /** The provider's answer in the merchant's words; null when there was none. */
  readonly merchant: LocalizedText | null;
  /** ISO 8601. */
  readonly at: string;
}

/** Calls the provider, moving no money; null for one that calls nobody. Holds no connection. */
export async function checkConnected(
  ctx: StoreContext,
  connected: ConnectedProvider,
): Promise<AccountCheckView | null> {
  if (!connected.check) return null;
  const at = () => ctx.clock.now().toISOString();
  try {
    const answer = await connected.check();
    const field = answer.kind === "refused" ? answer.field : null;
    return { kind: answer.kind, field, merchant: answer.merchant, at: at() };
  } catch {
    // The network, a timeout, or words that are not the provider's: nothing is known.
    return { kind: "unreachable", field: null, merchant: null, at: at() };
  }
}

/**
 * Asks the provider again whether a stored account works, and keeps the answer with it; null for a provider that calls
 * nobody. Throws `account_not_found`.
 */
export async function checkAccount(
  ctx: StoreContext,
  input: { id: string },
): Promise<AccountCheckView | null> {
  authorize(ctx, "payments.checkAccount");
  if (!isId(input.id)) throw new AppError("not_found", "account_not_found");
  const account = await findAccount(ctx, input.id);
  // Past the breaker and what was remembered: whoever presses the button wants it asked now.
  const provider = providerOf(account.provider);
  const credentials = await openCredentials(ctx, account);
  const connected = await connectProvider(ctx, provider, credentials, { id: account.id, memory: new Map() });
  const checked = await checkConnected(ctx, connected);
  if (checked)
    await ctx.write(async (tx) => {
      // Credentials that were changed in the meantime were checked anew then.
      tx.send(sql`update payment_accounts set checked = ${checked}::jsonb
        where store_id = ${tx.storeId} and id = ${input.id} and credentials = ${account.credentials}`);
    });
  return checked;
}
