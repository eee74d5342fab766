import type { z } from "zod";

export type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

/** A refusal as Stripe words it. */
export class Refused extends Error {
  readonly status: number;
  readonly type: ErrorType;
  readonly code: string | undefined;
  readonly param: string | undefined;
  /** The endpoint had begun its work: the answer is kept under the request's idempotency key. */
  readonly isBegun: boolean;
  /** Further members of the error: a decline's code, the payment intent. */
  readonly detail: object;
  constructor(
    status: number,
    message: string,
    more: { type?: ErrorType; code?: string; param?: string; isBegun?: boolean; detail?: object } = {},
  ) {
    super(message);
    this.status = status;
    this.type = more.type ?? "invalid_request_error";
    this.code = more.code;
    this.param = more.param;
    this.detail = more.detail ?? {};
    this.isBegun = more.isBegun ?? false;
  }
}

/** 400 about a parameter. */
export function parameterError(param: string, message: string, code?: string): Refused {
  return new Refused(400, message, { param, ...(code ? { code } : {}) });
}

const nameOf = ([first, ...rest]: readonly PropertyKey[]) =>
  String(first ?? "") + rest.map((part) => `[${String(part)}]`).join("");

/** Parameters by their schema, or the refusal of the first that is at fault. */
export function parameters<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  if (issue.code === "unrecognized_keys") {
    const name = nameOf([...issue.path, issue.keys[0]!]);
    throw parameterError(name, `Received unknown parameter: ${name}`, "parameter_unknown");
  }
  const name = nameOf(issue.path);
  if (issue.code === "invalid_type" && issue.message.includes("undefined"))
    throw parameterError(name, `Missing required param: ${name}.`, "parameter_missing");
  throw parameterError(name, `Invalid ${name}: ${issue.message}`, "parameter_invalid");
}

/** 404 for an object that this account has not got. */
export function noSuch(what: string, id: string, param = "id"): Refused {
  return new Refused(404, `No such ${what}: '${id}'`, { code: "resource_missing", param });
}
