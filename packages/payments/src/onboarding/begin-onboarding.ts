import { authorize, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, type Id, type LocalizedText, localized, newId } from "@hutong/kernel";
import type { PaymentProvider } from "@hutong/payment-providers";
import { insertAccount } from "../accounts.ts";
import { providerOf } from "../credentials.ts";
import { giveSubAccount, openPlatformFor } from "../platform-accounts.ts";
import { BeginOnboardingInput } from "../schemas.ts";
import { type OnboardingPages, pageFor } from "./onboarding-page.ts";

/** Where a merchant goes on, or why the provider opens no account for them. */
export type OnboardingOutcome =
  | { readonly kind: "page"; readonly url: string; readonly accountId: string }
  | { readonly kind: "refused"; readonly merchant: LocalizedText };

interface Onboarding {
  readonly id: string;
  readonly request: { readonly country: string; readonly email: string; readonly name: string };
  readonly sub_account: string | null;
  readonly account_id: Id<"payment-account"> | null;
}

type Given = ReturnType<typeof BeginOnboardingInput.parse>;

const openOne = (ctx: Pick<StoreContext, "storeId">, provider: string) => sql<Onboarding>`
  select id, request, sub_account, account_id from payment_onboardings
  where store_id = ${ctx.storeId} and provider = ${provider} and ended_at is null`;

// Kept before anybody is called: who presses again, at once or after a crash, asks for the same account.
async function keepOne(tx: WriteContext, provider: string): Promise<Onboarding> {
  const [store] = await tx.run(
    sql<{ country: string; email: string; name: Record<string, string>; locale: string }>`
      select country, contact_email as email, name, locale from stores where store_id = ${tx.storeId}`,
  );
  if (!store) throw new AppError("not_found", "store_not_found");
  const request = { country: store.country, email: store.email, name: localized(store.name, store.locale) };
  await tx.run(sql`insert into payment_onboardings (store_id, id, provider, request, created_at)
    values (${tx.storeId}, ${newId<"payment-onboarding">()}, ${provider}, ${request}::jsonb, app_now())
    on conflict (store_id, provider) where ended_at is null do nothing`);
  const [kept] = await tx.run(openOne(tx, provider));
  if (!kept) throw new AppError("conflict", "account_changed");
  return kept;
}

// The number is from our own call under the store's own key: it is given to the store with its account, or not at all.
async function connectOpened(
  tx: WriteContext,
  provider: PaymentProvider,
  given: Given,
  { id, subAccount }: { id: string; subAccount: string },
): Promise<Id<"payment-account">> {
  const [known] = await tx.run(sql<Onboarding>`select account_id from payment_onboardings
    where store_id = ${tx.storeId} and id = ${id} for update`);
  if (known?.account_id) return known.account_id;
  await giveSubAccount(tx, provider, subAccount);
  const accountId = newId<"payment-account">();
  await insertAccount(tx, {
    id: accountId,
    provider,
    title: given.title,
    credentials: provider.credentials.parse(provider.subAccountCredentials?.(subAccount)),
    conditions: given.conditions,
    capture: given.capture,
    isEnabled: true,
    isReady: false,
    checked: null,
    position: null,
  });
  await tx.run(sql`update payment_onboardings set sub_account = ${subAccount}, account_id = ${accountId}
    where store_id = ${tx.storeId} and id = ${id}`);
  return accountId;
}

/**
 * Opens an account under the platform's own for this store, once however often it is asked for, and leads to the provider's
 * page on which its merchant says who they are. Customers are not offered it before the provider takes money for it, which
 * `checkAccount` finds out. `pages` says where the browser comes back to. Throws `provider_unknown`,
 * `onboarding_not_possible`, `platform_account_missing`, `provider_unreachable`, or as `insertAccount` does.
 */
export async function beginOnboarding(
  ctx: StoreContext,
  input: BeginOnboardingInput,
  pages: OnboardingPages,
): Promise<OnboardingOutcome> {
  authorize(ctx, "payments.beginOnboarding");
  const given = BeginOnboardingInput.parse(input);
  const provider = providerOf(given.provider);
  if (!provider.capabilities.includes("onboarding"))
    throw new AppError("precondition", "onboarding_not_possible", { params: { provider: provider.id } });
  const platform = await openPlatformFor(ctx, provider);
  const kept = await ctx.write((tx) => keepOne(tx, provider.id));
  let subAccount = kept.sub_account;
  if (subAccount === null) {
    const opening = { requestKey: `account-${kept.id}`, ...kept.request };
    const told = await platform.openSubAccount!(opening).catch((cause) => {
      throw new AppError("precondition", "provider_unreachable", {
        params: { provider: provider.id },
        cause,
      });
    });
    if (told.kind === "refused") {
      // Nothing was made: what the store says otherwise then is asked by another key.
      await ctx.write((tx) =>
        tx.run(sql`update payment_onboardings set ended_at = app_now()
          where store_id = ${tx.storeId} and id = ${kept.id} and sub_account is null`),
      );
      return told;
    }
    subAccount = told.subAccount;
  }
  const opened = { id: kept.id, subAccount };
  const accountId = await ctx.write((tx) => connectOpened(tx, provider, given, opened));
  const page = await pageFor(platform, provider, subAccount, pages(accountId));
  return page.kind === "refused" ? page : { ...page, accountId };
}
