export type AppErrorKind =
  | "not_found"
  | "forbidden"
  | "conflict"
  | "invalid"
  | "limit_reached"
  | "precondition";

/**
 * A refusal with a stable code ("handle_taken"), translated for people at the edge that answers them.
 * `params` fill the translated sentence and carry no secrets; `field` names the input at fault.
 */
export class AppError extends Error {
  readonly kind: AppErrorKind;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly field: string | undefined;
  /** For a form with several faults: the code for each field. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(
    kind: AppErrorKind,
    code: string,
    options: {
      params?: Record<string, string | number>;
      field?: string;
      fields?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(`${kind}: ${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.kind = kind;
    this.code = code;
    this.params = options.params ?? {};
    this.field = options.field;
    this.fields = options.fields ?? {};
  }
}

/** HTTP status of each kind of refusal, the same at every edge. */
export const httpStatus = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
  limit_reached: 429,
  precondition: 412,
} as const satisfies Record<AppErrorKind, number>;
