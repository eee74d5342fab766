import type { LocalizedText } from "@hutong/kernel";
import type { AccountCheck } from "../contract.ts";
import type { Account } from "./account.ts";
import { type Answer, callMs } from "./client.ts";
import { merchantText } from "./refusals.ts";
import { PaymentIntent } from "./translate.ts";

type Refused = Extract<AccountCheck, { kind: "refused" }>;

/** A dollar: above Stripe's least amount. Nobody is asked to pay it. */
const trial = {
  amount: 100,
  currency: "usd",
  automatic_payment_methods: { enabled: true },
  description: "Hutong: are these keys a pair? Closed at once, nobody pays it.",
};

const notAPair: LocalizedText = {
  "zh-CN":
    "这个可公开的密钥打不开用密钥建立的付款：它属于另一个 Stripe 账户，或已停用。请在同一页上各复制一次。",
  en: "This publishable key cannot open a payment that the secret key made: it is another Stripe account's, or was deactivated. Copy both from the same page.",
};

function faultOf(seen: Answer<unknown>): Refused | null {
  if (seen.kind === "ok") return null;
  // Whatever else Stripe may not like about the question says nothing of the keys.
  const isAboutKey = seen.status === 401 || seen.status === 403 || seen.status === 404;
  return isAboutKey ? { kind: "refused", field: "publishableKey", merchant: notAPair } : null;
}

/**
 * Whether the customer's browser will see, by the publishable key, what the secret key makes: a payment intent that is
 * closed again, which moves no money. Null where nothing speaks against it. Throws when nothing is known.
 */
export async function embeddingFault(account: Account): Promise<Refused | null> {
  const { browserClient } = account;
  if (!account.isOnPage || !browserClient) return null;
  const calls = await account.client.begin();
  const made = await calls.ask((stripe) => stripe.paymentIntents.create(trial));
  if (made.kind === "refused") {
    const isAboutKey = made.status === 401 || made.status === 403;
    return isAboutKey ? { kind: "refused", field: "secretKey", merchant: merchantText(made) } : null;
  }
  const { id, client_secret: secret } = PaymentIntent.parse(made.body);
  try {
    const browser = await browserClient.begin(callMs / 2);
    return faultOf(
      await browser.ask((stripe) => stripe.paymentIntents.retrieve(id, { client_secret: secret ?? "" })),
    );
  } finally {
    await calls.ask((stripe) => stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned" }));
  }
}
