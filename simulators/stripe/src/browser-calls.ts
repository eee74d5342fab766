import { json, refusal } from "./api.ts";
import type { Intent } from "./books.ts";
import { confirmIntent, publicView } from "./confirming.ts";
import { readForm } from "./form-body.ts";
import type { Incoming, Reply } from "./incoming.ts";
import { findIntent } from "./intent-calls.ts";
import { merchantOfPublishable, type Platform } from "./platform.ts";
import { parameterError, Refused } from "./refused.ts";

type Form = ReturnType<typeof readForm>;

function formOf({ method, path, body }: Incoming): Form {
  return readForm(method === "GET" ? (path.split("?")[1] ?? "") : body.toString("utf8"));
}

/** The publishable key of a call: a parameter, as Stripe.js sends it, or as a secret key is sent. */
function keyOf(request: Incoming): string | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer (pk_.+)$/.exec(authorization)?.[1];
  const { key } = formOf(request);
  return typeof key === "string" ? key : undefined;
}

/** Whether a call is made by a publishable key. */
export function isOfBrowser(request: Incoming): boolean {
  return keyOf(request) !== undefined;
}

// Whose secret it is: of this intent, and of no other.
function intentOf(platform: Platform, id: string, key: string, secret: Form[string] | undefined): Intent {
  const merchant = merchantOfPublishable(platform, key);
  if (!merchant) throw new Refused(401, "Invalid API Key provided.");
  const intent = findIntent(platform, merchant, id);
  if (secret !== intent.clientSecret)
    throw parameterError("client_secret", "The client_secret provided does not match this PaymentIntent.");
  return intent;
}

function work(platform: Platform, request: Incoming): Reply {
  const [, id, verb] = /^\/v1\/payment_intents\/([^/?]+)(\/confirm)?(?:\?|$)/.exec(request.path) ?? [];
  const isKnown = id && (request.method === "GET" ? !verb : verb);
  if (!isKnown) throw new Refused(401, "This API call cannot be made with a publishable API key.");
  const form = formOf(request);
  const { key: _, client_secret: secret, ...rest } = form;
  const intent = intentOf(platform, decodeURIComponent(id), keyOf(request)!, secret);
  if (verb) confirmIntent(platform, intent, rest);
  return json(200, publicView(platform, intent));
}

/** Answers what a publishable key and an intent's client secret may do: look at that intent, and confirm it. */
export function answerBrowser(platform: Platform, request: Incoming): Reply {
  // Any shop's page may ask: the key and the secret say whose intent it is.
  const cors = { "access-control-allow-origin": "*" };
  let reply: Reply;
  try {
    reply = work(platform, request);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    reply = refusal(error);
  }
  return { ...reply, headers: { ...reply.headers, ...cors } };
}
