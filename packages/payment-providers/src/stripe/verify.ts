import { z } from "zod";
import { NotProven, type RawRequest } from "../contract.ts";
import type { Account } from "./account.ts";
import { loadSdk } from "./client.ts";

/** Seconds a signed notice stays good, on either side of our clock. */
const toleranceSeconds = 300;

// The SDK reads numbers leniently ("t=1x") and lets the future pass; Stripe itself writes exactly this.
const headerForm = /^t=([1-9]\d{0,11})((?:,v\d=[0-9a-f]{64})+)$/;

const Event = z.object({
  id: z.string(),
  object: z.literal("event"),
  type: z.string(),
  livemode: z.boolean(),
  account: z.string().nullish(),
  data: z.object({ object: z.unknown() }),
});
export type Event = z.infer<typeof Event>;

/** The bytes as text; a decoder that mends or drops bytes would verify another text than came. */
function exactText(body: Uint8Array): string {
  const text = Buffer.from(body).toString("utf8");
  if (!Buffer.from(text, "utf8").equals(body)) throw new NotProven("not UTF-8");
  return text;
}

/**
 * The event that a request carries, proven by either of the endpoint's secrets. Throws `NotProven`. Null for what is
 * signed but no event of this form, such as the thin ones of API v2.
 */
export async function signedEvent(account: Account, { headers, body }: RawRequest): Promise<Event | null> {
  const header = headers["stripe-signature"] ?? "";
  const timestamp = headerForm.exec(header)?.[1];
  if (!timestamp) throw new NotProven("no signature");
  const now = account.clock.now().getTime();
  if (Number(timestamp) - now / 1000 > toleranceSeconds) throw new NotProven("from the future");
  const text = exactText(body);
  const { webhooks, errors } = await loadSdk();
  let proven: unknown;
  let fault = "no secret";
  for (const secret of account.webhookSecrets) {
    try {
      proven = webhooks.constructEvent(text, header, secret, toleranceSeconds, undefined, now);
      break;
    } catch (error) {
      const isForged = error instanceof errors.StripeSignatureVerificationError;
      if (isForged) fault = error.message.split("\n")[0]!;
      // Signed, and then not JSON or a thin event: nothing of ours.
      else if (error instanceof Error) return null;
      else throw error;
    }
  }
  if (proven === undefined) throw new NotProven(fault);
  const event = Event.safeParse(proven).data;
  if (!event) return null;
  if (event.livemode !== account.isLive)
    throw new NotProven(event.livemode ? "a live event for a test key" : "a test event for a live key");
  return event;
}

/** `signedEvent` of this very account: one that is connected to the platform's is told of by the platform's endpoint. */
export async function provenEvent(account: Account, request: RawRequest): Promise<Event | null> {
  const event = await signedEvent(account, request);
  if (event && (event.account ?? null) !== account.connectedAccount)
    throw new NotProven(event.account ? "another connected account's" : "the platform's own");
  return event;
}
