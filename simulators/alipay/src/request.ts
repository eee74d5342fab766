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
}

/** Parameters of a query string and a form, as a servlet would see them; null when one comes twice. */
export function parametersOf(request: Incoming): Map<string, string> | null {
  const query = new URLSearchParams(request.path.split("?")[1] ?? "");
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const form = new URLSearchParams(isForm ? request.body.toString("utf8") : "");
  const pairs = [...query, ...form];
  const parameters = new Map(pairs);
  return parameters.size === pairs.length ? parameters : null;
}
