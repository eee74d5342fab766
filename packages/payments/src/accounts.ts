import { authorize, fragment, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import type { ConnectedProvider, PaymentProvider, ProviderMemory } from "@hutong/payment-providers";
import { type Breaker, behindBreaker, createBreaker } from "./breaker.ts";
import { captureOf } from "./capture-when.ts";
import type { AccountCheckView } from "./check-account.ts";
import {
  type AccountRow,
  isOutOfReach,
  judgeCredentials,
  openCredentials,
  providerOf,
  sealCredentials,
} from "./credentials.ts";
import { apiOrigin, areSimulatorsAllowed } from "./env.ts";
import { fetchOutside } from "./outside.ts";
import {
  agreedShare,
  claimSubAccount,
  platformCredentialsFor,
  platformNoticesAt,
} from "./platform-accounts.ts";
import { sharedTokens } from "./provider-tokens.ts";
import { type AccountConditions, type CaptureWhen, ConnectAccountInput } from "./schemas.ts";

/** An account to be written; its credentials were judged. */
export interface NewAccount {
  readonly id: Id<"payment-account">;
  readonly provider: PaymentProvider;
  readonly title: Readonly<Record<string, string>>;
  readonly credentials: unknown;
  readonly conditions: AccountConditions;
  /** "at-once" when nothing is said. */
  readonly capture: CaptureWhen | undefined;
  readonly isEnabled: boolean;
  /** Whether the provider takes money for it. */
  readonly isReady: boolean;
  readonly checked: AccountCheckView | null;
  /** At the end of the list when it is null. */
  readonly position: number | null;
}

/** Writes a new account. Throws `provider_for_test_stores_only`, `capture_not_by_hand`, or as `claimSubAccount` does. */
export async function insertAccount(tx: WriteContext, account: NewAccount): Promise<void> {
  const { id, provider, credentials } = account;
  const [store] = await tx.run(
    sql<{ is_test: boolean }>`select is_test from stores where store_id = ${tx.storeId}`,
  );
  if (provider.isForTestStoresOnly && !store?.is_test) {
    throw new AppError("precondition", "provider_for_test_stores_only", {
      params: { provider: provider.id },
    });
  }
  await claimSubAccount(tx, provider, credentials);
  const sealed = await sealCredentials(tx, id, credentials);
  tx.send(sql`insert into payment_accounts (store_id, id, provider, title, credentials, is_enabled, is_ready, position, conditions, is_on_delivery,
      share_basis_points, capture, checked, created_at)
    values (${tx.storeId}, ${id}, ${provider.id}, ${account.title}::jsonb, ${sealed}, ${account.isEnabled}, ${account.isReady},
      coalesce(${account.position}::int, (select coalesce(max(p.position) + 1, 0) from payment_accounts p where p.store_id = ${tx.storeId})),
      ${account.conditions}::jsonb, ${provider.isPaidOnDelivery?.(credentials) ?? false}, ${agreedShare(tx, provider, credentials)},
      ${captureOf(provider, account.capture)}, ${account.checked}::jsonb, app_now())`);
  tx.send(
    sql`insert into payment_account_directory (account_id, store_id, provider) values (${id}, ${tx.storeId}, ${provider.id})`,
  );
  if (provider.capabilities.includes("statement")) tx.remind("bills", 0);
  if (provider.capabilities.includes("platform-share")) tx.remind("shares", 0);
  tx.emit({
    kind: "payment_account.connected",
    subject: ["payment-account", id],
    data: { provider: provider.id },
  });
}

/**
 * Connects an account of a provider without asking the provider; its credentials are encrypted for this store and this
 * account. Throws `provider_unknown`, `credentials_invalid` (params name the field), or as `insertAccount` does.
 */
export async function connectAccount(
  ctx: StoreContext,
  input: ConnectAccountInput,
): Promise<{ id: Id<"payment-account"> }> {
  authorize(ctx, "payments.connectAccount");
  const { title, position, capture, ...given } = ConnectAccountInput.parse(input);
  const provider = providerOf(given.provider);
  const judged = judgeCredentials(ctx.locale, provider, given.credentials);
  if (!judged.ok) throw new AppError("invalid", "credentials_invalid", { params: judged.first });
  const { credentials } = judged;
  const id = newId<"payment-account">();
  const rest = { title, position, capture, conditions: {}, isEnabled: true, isReady: true, checked: null };
  await platformCredentialsFor(ctx, provider, credentials);
  await ctx.write((tx) => insertAccount(tx, { id, provider, credentials, ...rest }));
  return { id };
}

/** An enabled account with what it is offered under. */
export interface OfferedAccount extends AccountRow {
  readonly conditions: AccountConditions;
  /** What the platform takes of its payments. */
  readonly shareBasisPoints: number;
  readonly capture: CaptureWhen;
}

/** `(select json_agg(…))` of the enabled accounts that can be paid by, for a statement that draws the checkout. */
export function enabledAccounts(ctx: StoreContext): object {
  return fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'provider', p.provider, 'title', p.title,
      'credentials', p.credentials, 'conditions', p.conditions, 'shareBasisPoints', p.share_basis_points, 'capture', p.capture)
      order by p.position, p.id), '[]'::jsonb)
    from payment_accounts p where p.store_id = ${ctx.storeId} and p.is_enabled and p.is_ready)`;
}

/** What this process remembers of an account between two calls. */
interface Remembered {
  readonly memory: ProviderMemory;
  readonly breaker: Breaker;
}
const remembered = new Map<string, Remembered>();
const rememberedLimit = 2000;

// Under the ciphertext, as the credentials are: what was learnt with other credentials is not trusted.
function rememberedOf(ctx: StoreContext, account: AccountRow): Remembered {
  const known = remembered.get(account.credentials);
  if (known) return known;
  const fresh = { memory: new Map<string, unknown>(), breaker: createBreaker(ctx.clock) };
  if (remembered.size >= rememberedLimit) remembered.delete(remembered.keys().next().value!);
  remembered.set(account.credentials, fresh);
  return fresh;
}

/** Where notices for an account with keys of its own arrive. */
export function noticesAt(provider: string, accountId: string): string {
  return `${apiOrigin}/payments/notices/${provider}/${accountId}`;
}

/** A provider with credentials in hand, ready to be called. Throws `platform_account_missing`. */
export async function connectProvider(
  ctx: StoreContext,
  provider: PaymentProvider,
  credentials: unknown,
  account: { readonly id: string; readonly memory: ProviderMemory },
): Promise<ConnectedProvider> {
  const platform = await platformCredentialsFor(ctx, provider, credentials);
  return provider.connect(credentials, {
    accountId: account.id,
    apiOrigin,
    notifyUrl: platform === undefined ? noticesAt(provider.id, account.id) : platformNoticesAt(provider.id),
    ...(platform === undefined ? {} : { platform }),
    memory: account.memory,
    tokens: sharedTokens(ctx),
    clock: ctx.clock,
    fetch: fetchOutside,
    areSimulatorsAllowed: areSimulatorsAllowed && ![credentials, platform].some(isOutOfReach),
  });
}

/** A merchant's account, ready to be called. */
export async function openAccount(
  ctx: StoreContext,
  account: AccountRow,
): Promise<{ provider: PaymentProvider; connected: ConnectedProvider; credentials: unknown }> {
  authorize(ctx, "payments.openAccount");
  const provider = providerOf(account.provider);
  const credentials = await openCredentials(ctx, account);
  const { memory, breaker } = rememberedOf(ctx, account);
  const connected = await connectProvider(ctx, provider, credentials, {
    id: account.id,
    memory,
  });
  return { provider, connected: behindBreaker(connected, breaker), credentials };
}

/** Reads an account of this store by id. Throws `account_not_found`. */
export async function findAccount(ctx: StoreContext, accountId: string): Promise<AccountRow> {
  authorize(ctx, "payments.openAccount");
  const [[row]] = await ctx.read(sql<AccountRow>`
    select id, provider, title, credentials from payment_accounts where store_id = ${ctx.storeId} and id = ${accountId}`);
  if (!row) throw new AppError("not_found", "account_not_found");
  return row;
}
