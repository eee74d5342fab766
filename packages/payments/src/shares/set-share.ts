import { authorize, type StoreContext, sql } from "@hutong/db";
import { AppError, isId, localized } from "@hutong/kernel";
import type { ConnectedProvider, ShareReadiness } from "@hutong/payment-providers";
import { connectProvider, findAccount } from "../accounts.ts";
import { openCredentials, providerOf } from "../credentials.ts";

async function prepare(connected: ConnectedProvider, provider: string): Promise<ShareReadiness> {
  if (!connected.prepareShare)
    throw new AppError("precondition", "share_not_possible", { params: { provider } });
  try {
    return await connected.prepareShare();
  } catch (error) {
    throw new AppError("precondition", "provider_unreachable", { params: { provider }, cause: error });
  }
}

/**
 * Sets what the platform takes of an account's payments from now on, in basis points; 0 ends it. An operator's to say. It
 * goes with the sub-merchant, so that the store's people cannot leave it behind by connecting it anew. Throws
 * `account_not_found`, `share_invalid`, `share_not_possible` for an account that is not under the platform's own,
 * `share_refused` (params say why), `share_too_large` (params say the most) and `provider_unreachable`.
 */
export async function setShare(
  ctx: StoreContext,
  input: { accountId: string; basisPoints: number },
): Promise<{ basisPoints: number }> {
  authorize(ctx, "payments.setShare");
  const { accountId, basisPoints } = input;
  if (!isId(accountId)) throw new AppError("not_found", "account_not_found");
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000)
    throw new AppError("invalid", "share_invalid");
  const account = await findAccount(ctx, accountId);
  const provider = providerOf(account.provider);
  const credentials = await openCredentials(ctx, account);
  const subAccount = provider.subAccountOf?.(credentials) ?? null;
  if (subAccount === null && basisPoints > 0)
    throw new AppError("precondition", "share_not_possible", { params: { provider: provider.id } });
  if (basisPoints > 0) {
    const connected = await connectProvider(ctx, provider, credentials, { id: accountId, memory: new Map() });
    const ready = await prepare(connected, provider.id);
    if (ready.kind === "refused")
      throw new AppError("precondition", "share_refused", {
        params: { why: localized(ready.merchant, ctx.locale) },
      });
    if (basisPoints > ready.mostBasisPoints)
      throw new AppError("invalid", "share_too_large", { params: { most: ready.mostBasisPoints / 100 } });
  }
  await ctx.write(async (tx) => {
    await tx.run(sql`update payment_sub_accounts set share_basis_points = ${basisPoints}::int
      where store_id = ${tx.storeId} and provider = ${provider.id} and sub_account = ${subAccount}`);
    const set = await tx.run(sql`update payment_accounts set share_basis_points = ${basisPoints}::int
      where store_id = ${tx.storeId} and id = ${accountId} and credentials = ${account.credentials} returning id`);
    if (set.length === 0) throw new AppError("conflict", "account_changed");
    tx.remind("shares", 0);
    tx.emit({
      kind: "payment_account.share_set",
      subject: ["payment-account", accountId],
      data: { basisPoints },
    });
  });
  return { basisPoints };
}
