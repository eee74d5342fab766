/** A request as it came: `path` with its query, header names in lower case. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** An answer; null when the connection is to break without one. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Half of the body goes out, and then nothing more. */
  readonly isStalled?: boolean;
}

/** The parameters of a request's query. */
export function queryOf({ path }: Incoming): URLSearchParams {
  return new URLSearchParams(path.split("?")[1] ?? "");
}

/** The fields of a form that was posted. */
export function formOf({ body }: Incoming): URLSearchParams {
  return new URLSearchParams(body.toString());
}
