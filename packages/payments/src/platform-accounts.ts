import {
  type Cell,
  fragment,
  masterKey,
  masterKeyId,
  openForPlatform,
  readPlatform,
  type StoreContext,
  sealForPlatform,
  sql,
  type WriteContext,
  writePlatform,
} from "@hutong/db";
import { AppError, type Clock, createClock, localized } from "@hutong/kernel";
import {
  type AccountCheck,
  type ConnectedPlatform,
  findProvider,
  type PaymentProvider,
  type ProviderMemory,
} from "@hutong/payment-providers";
import { isOutOfReach, judgeCredentials } from "./credentials.ts";
import { apiOrigin, areSimulatorsAllowed } from "./env.ts";
import { fetchOutside } from "./outside.ts";
import { PlatformAccountInput } from "./schemas.ts";

/** The account id in the address of notices that come for the platform's own account. */
export const platformAccountId = "platform";

/** Where a provider sends its notices for the platform's own account. */
export function platformNoticesAt(provider: string): string {
  return `${apiOrigin}/payments/notices/${provider}/${platformAccountId}`;
}

const name = (provider: string) => `payment-account ${provider} credentials`;

interface Held {
  readonly credentials: unknown;
  readonly memory: ProviderMemory;
}

function connectHeld(provider: PaymentProvider, held: Held, clock: Clock): ConnectedPlatform {
  if (!provider.connectPlatform)
    throw new AppError("invalid", "provider_has_no_platform_account", { params: { provider: provider.id } });
  return provider.connectPlatform({
    accountId: platformAccountId,
    apiOrigin,
    notifyUrl: platformNoticesAt(provider.id),
    memory: held.memory,
    clock,
    fetch: fetchOutside,
    areSimulatorsAllowed: areSimulatorsAllowed && !isOutOfReach(held.credentials),
    platform: held.credentials,
  });
}

async function checkNow(platform: ConnectedPlatform, provider: string): Promise<AccountCheck> {
  try {
    return await platform.check();
  } catch (error) {
    throw new AppError("precondition", "provider_unreachable", { params: { provider }, cause: error });
  }
}

/**
 * Sets the platform's own account at a provider, as an operator does, once the provider has accepted a call signed with
 * it; replaces the one before. Sealed with the master key. Throws `provider_unknown`, `provider_has_no_platform_account`,
 * `credentials_invalid` (params name the field) and `provider_unreachable`.
 */
export async function connectPlatformAccount(
  cell: Cell,
  input: PlatformAccountInput,
  locale: string,
): Promise<{ provider: string; noticesAt: string; check: AccountCheck }> {
  const given = PlatformAccountInput.parse(input);
  const provider = findProvider(given.provider);
  if (!provider) throw new AppError("invalid", "provider_unknown", { params: { provider: given.provider } });
  const schema = provider.platformCredentials;
  if (!schema)
    throw new AppError("invalid", "provider_has_no_platform_account", { params: { provider: provider.id } });
  const judged = judgeCredentials(locale, provider, given.credentials, schema);
  if (!judged.ok) throw new AppError("invalid", "credentials_invalid", { params: judged.first });
  const { credentials } = judged;
  const check = await checkNow(
    connectHeld(provider, { credentials, memory: new Map() }, createClock()),
    provider.id,
  );
  if (check.kind === "refused") {
    const params = { field: check.field ?? "", why: localized(check.merchant, locale) };
    throw new AppError("invalid", "credentials_invalid", { params });
  }
  const key = masterKey();
  const sealed = sealForPlatform(key, name(provider.id), credentials);
  await writePlatform(cell, (tx) =>
    tx.run(sql`insert into platform_payment_accounts (provider, credentials, master_key_id, created_at, updated_at)
      values (${provider.id}, ${sealed}, ${masterKeyId(key)}, app_now(), app_now())
      on conflict (provider) do update set credentials = excluded.credentials, master_key_id = excluded.master_key_id,
        updated_at = excluded.updated_at`),
  );
  return { provider: provider.id, noticesAt: platformNoticesAt(provider.id), check };
}

type Row = { credentials: string };
const select = (provider: string) =>
  sql<Row>`select credentials from platform_payment_accounts where provider = ${provider}`;

// By ciphertext, so that a change is never missed; what was learnt with other credentials is not trusted.
const opened = new Map<string, Held>();

