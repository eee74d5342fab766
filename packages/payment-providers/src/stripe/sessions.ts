import type { AttemptToPay, Outcome } from "../contract.ts";
import type { Account } from "./account.ts";
import type { Answer, Calls, Refusal } from "./client.ts";
import { toUnits } from "./currencies.ts";
import { makeOnce } from "./make-once.ts";
import { attemptIdOf } from "./metadata.ts";
import { declinedBy, declinedByUs, merchantText } from "./refusals.ts";
import { sessionParameters } from "./session-parameters.ts";
import { closedOutcome, Session, toOutcome } from "./translate.ts";

function read(account: Account, attempt: AttemptToPay, body: unknown): Session {
  const session = Session.parse(body);
  if (attemptIdOf(account.id, session.metadata) !== attempt.id || session.livemode !== account.isLive)
    throw new Error("answer about another session");
  return session;
}

async function retrieve(
  account: Account,
  calls: Calls,
  attempt: AttemptToPay,
  sessionId: string,
): Promise<Session> {
  const expand = [attempt.isCapturedLater ? "payment_intent.latest_charge" : "payment_intent"];
  const answer = await calls.ask((stripe) => stripe.checkout.sessions.retrieve(sessionId, { expand }));
  if (answer.kind === "refused") throw new Error(`session query refused: ${merchantText(answer).en}`);
  return read(account, attempt, answer.body);
}

/** Makes the attempt's session, or is answered the one that was made before. */
async function make(
  account: Account,
  calls: Calls,
  attempt: AttemptToPay,
  units: number,
): Promise<Answer<Session>> {
  const parameters = sessionParameters(account.id, attempt, units, account.clock.now());
  return await makeOnce(attempt.id, {
    create: (idempotencyKey) =>
      calls.ask((stripe) => stripe.checkout.sessions.create(parameters, { idempotencyKey })),
    read: (body) => read(account, attempt, body),
    retrieve: (id) => retrieve(account, calls, attempt, id),
  });
}

// Too late for a session to be made: then none was, or its key would have answered.
const isTooLate = (refusal: Refusal) => refusal.status === 400 && refusal.param === "expires_at";

/**
 * The attempt's session; null when Stripe has none and will have none. Without a reference it is found by making it
 * again, which also uses up the key: a `start` that is still on its way cannot open a page afterwards.
 */
async function find(account: Account, calls: Calls, attempt: AttemptToPay): Promise<Session | null> {
  if (attempt.reference) return await retrieve(account, calls, attempt, attempt.reference);
  const units = toUnits(attempt.amount);
  if (typeof units === "string") return null;
  const answer = await make(account, calls, attempt, units);
  if (answer.kind === "ok") return answer.body;
  if (isTooLate(answer)) return null;
  throw new Error(`session query refused: ${merchantText(answer).en}`);
}

function toStarted(session: Session): Outcome {
  const { id, status, url } = session;
  if (status !== "open") return toOutcome(session);
  if (!url) throw new Error("open, but without a page");
  return { kind: "action-required", action: { kind: "redirect", url }, reference: id };
}

/** Opens the attempt's page at Stripe; started again, it leads to the same page, or tells what came of it. */
export async function startSession(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const units = toUnits(attempt.amount);
  if (typeof units === "string") return declinedByUs(units);
  if (attempt.expiresAt <= account.clock.now()) return await fetchSession(account, attempt);
  const calls = await account.client.begin();
  if (attempt.reference) return toStarted(await retrieve(account, calls, attempt, attempt.reference));
  const answer = await make(account, calls, attempt, units);
  return answer.kind === "ok" ? toStarted(answer.body) : declinedBy(answer);
}

/** Where the session stands; an attempt that Stripe has not heard of is pending. */
export async function fetchSession(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const session = await find(account, await account.client.begin(), attempt);
  return session ? toOutcome(session) : { kind: "pending" };
}

/** Closes the page. A refused close means that something happened meanwhile: ask again. */
export async function expireSession(account: Account, attempt: AttemptToPay): Promise<Outcome> {
  const calls = await account.client.begin();
  const id = attempt.reference ?? (await find(account, calls, attempt))?.id;
  if (!id) return closedOutcome("never opened");
  const answer = await calls.ask((stripe) => stripe.checkout.sessions.expire(id));
  if (answer.kind === "ok") return toOutcome(read(account, attempt, answer.body));
  return toOutcome(await retrieve(account, calls, attempt, id));
}
