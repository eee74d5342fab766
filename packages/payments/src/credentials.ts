import { authorize, decryptField, encryptField, type StoreContext, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { credentialFaultText, findProvider, type PaymentProvider } from "@hutong/payment-providers";
import { storeKey } from "@hutong/stores";
import type { z } from "zod";
import { isSimulatorAllowed } from "./env.ts";

/** An account as statements of this package and of checkout read it. */
export interface AccountRow {
  readonly id: string;
  readonly provider: string;
  readonly title: Record<string, string>;
  readonly credentials: string;
}

const field = (accountId: string) => `payment-account ${accountId} credentials`;

/** The provider of an id. Throws `provider_unknown`. */
export function providerOf(id: string): PaymentProvider {
  const provider = findProvider(id);
  if (!provider) throw new AppError("invalid", "provider_unknown", { params: { provider: id } });
  return provider;
}

/** Whether money of a provider comes and goes by hand, so that only staff can say that it did. */
export function isByHand(provider: string): boolean {
  return findProvider(provider)?.settles === "at-submit";
}

/** Encrypts an account's credentials for this store and this account. */
export async function sealCredentials(
  tx: WriteContext,
  accountId: string,
  credentials: unknown,
): Promise<string> {
  return encryptField(await storeKey(tx), tx.storeId, field(accountId), credentials);
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

/** Credentials that a provider takes, or what is wrong with each field, in the context's language. */
export type JudgedCredentials =
  | { readonly ok: true; readonly credentials: unknown }
  | {
      readonly ok: false;
      /** Field → what the merchant reads. */
      readonly faults: Readonly<Record<string, string>>;
      /** The first fault: its field and, where the provider has no words for it, its code. */
      readonly first: { readonly field: string; readonly why: string };
    };

/**
 * Whether credentials send our calls, and what they sign, to a host that a merchant named and the operator does not allow
 * (any more), so that nobody can pay by them.
 */
export function isOutOfReach(credentials: unknown): boolean {
  if (typeof credentials !== "object" || credentials === null || !("apiBase" in credentials)) return false;
  return credentials.apiBase !== undefined && !isSimulatorAllowed(String(credentials.apiBase));
}

/**
 * Judges what was typed by the provider's schema for a store's account, or by another of its schemas, and keeps simulators
 * to where the operator allows them.
 */
export function judgeCredentials(
  locale: string,
  provider: PaymentProvider,
  given: unknown,
  schema: z.ZodType<unknown> = provider.credentials,
): JudgedCredentials {
  const judged = schema.safeParse(given);
  if (!judged.success) {
    const faults: Record<string, string> = {};
    for (const issue of judged.error.issues) {
      const name = String(issue.path[0] ?? "");
      faults[name] ??= credentialFaultText(provider, issue, locale);
    }
    const issue = judged.error.issues[0]!;
    const isOwn = provider.credentialFaults?.[issue.message] !== undefined;
    const why = isOwn ? credentialFaultText(provider, issue, locale) : issue.message;
    return { ok: false, faults, first: { field: issue.path.join("."), why } };
  }
  if (isOutOfReach(judged.data)) {
    const why = "simulators_not_allowed";
    return { ok: false, faults: { apiBase: why }, first: { field: "apiBase", why } };
  }
  return { ok: true, credentials: judged.data };
}
