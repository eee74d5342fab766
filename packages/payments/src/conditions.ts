import { type PaymentProvider, takesCurrency } from "@hutong/payment-providers";
import type { AccountConditions, Device } from "./schemas.ts";

/** Where a customer stands when ways to pay are judged. */
export interface Situation {
  readonly isTestStore: boolean;
  /** Where the goods go, ISO 3166; empty while nobody knows. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What is to be paid, in minor units of `currency`; null while nobody knows. */
  readonly total: number | null;
  /** Null where nobody knows. */
  readonly device: Device | null;
}

/** Why a way to pay is not offered. */
export type NotOffered = "provider" | "currency" | "country" | "amount" | "device";

function isWithin(total: number, bounds: { least?: number | undefined; most?: number | undefined }): boolean {
  return total >= (bounds.least ?? 0) && total <= (bounds.most ?? Number.MAX_SAFE_INTEGER);
}

/**
 * Why an account is not offered in a situation; null when it is. What is not known yet excludes nothing, so that a
 * method shows until something speaks against it. The list and the submit both ask here.
 */
export function whyNotOffered(
  provider: Pick<PaymentProvider, "isForTestStoresOnly" | "currencies"> | undefined,
  conditions: AccountConditions,
  situation: Situation,
): NotOffered | null {
  const { country, currency, total, device } = situation;
  // A store that has left test mode keeps its account, but nobody is offered it.
  if (!provider || (provider.isForTestStoresOnly && !situation.isTestStore)) return "provider";
  const { currencies, countries, devices, amounts } = conditions;
  if (!takesCurrency(provider, currency)) return "currency";
  if (currencies && !currencies.includes(currency)) return "currency";
  if (countries && country !== "" && !countries.includes(country)) return "country";
  if (total !== null && !isWithin(total, amounts?.[currency] ?? {})) return "amount";
  if (devices && device !== null && !devices.includes(device)) return "device";
  return null;
}
