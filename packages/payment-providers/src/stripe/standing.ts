import type { LocalizedText } from "@hutong/kernel";
import { z } from "zod";
import type { AccountCheck } from "../contract.ts";
import type { StripeClient } from "./client.ts";
import { merchantText } from "./refusals.ts";
import { disabledWords, missingWords } from "./requirement-words.ts";

const Names = z.array(z.string()).nullish();
const ConnectedAccount = z.object({
  id: z.string(),
  charges_enabled: z.boolean(),
  details_submitted: z.boolean(),
  requirements: z
    .object({ currently_due: Names, past_due: Names, disabled_reason: z.string().nullish() })
    .nullish(),
});
type ConnectedAccount = z.infer<typeof ConnectedAccount>;

const works: LocalizedText = {
  "zh-CN": "Stripe 已经开通这个账户，可以收款。",
  en: "Stripe has opened this account: it takes payments.",
};
const worksStillDue: LocalizedText = {
  "zh-CN": "Stripe 已经开通这个账户，可以收款；还有资料要在 Stripe 管理平台补齐，否则以后会停用。",
  en: "Stripe has opened this account: it takes payments. It still asks for details in Stripe's dashboard, and closes the account if they do not come.",
};
const notFinished: LocalizedText = {
  "zh-CN": "在 Stripe 的开户还没有完成，暂时不能收款。",
  en: "Setting up with Stripe is not finished, so no payments are taken yet.",
};
const notOurs: LocalizedText = {
  "zh-CN": "这个 Stripe 账户没有连接到平台，或者连接已经解除。请重新用 Stripe 开户。",
  en: "This Stripe account is not connected to the platform, or not any more. Set up with Stripe again.",
};

/** How a connected account stands, as an answer to whether it works; pure. */
export function toStanding(account: ConnectedAccount): AccountCheck {
  const { currently_due, past_due, disabled_reason } = account.requirements ?? {};
  const due = [...new Set([...(past_due ?? []), ...(currently_due ?? [])])];
  if (account.charges_enabled) return { kind: "works", merchant: due.length > 0 ? worksStillDue : works };
  const told = disabled_reason ? disabledWords(disabled_reason) : null;
  return {
    kind: "unready",
    merchant: account.details_submitted && told ? told : notFinished,
    missing: missingWords(due),
    canGoOn: !disabled_reason?.startsWith("rejected.") && (due.length > 0 || !account.details_submitted),
  };
}

/**
 * Asks the platform's key how a connected account stands: whether Stripe lets it take payments, and what it still wants to
 * know. Throws when nothing is known.
 */
export async function askStanding(platform: StripeClient, connectedAccount: string): Promise<AccountCheck> {
  const calls = await platform.begin();
  const answer = await calls.ask((stripe) => stripe.accounts.retrieve(connectedAccount));
  if (answer.kind === "ok") {
    const account = ConnectedAccount.parse(answer.body);
    if (account.id !== connectedAccount) throw new Error("Stripe told of another account");
    return toStanding(account);
  }
  const isNotOurs =
    answer.code === "account_invalid" || answer.code === "resource_missing" || answer.status === 404;
  if (!isNotOurs) return { kind: "refused", field: null, merchant: merchantText(answer) };
  return { kind: "refused", field: "connectedAccount", merchant: notOurs };
}
