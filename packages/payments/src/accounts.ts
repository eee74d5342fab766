import { authorize, decryptField, encryptField, fragment, type StoreContext, sql } from "@hutong/db";
import { AppError, type Id, newId } from "@hutong/kernel";
import {
  type ConnectedProvider,
  findProvider,
  type PaymentProvider,
  type ProviderMemory,
} from "@hutong/payment-providers";
import { storeKey } from "@hutong/stores";
import { type Breaker, behindBreaker, createBreaker } from "./breaker.ts";
import { apiOrigin, areSimulatorsAllowed } from "./env.ts";
import { fetchOutside } from "./outside.ts";
import { parseCredentials } from "./parse-credentials.ts";
import { claimSubAccount, platformCredentialsFor, platformNoticesAt } from "./platform-accounts.ts";
import { sharedTokens } from "./provider-tokens.ts";
import { ConnectAccountInput } from "./schemas.ts";

const field = (accountId: string) => `payment-account ${accountId} credentials`;

function providerOf(id: string): PaymentProvider {
  const provider = findProvider(id);
  if (!provider) throw new AppError("invalid", "provider_unknown", { params: { provider: id } });
  return provider;
}

/**
 * Connects an account of a provider; its credentials are encrypted for this store and this account.
 * Throws `provider_unknown`, `provider_for_test_stores_only`, `credentials_invalid` (params name the field), or as
 * `claimSubAccount` does.
 */
export async function connectAccount(
  ctx: StoreContext,
  input: ConnectAccountInput,
): Promise<{ id: Id<"payment-account"> }> {
  authorize(ctx, "payments.connectAccount");
  const given = ConnectAccountInput.parse(input);
  const provider = providerOf(given.provider);
  const credentials = parseCredentials(provider, provider.credentials, given.credentials, ctx.locale);
  const id = newId<"payment-account">();
  return await ctx.write(async (tx) => {
    const key = await storeKey(tx);
    const [store] = await tx.run(
      sql<{ is_test: boolean }>`select is_test from stores where store_id = ${tx.storeId}`,
    );
    if (provider.isForTestStoresOnly && !store?.is_test) {
      throw new AppError("precondition", "provider_for_test_stores_only", {
        params: { provider: provider.id },
      });
    }
    await claimSubAccount(tx, provider, credentials);
    tx.send(sql`insert into payment_accounts (store_id, id, provider, title, credentials, is_enabled, position, created_at)
      values (${tx.storeId}, ${id}, ${provider.id}, ${given.title}::jsonb,
        ${encryptField(key, tx.storeId, field(id), credentials)}, true, ${given.position}, app_now())`);
    tx.send(
      sql`insert into payment_account_directory (account_id, store_id, provider) values (${id}, ${tx.storeId}, ${provider.id})`,
    );
    if (provider.capabilities.includes("statement")) tx.remind("bills", 0);
    tx.emit({
      kind: "payment_account.connected",
      subject: ["payment-account", id],
      data: { provider: provider.id },
    });
    return { id };
  });
}

/** An account as statements of this package and of checkout read it. */
export interface AccountRow {
  readonly id: string;
  readonly provider: string;
  readonly title: Record<string, string>;
  readonly credentials: string;
}

/** `(select json_agg(…))` of the enabled accounts, for a statement that draws the checkout. */
export function enabledAccounts(ctx: StoreContext): object {
  return fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'provider', p.provider, 'title', p.title,
      'credentials', p.credentials) order by p.position, p.id), '[]'::jsonb)
    from payment_accounts p where p.store_id = ${ctx.storeId} and p.is_enabled)`;
}

const opened = new Map<string, unknown>();
const openedLimit = 2000;

/** An account's decrypted credentials; kept in memory under their own ciphertext, so a change is never missed. */
export async function openCredentials(ctx: StoreContext, account: AccountRow): Promise<unknown> {
  authorize(ctx, "payments.openAccount");
  const known = opened.get(account.credentials);
  if (known !== undefined) return known;
  const plain = decryptField(await storeKey(ctx), ctx.storeId, field(account.id), account.credentials);
  const credentials = providerOf(account.provider).credentials.parse(plain);
  if (opened.size >= openedLimit) opened.delete(opened.keys().next().value!);
  opened.set(account.credentials, credentials);
  return credentials;
}

/** What this process remembers of an account between two calls. */
interface Remembered {
  readonly memory: ProviderMemory;
  readonly breaker: Breaker;
}
const remembered = new Map<string, Remembered>();

// Under the ciphertext, as the credentials are: what was learnt with other credentials is not trusted.
function rememberedOf(ctx: StoreContext, account: AccountRow): Remembered {
  const known = remembered.get(account.credentials);
  if (known) return known;
  const fresh = { memory: new Map<string, unknown>(), breaker: createBreaker(ctx.clock) };
  if (remembered.size >= openedLimit) remembered.delete(remembered.keys().next().value!);
  remembered.set(account.credentials, fresh);
  return fresh;
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
  const platform = await platformCredentialsFor(ctx, provider, credentials);
  const connected = provider.connect(credentials, {
    accountId: account.id,
    apiOrigin,
    notifyUrl:
      platform === undefined
        ? `${apiOrigin}/payments/notices/${provider.id}/${account.id}`
        : platformNoticesAt(provider.id),
    ...(platform === undefined ? {} : { platform }),
    memory,
    tokens: sharedTokens(ctx),
    clock: ctx.clock,
    fetch: fetchOutside,
    areSimulatorsAllowed,
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

/** The accounts of a store, for its settings; secrets never leave. */
export async function listAccounts(ctx: StoreContext) {
  authorize(ctx, "payments.listAccounts");
  const [rows] = await ctx.read(sql<{
    id: string;
    provider: string;
    title: Record<string, string>;
    is_enabled: boolean;
  }>`
    select id, provider, title, is_enabled from payment_accounts where store_id = ${ctx.storeId} order by position, id`);
  return rows.map((row) => ({
    id: row.id,
    provider: row.provider,
    title: row.title,
    isEnabled: row.is_enabled,
    label: providerOf(row.provider).label,
  }));
}
