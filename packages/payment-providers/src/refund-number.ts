import { createHash } from "node:crypto";

const longest = 64;

/** How a provider's refund numbers stand for request keys. */
export interface RefundNumbers {
  /** At most 64 characters; another number for another key. */
  toRefundNumber(requestKey: string): string;
  /** Null when the number is not one of ours, or a hash. */
  toRequestKey(refundNumber: string): string | null;
}

/**
 * Writes the request key itself, letters, digits, `-` and `_`; other bytes as `mark` and two hexadecimal digits. A key
 * too long for 64 characters becomes `hashed`, which no other key can begin with, and a hash.
 */
export function refundNumbers(mark: string, hashed: string): RefundNumbers {
  const isPlain = (char: string) => char !== mark && /[0-9A-Za-z_-]/.test(char);
  const part = new RegExp(`\\${mark}([0-9a-f]{2})|([0-9A-Za-z_-])`, "y");

  function toRefundNumber(requestKey: string): string {
    const written = [...Buffer.from(requestKey)]
      .map((byte) => {
        const char = String.fromCharCode(byte);
        return isPlain(char) ? char : `${mark}${byte.toString(16).padStart(2, "0")}`;
      })
      .join("");
    if (written.length > 0 && written.length <= longest) return written;
    const hash = createHash("sha256").update(requestKey).digest("hex");
    return `${hashed}${hash.slice(0, longest - hashed.length)}`;
  }

  function toRequestKey(refundNumber: string): string | null {
    const bytes: number[] = [];
    part.lastIndex = 0;
    while (part.lastIndex < refundNumber.length) {
      const match = part.exec(refundNumber);
      if (!match) return null;
      bytes.push(match[1] ? Number.parseInt(match[1], 16) : match[2]!.charCodeAt(0));
    }
    const key = Buffer.from(bytes).toString("utf8");
    return toRefundNumber(key) === refundNumber ? key : null;
  }

  return { toRefundNumber, toRequestKey };
}
