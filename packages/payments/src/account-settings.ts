import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, type LocalizedText, newId } from "@hutong/kernel";
import {
  type Capability,
  describeCredentials,
  type FormField,
  findProvider,
  type PaymentProvider,
  providers,
} from "@hutong/payment-providers";
import { noticesAt } from "./accounts.ts";
import type { AccountCheckView } from "./check-account.ts";
import { type AccountRow, openCredentials, providerOf } from "./credentials.ts";
import { areSimulatorsAllowed } from "./env.ts";
import { platformProviders } from "./platform-accounts.ts";
import type { AccountConditions, CaptureWhen } from "./schemas.ts";

/** A provider that this store can connect, with the form to do it by. */
export interface ProviderOffer {
  readonly id: string;
  readonly label: LocalizedText;
  /** The provider's own name. */
  readonly brand: LocalizedText;
  readonly currencies: readonly string[] | "any";
  readonly capabilities: readonly Capability[];
  readonly settles: PaymentProvider["settles"];
  readonly isForTestStoresOnly: boolean;
  readonly fields: readonly FormField[];
  /** Where notices for this account go, where the merchant has to tell the provider; else null. */
  readonly noticesAt: string | null;
  /**
   * The credential `mode` in which an account can be opened for this store under the platform's own; null where it cannot.
   */
  readonly onboardingMode: string | null;
}

function onboardingModeOf({ subAccountCredentials }: PaymentProvider): string | null {
  const { mode } = (subAccountCredentials?.("") ?? {}) as { readonly mode?: string };
  return mode ?? null;
}

function offerOf(
  provider: PaymentProvider,
  accountId: string,
  atPlatform: ReadonlySet<string>,
): ProviderOffer {
  const fields = describeCredentials(provider).filter(
    (field) => areSimulatorsAllowed || !field.isForSimulators,
  );
  const { id, label, currencies, capabilities, settles, isForTestStoresOnly } = provider;
  return {
    id,
    label,
    brand: provider.brand ? { en: provider.brand } : label,
    currencies,
    capabilities,
    settles,
    isForTestStoresOnly,
    fields,
    noticesAt: provider.areNoticesSetByHand ? noticesAt(id, accountId) : null,
    onboardingMode: atPlatform.has(id) ? onboardingModeOf(provider) : null,
  };
}

/** What a store can connect, and what its forms offer to choose from. */
export interface PaymentChoices {
  /** The id that the next account will have: the address of its notices is known before it is connected. */
  readonly newAccountId: string;
  /** Those for test stores only while it is one. */
  readonly providers: readonly ProviderOffer[];
  readonly isTestStore: boolean;
  /** BCP 47 tags that titles and texts are asked in, the store's own first. */
  readonly locales: readonly string[];
  /** ISO 4217 codes that its markets sell in. */
  readonly currencies: readonly string[];
}

type StoreRow = { isTestStore: boolean; locale: string; locales: string[]; currencies: string[] };

/** The providers that this store can use, and the languages and currencies of its forms. */
export async function listProviders(ctx: StoreContext): Promise<PaymentChoices> {
  authorize(ctx, "payments.listProviders");
  const [[store]] = await ctx.read(sql<StoreRow>`
    select s.is_test as "isTestStore", s.locale, s.locales,
      (select coalesce(jsonb_agg(distinct m.currency), '[]'::jsonb) from markets m where m.store_id = s.store_id) as currencies
    from stores s where s.store_id = ${ctx.storeId}`);
  if (!store) throw new AppError("not_found", "store_not_found");
  const { locale, locales, ...rest } = store;
  const atPlatform = await platformProviders(ctx);
  const newAccountId = newId<"payment-account">();
  const fitting = providers.filter((one) => !one.isForTestStoresOnly || rest.isTestStore);
  return {
    ...rest,
    newAccountId,
    locales: [...new Set([locale, ...locales])],
    providers: fitting.map((one) => offerOf(one, newAccountId, atPlatform)),
  };
}

