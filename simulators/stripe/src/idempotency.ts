import type { Form } from "./form-body.ts";
import type { Reply } from "./incoming.ts";
import type { Merchant } from "./merchants.ts";
import { nowOf, type Platform } from "./platform.ts";
import { Refused } from "./refused.ts";

const keptMs = 24 * 3_600_000;

/** What was answered to a key, and to which words. */
export interface Remembered {
  readonly words: string;
  readonly reply: Reply;
  readonly until: number;
}

/** One way of writing a form: two requests that say the same are written the same. */
function canonical(value: Form): string {
  return JSON.stringify(value, (_, part: Form) =>
    typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * Answers a POST under its key: the first answer is replayed for a day, 5xx included, but not a refusal of its
 * parameters, which was never begun. Other parameters under the key are refused 400.
 */
export function once(
  platform: Platform,
  merchant: Merchant,
  request: { key: string | undefined; path: string; form: { [name: string]: Form } },
  answer: () => Reply,
): Reply {
  const { key } = request;
  if (key === undefined) return answer();
  if (key.length > 255) throw new Refused(400, "Idempotency keys have 255 characters at most");
  const name = `${merchant.secretKey} ${key}`;
  const words = `${request.path} ${canonical(request.form)}`;
  const known = platform.remembered.get(name);
  if (known && known.until > nowOf(platform)) {
    if (known.words !== words)
      throw new Refused(
        400,
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`,
        { type: "idempotency_error" },
      );
    const headers = { ...known.reply.headers, "idempotent-replayed": "true" };
    return { ...known.reply, headers };
  }
  const reply = answer();
  platform.remembered.set(name, { words, reply, until: nowOf(platform) + keptMs });
  return reply;
}
