import type { AccountCheck } from "../contract.ts";
import type { Account } from "./account.ts";
import { embeddingFault } from "./check-embedding.ts";
import { merchantText } from "./refusals.ts";
import { askStanding } from "./standing.ts";

const works = {
  live: {
    "zh-CN": "Stripe 认这个密钥，也回答了。这是正式密钥，收的是真钱。",
    en: "Stripe accepted the key and answered. It is a live key: it takes real money.",
  },
  test: {
    "zh-CN": "Stripe 认这个密钥，也回答了。这是测试密钥，不会收到真钱。",
    en: "Stripe accepted the key and answered. It is a test key: no real money will come.",
  },
};

/**
 * Asks a connected account how it stands; else for the balance, which moves nothing, and whether the two keys of a payment on our page belong together. The webhook
 * secret shows itself only with the first notice. Throws when nothing is known.
 */
export async function checkAccount(account: Account): Promise<AccountCheck> {
  if (account.platformClient && account.connectedAccount)
    return await askStanding(account.platformClient, account.connectedAccount);
  const calls = await account.client.begin();
  const answer = await calls.ask((stripe) => stripe.balance.retrieve());
  if (answer.kind === "ok") {
    const told = { kind: "works", merchant: account.isLive ? works.live : works.test } as const;
    return (await embeddingFault(account)) ?? told;
  }
  const isAboutKey = answer.status === 401 || answer.status === 403;
  return {
    kind: "refused",
    field: isAboutKey ? "secretKey" : null,
    merchant: merchantText(answer),
  };
}
