import { z } from "zod";
import { checkAmount } from "./amounts.ts";
import type { Session } from "./books.ts";
import { type Merchant, newToken } from "./merchants.ts";
import { emit } from "./notices.ts";
import { nowOf, type Platform } from "./platform.ts";
import { noSuch, parameterError, parameters, Refused } from "./refused.ts";
import { isOpen, sessionView, type View } from "./views.ts";

const halfHour = 30 * 60;
const day = 24 * 3600;

export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/, "an integer")
  .transform(Number);
export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((all) => Object.keys(all).length <= 50, "50 keys at most")
  .default({});
const page = z.url({ protocol: /^https?$/ }).max(5000);

// What is not listed is refused as unknown: `payment_method_types`, for one, is gone.
const SessionInput = z.strictObject({
  mode: z.enum(["payment"]),
  ui_mode: z.enum(["hosted_page"]).default("hosted_page"),
  line_items: z
    .array(
      z.strictObject({
        quantity: whole,
        price_data: z.strictObject({
          currency: z.string().regex(/^[a-z]{3}$/),
          unit_amount: whole,
          product_data: z.strictObject({
            name: z.string().min(1).max(250),
            description: z.string().optional(),
          }),
        }),
      }),
    )
    .min(1)
    .max(100),
  success_url: page,
  cancel_url: page.optional(),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.string().optional(),
  locale: z.string().optional(),
  metadata,
  payment_intent_data: z
    .strictObject({
      metadata,
      description: z.string().max(1000).optional(),
      capture_method: z.enum(["automatic_async", "manual"]).default("automatic_async"),
    })
    .prefault({}),
  adaptive_pricing: z.strictObject({ enabled: z.enum(["true", "false"]) }).optional(),
  expires_at: whole.optional(),
});

/** Refuses 400 for a connected account that takes no payments (words from memory). */
export function mayCharge({ standing }: Merchant): void {
  if (standing === null || isOpen(standing)) return;
  throw new Refused(400, "Your account cannot currently make charges.");
}

function expiry(platform: Platform, given: number | undefined): number {
  const now = Math.floor(nowOf(platform) / 1000);
  const at = given ?? now + day;
  const wrong =
    "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.";
  if (at < now + halfHour || at > now + day) throw parameterError("expires_at", wrong);
  return at * 1000;
}

/** Makes a session. Refuses 400. */
export function createSession(platform: Platform, merchant: Merchant, form: unknown): View {
  mayCharge(merchant);
  const given = parameters(SessionInput, form);
  const currency = given.line_items[0]!.price_data.currency;
  if (given.line_items.some((item) => item.price_data.currency !== currency))
    throw parameterError("line_items", "All line items must have the same currency.");
  const amount = given.line_items.reduce((sum, item) => sum + item.quantity * item.price_data.unit_amount, 0);
  checkAmount(amount, currency, "line_items[0][price_data][unit_amount]");
  const session: Session = {
    id: newToken(merchant.isLive ? "cs_live_" : "cs_test_", 58),
    accountId: merchant.accountId,
    createdAt: nowOf(platform),
    amount,
    currency,
    name: given.line_items.map((item) => item.price_data.product_data.name).join(", "),
    clientReferenceId: given.client_reference_id ?? null,
    metadata: given.metadata,
    intentMetadata: given.payment_intent_data.metadata,
    description: given.payment_intent_data.description ?? null,
    captureMethod: given.payment_intent_data.capture_method,
    successUrl: given.success_url,
    cancelUrl: given.cancel_url ?? null,
    expiresAt: expiry(platform, given.expires_at),
    status: "open",
    paymentStatus: "unpaid",
    intentId: null,
  };
  platform.books.sessions.set(session.id, session);
  return sessionView(platform, session);
}

/** Closes a session, and its payment intent with it. */
function close(platform: Platform, session: Session): void {
  session.status = "expired";
  const intent = session.intentId ? platform.books.intents.get(session.intentId) : undefined;
  if (intent) intent.status = "canceled";
  emit(platform, session.accountId, "checkout.session.expired", sessionView(platform, session));
}

/** Ends the sessions whose time is over. */
export function expireSessions(platform: Platform): void {
  for (const session of platform.books.sessions.values())
    if (session.status === "open" && session.expiresAt <= nowOf(platform)) close(platform, session);
}

/** A merchant's session. Refuses 404. */
export function findSession(platform: Platform, merchant: Merchant, id: string): Session {
  expireSessions(platform);
  const session = platform.books.sessions.get(id);
  if (session?.accountId !== merchant.accountId) throw noSuch("checkout.session", id, "session");
  return session;
}

/** Closes an open session by call. Refuses 400 for any other. */
export function expireSession(platform: Platform, merchant: Merchant, id: string): View {
  const session = findSession(platform, merchant, id);
  if (session.status !== "open")
    throw new Refused(400, 'Only Checkout Sessions with a status in ["open"] can be expired.');
  close(platform, session);
  return sessionView(platform, session);
}

/** The single line that the session's goods were put together into. */
export function lineItems(platform: Platform, merchant: Merchant, id: string): View[] {
  const session = findSession(platform, merchant, id);
  const { amount, currency, name } = session;
  return [
    { id: `li_${session.id.slice(-24)}`, object: "item", amount_total: amount, currency, description: name },
  ];
}