export interface AccountListItem {
  readonly id: string;
  readonly provider: string;
  readonly label: LocalizedText;
  readonly title: Readonly<Record<string, string>>;
  readonly isEnabled: boolean;
  /** Whether the provider takes money for it; `checked` says why not. */
  readonly isReady: boolean;
  readonly isOnDelivery: boolean;
  /** Null for a provider that this build does not know. */
  readonly settles: PaymentProvider["settles"] | null;
  /** A provider for test stores only, in a store that has left test mode: nobody is offered it. */
  readonly isIdle: boolean;
  readonly conditions: AccountConditions;
  readonly checked: AccountCheckView | null;
  /** When a notice to it was last proven; null while none was. */
  readonly noticeProvenAt: Date | null;
  /** Since when its notices come without proof, as with a wrong secret; null while they do not. */
  readonly noticesRefusedSince: Date | null;
  /** What the platform takes of its payments. */
  readonly shareBasisPoints: number;
  readonly capture: CaptureWhen;
}

type ListRow = Omit<AccountListItem, "label" | "isIdle" | "settles"> & { isTest: boolean };

/** The accounts of a store in their order, for its settings; credentials never leave. */
export async function listAccounts(ctx: StoreContext): Promise<AccountListItem[]> {
  authorize(ctx, "payments.listAccounts");
  const [rows] = await ctx.read(sql<ListRow>`
    select p.id, p.provider, p.title, p.is_enabled as "isEnabled", p.is_ready as "isReady", p.is_on_delivery as "isOnDelivery", p.conditions, p.checked,
      p.share_basis_points as "shareBasisPoints", p.capture, p.notice_proven_at as "noticeProvenAt", p.notices_refused_since as "noticesRefusedSince", s.is_test as "isTest"
    from payment_accounts p join stores s on s.store_id = p.store_id
    where p.store_id = ${ctx.storeId} order by p.position, p.id`);
  return rows.map(({ isTest, ...row }) => {
    const provider = findProvider(row.provider);
    const isIdle = !provider || (provider.isForTestStoresOnly && !isTest);
    const label = provider?.label ?? { en: row.provider };
    return { ...row, label, settles: provider?.settles ?? null, isIdle };
  });
}

/** An account for its form: what may be shown of its credentials, and which secrets are stored. */
export interface AccountForm {
  readonly account: AccountListItem;
  readonly offer: ProviderOffer;
  /** Credentials that are no secrets, by name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly storedSecrets: readonly string[];
  /** Whether nobody has tried to pay by it, so that it can be removed. */
  readonly isUnused: boolean;
}

/** One account for its settings form; no secret leaves. Throws `account_not_found`. */
export async function getAccount(ctx: StoreContext, input: { id: string }): Promise<AccountForm> {
  authorize(ctx, "payments.getAccount");
  const account = (await listAccounts(ctx)).find(({ id }) => id === input.id);
  if (!account) throw new AppError("not_found", "account_not_found");
  const [[row]] = await ctx.read(sql<AccountRow & { is_unused: boolean }>`
    select p.id, p.provider, p.title, p.credentials,
      not exists (select 1 from payment_attempts t where t.store_id = p.store_id and t.account_id = p.id) as is_unused
    from payment_accounts p where p.store_id = ${ctx.storeId} and p.id = ${input.id}`);
  const offer = offerOf(providerOf(account.provider), account.id, await platformProviders(ctx));
  const stored = (await openCredentials(ctx, row!)) as Record<string, unknown>;
  const present = offer.fields.filter(({ name }) => stored[name] !== undefined);
  return {
    account,
    offer,
    values: Object.fromEntries(
      present.filter(({ isSecret }) => !isSecret).map(({ name }) => [name, stored[name]]),
    ),
    storedSecrets: present.filter(({ isSecret }) => isSecret).map(({ name }) => name),
    isUnused: row!.is_unused,
  };
}
