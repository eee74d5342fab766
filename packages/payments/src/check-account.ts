import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, type LocalizedText } from "@hutong/kernel";
import type { ConnectedProvider, PaymentProvider } from "@hutong/payment-providers";
import { connectProvider, findAccount } from "./accounts.ts";
import { type AccountRow, openCredentials, providerOf } from "./credentials.ts";

/** What became of asking a provider whether an account works, as it is kept with the account. */
export interface AccountCheckView {
  readonly kind: "works" | "refused" | "unready" | "unreachable";
  /** The credential to look at; null when the provider did not say. */
  readonly field: string | null;
  /** The provider's answer in the merchant's words; null when there was none. */
  readonly merchant: LocalizedText | null;
  /** What the provider still wants to know; with "unready". */
  readonly missing?: readonly LocalizedText[];
  /** Whether the merchant can go on at the provider's page; with "unready". */
  readonly canGoOn?: boolean;
  /** When the provider was asked; ISO 8601. */
  readonly at: string;
}

/** Calls the provider, moving no money; null for one that calls nobody. Holds no connection. */
export async function checkConnected(
  ctx: StoreContext,
  connected: ConnectedProvider,
): Promise<AccountCheckView | null> {
  if (!connected.check) return null;
  const at = ctx.clock.now().toISOString();
  try {
    const answer = await connected.check();
    const field = answer.kind === "refused" ? answer.field : null;
    return { ...answer, field, at };
  } catch {
    // The network, a timeout, or words that are not the provider's: nothing is known.
    return { kind: "unreachable", field: null, merchant: null, at };
  }
}

// Refused by the number itself: the provider lets the platform act for it no more.
const isLetGo = (provider: PaymentProvider, credentials: unknown, check: AccountCheckView | null) =>
  check?.kind === "refused" &&
  check.field !== null &&
  (provider.subAccountOf?.(credentials) ?? null) !== null;

/** Whether a check says that the provider takes money for an account; null when it says nothing of that. */
export function readinessBy(
  provider: PaymentProvider,
  credentials: unknown,
  check: AccountCheckView | null,
): boolean | null {
  if (check?.kind === "works") return true;
  return check?.kind === "unready" || isLetGo(provider, credentials, check) ? false : null;
}

/**
 * Asks the provider how a stored account stands, and keeps the answer with it: whether customers are offered it follows. An
 * answer to a question that was asked before the one that is kept says nothing any more.
 */
export async function askStored(ctx: StoreContext, account: AccountRow): Promise<AccountCheckView | null> {
  // Past the breaker and what was remembered: whoever asks wants it asked now.
  const provider = providerOf(account.provider);
  const credentials = await openCredentials(ctx, account);
  const connected = await connectProvider(ctx, provider, credentials, { id: account.id, memory: new Map() });
  const checked = await checkConnected(ctx, connected);
  if (!checked) return null;
  const isReady = readinessBy(provider, credentials, checked);
  await ctx.write(async (tx) => {
    // Credentials that were changed in the meantime were checked anew then.
    const [kept] = await tx.run(sql<{ was: boolean; is: boolean }>`
      update payment_accounts p set checked = ${checked}::jsonb, is_ready = coalesce(${isReady}::bool, o.is_ready)
      from (select id, is_ready from payment_accounts where store_id = ${tx.storeId} and id = ${account.id} for update) o
      where p.store_id = ${tx.storeId} and p.id = o.id and p.credentials = ${account.credentials}
        and (p.checked is null or (p.checked->>'at')::timestamptz <= ${checked.at}::timestamptz)
      returning o.is_ready as was, p.is_ready as is`);
    if (!kept) return;
    if (isLetGo(provider, credentials, checked))
      tx.send(sql`update payment_onboardings set ended_at = app_now()
        where store_id = ${tx.storeId} and account_id = ${account.id} and ended_at is null`);
    if (kept.was !== kept.is)
      tx.emit({
        kind: kept.is ? "payment_account.opened" : "payment_account.closed",
        subject: ["payment-account", account.id],
      });
  });
  return checked;
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
  return await askStored(ctx, await findAccount(ctx, input.id));
}
