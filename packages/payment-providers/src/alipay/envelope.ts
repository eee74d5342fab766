/** An answer of gateway.do, taken apart but not believed. */
export interface Envelope {
  /** The raw text of the inner object: what is signed. */
  readonly content: string;
  readonly sign: string | null;
}

const text = /"(?:[^"\\]|\\.)*"/y;
const bare = /[^\s,}\]]+/y;
const blank = /\s*/y;

function matchAt(pattern: RegExp, raw: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(raw)?.[0] ?? "";
}

/** Where the value that begins at `at` ends; texts inside may hold any bracket. */
function endOfValue(raw: string, at: number): number {
  if (raw[at] === '"') return at + matchAt(text, raw, at).length;
  if (raw[at] !== "{" && raw[at] !== "[") return at + matchAt(bare, raw, at).length;
  let depth = 0;
  let here = at;
  while (here < raw.length) {
    const char = raw[here]!;
    if (char === '"') {
      here += Math.max(1, matchAt(text, raw, here).length);
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    if (char === "}" || char === "]") depth -= 1;
    here += 1;
    if (depth === 0) return here;
  }
  throw new SyntaxError("answer cut short");
}

/** Members of an object in JSON with the raw text of each value. Throws for what is no object, and for doubled names. */
function membersOf(raw: string): Map<string, string> {
  const value: unknown = JSON.parse(raw);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SyntaxError("answer is no object");
  const members = new Map<string, string>();
  const skip = (at: number) => at + matchAt(blank, raw, at).length;
  // The text is known to be JSON: what follows a name is a colon and a value.
  let at = skip(skip(0) + 1);
  while (raw[at] === '"') {
    const name = matchAt(text, raw, at);
    const start = skip(skip(at + name.length) + 1);
    const end = endOfValue(raw, start);
    const key = JSON.parse(name) as string;
    if (members.has(key)) throw new SyntaxError("answer with a doubled name");
    members.set(key, raw.slice(start, end));
    at = skip(skip(end) + 1);
  }
  return members;
}

/** Takes an answer to `method` apart. Throws when it is not JSON or about another method. */
export function readEnvelope(raw: string, method: string): Envelope {
  const members = membersOf(raw);
  const content =
    members.get(`${method.replaceAll(".", "_")}_response`) ?? members.get("error_response") ?? null;
  if (!content?.startsWith("{")) throw new SyntaxError("answer about another method");
  const sign = members.get("sign");
  return { content, sign: sign?.startsWith('"') ? (JSON.parse(sign) as string) : null };
}
