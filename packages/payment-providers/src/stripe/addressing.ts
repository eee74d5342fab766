import { z } from "zod";
import type { AddressedNotice, ConnectEnvironment, RawRequest } from "../contract.ts";
import { type Account, openPlatform } from "./account.ts";
import { Metadata } from "./metadata.ts";
import { isAboutAttempts } from "./notify.ts";
import { merchantText } from "./refusals.ts";
import { signedEvent } from "./verify.ts";

const Told = z.object({
  metadata: Metadata,
  payment_intent: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish(),
});

// What changes whether an account may take money. The event only says that it is to be asked.
const aboutAccounts = new Set(["account.updated", "account.application.deauthorized"]);

// What a refund made on Stripe's pages, or a dispute, does not say its payment intent does.
async function attemptAt(account: Account, object: unknown): Promise<string | null> {
  const told = Told.parse(object);
  const named = told.metadata?.hutong_attempt;
  if (named || !told.payment_intent) return named ?? null;
  const calls = await account.client.begin();
  const answer = await calls.ask((stripe) => stripe.paymentIntents.retrieve(told.payment_intent!));
  if (answer.kind === "ok") return Told.parse(answer.body).metadata?.hutong_attempt ?? null;
  if (answer.code === "resource_missing") return null;
  throw new Error(`payment not told: ${merchantText(answer).en}`);
}

/**
 * Whose an event is that came to the platform's Connect endpoint: proven by its secret, then by the connected account that it
 * names. The account of the attempt reads it anew by its own comparison; one about the account itself names no attempt. Throws
 * `NotProven`, or plainly when the payment could not be asked about.
 */
export async function addressNotice(
  environment: ConnectEnvironment,
  request: RawRequest,
): Promise<AddressedNotice> {
  const reply = { status: 200, body: "" };
  const event = await signedEvent(openPlatform(environment), request);
  if (event?.account && aboutAccounts.has(event.type))
    return { addressee: { subAccount: event.account, attemptId: null }, reply };
  // The platform's own, or of what connected accounts do beside paying: nothing of a store's.
  if (!event?.account || !isAboutAttempts(event.type)) return { addressee: null, reply };
  const attemptId = await attemptAt(openPlatform(environment, event.account), event.data.object);
  const isOurs = attemptId && z.uuid().safeParse(attemptId).success;
  return { addressee: isOurs ? { subAccount: event.account, attemptId } : null, reply };
}
