import { authorize, isDatabaseError, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, isId, newId } from "@hutong/kernel";
import type { CredentialField, PaymentProvider } from "@hutong/payment-providers";
import { connectProvider, findAccount, insertAccount } from "./accounts.ts";
import { captureOf } from "./capture-when.ts";
import { type AccountCheckView, checkConnected, readinessBy } from "./check-account.ts";
import { judgeCredentials, openCredentials, providerOf, sealCredentials } from "./credentials.ts";
import { areSimulatorsAllowed } from "./env.ts";
import { agreedShare, claimSubAccount, platformCredentialsFor } from "./platform-accounts.ts";
import { SaveAccountInput } from "./schemas.ts";

/** How saving an account ended. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly id: string; readonly check: AccountCheckView | null }
  /** Nothing was saved: credential → what is wrong with it, in the merchant's language. */
  | { readonly kind: "faults"; readonly faults: Readonly<Record<string, string>> }
  /** Nothing was saved: the provider did not accept it. */
  | { readonly kind: "refused"; readonly check: AccountCheckView };

type Given = ReturnType<typeof SaveAccountInput.parse>;

/** Credentials that the form does not send back: secrets that were left blank, and what was not drawn. */
function isKept(provider: PaymentProvider, name: string, given: Given): boolean {
  const field = (provider.credentialFields as Readonly<Record<string, CredentialField>>)[name];
  if (field?.isForSimulators && !areSimulatorsAllowed) return true;
  return field?.isSecret === true && !given.forget.includes(name);
}

// What belongs to another mode than the chosen one goes, whether it was typed before the choice or is stored.
function ofChosenMode(provider: PaymentProvider, all: Readonly<Record<string, unknown>>): object {
  const fields = provider.credentialFields as Readonly<Record<string, CredentialField>>;
  const first = Object.keys(fields.mode?.choices ?? {})[0];
  const mode = String(all.mode ?? first ?? "");
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => fields[name]?.modes?.includes(mode) ?? true),
  );
}

// What is copied from a page often brings a space or a line's end along, which nobody sees.
const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);

async function withStored(ctx: StoreContext, provider: PaymentProvider, given: Given): Promise<object> {
  const typed = Object.fromEntries(
    Object.entries(given.credentials)
      .map(([name, value]) => [name, trimmed(value)] as const)
      .filter(([, value]) => value !== "" && value !== undefined),
  );
  if (!given.id) return ofChosenMode(provider, typed);
  const stored = (await openCredentials(ctx, await findAccount(ctx, given.id))) as Record<string, unknown>;
  const kept = Object.entries(stored).filter(([name]) => isKept(provider, name, given));
  return ofChosenMode(provider, { ...Object.fromEntries(kept), ...typed });
}

// What was paid to one merchant cannot be given back by another: that wants an account of its own.
async function keepMerchant(
  ctx: StoreContext,
  id: string,
  provider: PaymentProvider,
  credentials: unknown,
): Promise<void> {
  const merchant = provider.merchantOf?.(await openCredentials(ctx, await findAccount(ctx, id))) ?? null;
  if (merchant === null || merchant === provider.merchantOf?.(credentials)) return;
  const [paid] = await ctx.read(
    sql`select id from payments where store_id = ${ctx.storeId} and account_id = ${id} limit 1`,
  );
  if (paid.length > 0) throw new AppError("conflict", "merchant_changed", { params: { merchant } });
}

async function changeAccount(
  tx: WriteContext,
  id: string,
  change: {
    provider: PaymentProvider;
    given: Given;
    credentials: unknown;
    checked: AccountCheckView | null;
    isRefused: boolean;
    isReady: boolean | null;
  },
): Promise<void> {
  const { provider, given, credentials, checked, isRefused, isReady } = change;
  const sealed = await sealCredentials(tx, id, credentials);
  const wanted = given.capture === undefined ? null : captureOf(provider, given.capture);
  const rows =
    await tx.run(sql`update payment_accounts set title = ${given.title}::jsonb, credentials = ${sealed},
      conditions = ${given.conditions}::jsonb, capture = coalesce(${wanted}, capture), is_on_delivery = ${provider.isPaidOnDelivery?.(credentials) ?? false},
      share_basis_points = ${agreedShare(tx, provider, credentials)}, checked = ${checked}::jsonb, notices_refused_since = null, is_ready = coalesce(${isReady}::bool, is_ready), is_enabled = is_enabled and not ${isRefused}::bool
    where store_id = ${tx.storeId} and id = ${id} and provider = ${provider.id} returning id`);
  if (rows.length === 0) throw new AppError("not_found", "account_not_found");
  if (provider.capabilities.includes("platform-share")) tx.remind("shares", 0);
  tx.emit({ kind: "payment_account.changed", subject: ["payment-account", id] });
}

/**
 * Connects an account or changes one: judges what was typed, really asks the provider, holding no connection, and saves
 * what works or what nobody could be asked about. What the provider refuses is saved, switched off, on the merchant's
 * wish only. `signal` says that the merchant gave up waiting: then nothing is saved.
 * Throws `provider_unknown`, `account_not_found`, `account_exists`, `merchant_changed`, `provider_for_test_stores_only`, `capture_not_by_hand`,
 * `cancelled`, or as `claimSubAccount` does.
 */
export async function saveAccount(
  ctx: StoreContext,
  input: SaveAccountInput,
  signal?: AbortSignal,
): Promise<SaveOutcome> {
  authorize(ctx, "payments.saveAccount");
  const given = SaveAccountInput.parse(input);
  if (given.id && !isId(given.id)) throw new AppError("not_found", "account_not_found");
  const provider = providerOf(given.provider);
  const judged = judgeCredentials(ctx.locale, provider, await withStored(ctx, provider, given));
  if (!judged.ok) return { kind: "faults", faults: judged.faults };
  const { credentials } = judged;
  if (given.id) await keepMerchant(ctx, given.id, provider, credentials);
  const proposed = isId<"payment-account">(given.newId) ? given.newId : newId<"payment-account">();
  const id = (given.id ?? proposed) as Id<"payment-account">;
  // Before anybody is asked: whether a sub-merchant can be paid is nobody else's business.
  await platformCredentialsFor(ctx, provider, credentials);
  await ctx.write((tx) => claimSubAccount(tx, provider, credentials));
  // A memory of its own: what was learnt with credentials that may not be kept is not kept either.
  const connected = await connectProvider(ctx, provider, credentials, { id, memory: new Map() });
  const check = await checkConnected(ctx, connected);
  if (signal?.aborted) throw new AppError("conflict", "cancelled");
  const isRefused = check?.kind === "refused";
  const isReady = readinessBy(provider, credentials, check);
  if (check && isRefused && given.whenRefused === "leave") return { kind: "refused", check };
  try {
    await ctx.write((tx) =>
      given.id
        ? changeAccount(tx, id, { provider, given, credentials, checked: check, isRefused, isReady })
        : insertAccount(tx, {
            id,
            provider,
            title: given.title,
            credentials,
            conditions: given.conditions,
            capture: given.capture,
            isEnabled: !isRefused,
            isReady: isReady ?? true,
            checked: check,
            position: null,
          }),
    );
  } catch (error) {
    // The same form was sent twice, or another tab's.
    if (isDatabaseError(error, "23505")) throw new AppError("conflict", "account_exists");
    throw error;
  }
  return { kind: "saved", id, check };
}