function openRow(provider: PaymentProvider, row: Row | undefined): Held | null {
  if (!row || !provider.platformCredentials) return null;
  const known = opened.get(row.credentials);
  if (known) return known;
  const plain = openForPlatform(masterKey(), name(provider.id), row.credentials);
  const held = { credentials: provider.platformCredentials.parse(plain), memory: new Map<string, unknown>() };
  // One row a provider: whatever else is kept is of the past.
  if (opened.size >= 20) opened.clear();
  opened.set(row.credentials, held);
  return held;
}

/**
 * Credentials of the platform's own account for a store's account that is a sub-merchant of it; undefined for one with
 * keys of its own. A store's transaction does not see them. Throws `platform_account_missing`.
 */
export async function platformCredentialsFor(
  ctx: StoreContext,
  provider: PaymentProvider,
  credentials: unknown,
): Promise<unknown> {
  if ((provider.subAccountOf?.(credentials) ?? null) === null) return undefined;
  const [[row]] = await ctx.readPlatform(select(provider.id));
  const held = openRow(provider, row);
  if (!held)
    throw new AppError("precondition", "platform_account_missing", { params: { provider: provider.id } });
  return held.credentials;
}

/** The platform's own account at a provider, ready to read notices; null when there is none. */
export async function openPlatformAccount(
  cell: Cell,
  providerId: string,
  clock: Clock = createClock(),
): Promise<ConnectedPlatform | null> {
  const provider = findProvider(providerId);
  if (!provider?.connectPlatform) return null;
  const [[row]] = await readPlatform(cell, select(provider.id));
  const held = openRow(provider, row);
  return held && connectHeld(provider, held, clock);
}

/** The platform's own account at a provider, for a store whose account is opened under it. Throws `platform_account_missing`. */
export async function openPlatformFor(
  ctx: StoreContext,
  provider: PaymentProvider,
): Promise<ConnectedPlatform> {
  const [[row]] = await ctx.readPlatform(select(provider.id));
  const held = openRow(provider, row);
  if (!held)
    throw new AppError("precondition", "platform_account_missing", { params: { provider: provider.id } });
  return connectHeld(provider, held, ctx.clock);
}

/** Providers at which the platform holds an account of its own. */
export async function platformProviders(ctx: StoreContext): Promise<ReadonlySet<string>> {
  const [rows] = await ctx.readPlatform(
    sql<{ provider: string }>`select provider from platform_payment_accounts`,
  );
  return new Set(rows.map(({ provider }) => provider));
}

/** What the platform takes of the payments of these credentials' sub-merchant, in basis points, as an expression. */
export function agreedShare(tx: WriteContext, provider: PaymentProvider, credentials: unknown): object {
  const subAccount = provider.subAccountOf?.(credentials) ?? null;
  return fragment`coalesce((select b.share_basis_points from payment_sub_accounts b
    where b.store_id = ${tx.storeId} and b.provider = ${provider.id} and b.sub_account = ${subAccount}), 0)`;
}

/**
 * Gives a sub-merchant to the store whose credentials name it, for good: notices are led to a store by it, and one
 * store's money must not be another's. An operator may give what nobody has; a store's own people may name only what
 * the store was given. That the platform holds an account is asked before (`platformCredentialsFor`): in here that would be a second
 * connection. Throws `sub_account_taken`, `sub_account_not_assigned`.
 */
export async function claimSubAccount(
  tx: WriteContext,
  provider: PaymentProvider,
  credentials: unknown,
): Promise<void> {
  const subAccount = provider.subAccountOf?.(credentials) ?? null;
  if (subAccount === null) return;
  if (tx.actor.kind !== "operator" && tx.actor.kind !== "system") {
    const [mine] = await tx.run(sql`select 1 from payment_sub_accounts
      where provider = ${provider.id} and sub_account = ${subAccount} and store_id = ${tx.storeId}`);
    if (!mine) throw new AppError("precondition", "sub_account_not_assigned", { params: { subAccount } });
    return;
  }
  await giveSubAccount(tx, provider, subAccount);
}

/** Gives a number that nobody has to this store, for good. Throws `sub_account_taken`. */
export async function giveSubAccount(
  tx: WriteContext,
  provider: PaymentProvider,
  subAccount: string,
): Promise<void> {
  const [given] = await tx.run(sql`
    insert into payment_sub_accounts (provider, sub_account, store_id, created_at)
    values (${provider.id}, ${subAccount}, ${tx.storeId}, app_now())
    on conflict (provider, sub_account) do update set store_id = excluded.store_id
      where payment_sub_accounts.store_id = excluded.store_id
    returning store_id`);
  if (!given) throw new AppError("conflict", "sub_account_taken", { params: { subAccount } });
}
