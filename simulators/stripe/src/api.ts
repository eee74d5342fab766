import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { authenticate } from "./authorization.ts";
import { answerBrowser, isOfBrowser } from "./browser-calls.ts";
import { type AnswerFault, takeAnswerFault } from "./faults.ts";
import { readForm } from "./form-body.ts";
import { once } from "./idempotency.ts";
import type { Incoming, Reply } from "./incoming.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";
import { type Route, routes, run } from "./routes.ts";

/** An answer of the API. */
export function json(status: number, value: unknown): Reply {
  const headers = {
    "content-type": "application/json",
    "request-id": `req_${randomBytes(7).toString("hex")}`,
    "stripe-version": "2026-10-28.endive",
  };
  return { status, headers, body: JSON.stringify(value, null, 2) };
}

/** A refusal as an answer. */
export function refusal({ status, type, code, message, param, detail }: Refused): Reply {
  const error = { type, message, ...(code ? { code } : {}), ...(param ? { param } : {}), ...detail };
  return json(status, { error });
}

function routeOf(request: Incoming, path: string): Route {
  const route = routes.find((one) => one.path.test(path) && one.method === request.method);
  if (!route) throw new Refused(404, `Unrecognized request URL (${request.method}: ${path}).`);
  return route;
}

// A refusal that came after the work had begun is an answer like any other.
function settled(work: () => Reply): Reply {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused && error.isBegun) return refusal(error);
    throw error;
  }
}

function answer(platform: Platform, request: Incoming, fault: AnswerFault | undefined): Reply {
  const [path, search = ""] = request.path.split("?");
  try {
    const merchant = authenticate(platform, request);
    const route = routeOf(request, path!);
    const id = decodeURIComponent(route.path.exec(path!)![1] ?? "");
    if (route.method === "GET")
      return json(200, run(route, { platform, merchant, id, form: readForm(search) }));
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
    if (request.body.length > 0 && !isForm) throw new Refused(400, "Invalid content type: send a form.");
    const form = readForm(request.body.toString("utf8"));
    const key = request.headers["idempotency-key"];
    return once(platform, merchant, { key, path: path!, form }, () =>
      fault?.kind === "status"
        ? refusal(failure(fault))
        : settled(() => json(200, run(route, { platform, merchant, id, form }))),
    );
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    throw error;
  }
}

function failure({ status, code }: Extract<AnswerFault, { kind: "status" }>): Refused {
  const type = status >= 500 ? "api_error" : "invalid_request_error";
  return new Refused(status, "An unknown error occurred", { type, ...(code ? { code } : {}) });
}

/** Answers a call of the API, or spoils it as the faults say; null breaks the connection. */
export async function answerCall(platform: Platform, request: Incoming): Promise<Reply | null> {
  if (isOfBrowser(request)) return answerBrowser(platform, request);
  const fault = takeAnswerFault(platform.faults, `${request.method} ${request.path}`);
  if (fault?.kind === "break-before") return null;
  if (fault?.kind === "status" && !fault.isKept) return refusal(failure(fault));
  const reply = answer(platform, request, fault);
  // Unreferenced, so that a connection nobody waits for keeps no process alive.
  if (fault?.kind === "hang") return await wait(60_000, null, { ref: false });
  if (fault?.kind === "break-after") return null;
  return fault?.kind === "stall" ? { ...reply, isStalled: true } : reply;
}
