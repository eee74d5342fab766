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

/** Whether a call comes from a buyer's browser: Stripe.js sends its key as a parameter. */
export function isOfBrowser(request: Incoming): boolean {
  return request.headers.authorization === undefined && typeof formOf(request).key === "string";
}

// Whose secret it is: of this intent, and of no other.
function intentOf(platform: Platform, id: string, { key, client_secret: secret }: Form): Intent {
  const merchant = merchantOfPublishable(platform, String(key));
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
  const intent = intentOf(platform, decodeURIComponent(id), form);
  const { key, client_secret, ...rest } = form;
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
