import type { FarEnd } from "@hutong/payment-providers/testing";
import { changeAccount } from "../account-calls.ts";
import { newMerchant } from "../merchants.ts";
import { eventView, signatureHeader } from "../notices.ts";
import { connectTo, type Platform, register } from "../platform.ts";
import { visitSetup } from "../setup-visit.ts";

/** A platform's own account at a simulator, whose merchants set themselves up. */
export function startOnboarding(
  platform: Platform,
  mode: "test" | "live",
): NonNullable<FarEnd["onboarding"]> {
  const { publishableKey: _, ...keys } = register(platform, { mode });
  const hub = platform.merchants.get(keys.secretKey)!;
  return {
    environment: { platform: keys },
    foreign: connectTo(platform, newMerchant()).accountId,
    visit: (url, how) => visitSetup(platform, url, how),
    async change(subAccount, how) {
      changeAccount(platform, subAccount, how);
      const event = [...platform.books.events.values()].findLast(
        ({ accountId }) => accountId === subAccount,
      )!;
      const body = JSON.stringify(eventView(platform, event));
      return {
        headers: { "stripe-signature": signatureHeader(platform, hub, body) },
        body: Buffer.from(body),
      };
    },
  };
}
