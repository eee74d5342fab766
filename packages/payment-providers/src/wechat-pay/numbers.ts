import { createHash } from "node:crypto";

/** An attempt's out_trade_no: its id without hyphens, 32 characters, the most there may be. */
export function toTradeNumber(attemptId: string): string {
  return attemptId.replaceAll("-", "");
}

/** The attempt of an out_trade_no; null for a number that is not one of ours. */
export function toAttemptId(tradeNumber: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(tradeNumber);
  return parts ? parts.slice(1).join("-") : null;
}

const longest = 64;

/**
 * A refund's out_refund_no, which makes it happen once: the request key, where what WeChat Pay does not allow is
 * written `*` and two hexadecimal digits a byte. A key too long for 64 characters becomes `|` and a hash.
 */
export function toRefundNumber(requestKey: string): string {
  const written = [...Buffer.from(requestKey)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[0-9A-Za-z_-]/.test(char) ? char : `*${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
  if (written.length > 0 && written.length <= longest) return written;
  return `|${createHash("sha256")
    .update(requestKey)
    .digest("hex")
    .slice(0, longest - 1)}`;
}

/** The request key of an out_refund_no; null when it is not one of ours, or a hash. */
export function toRequestKey(refundNumber: string): string | null {
  if (!/^(?:[0-9A-Za-z_-]|\*[0-9a-f]{2})+$/.test(refundNumber)) return null;
  const bytes = [...refundNumber.matchAll(/\*([0-9a-f]{2})|(.)/g)].map(([, hex, char]) =>
    hex ? Number.parseInt(hex, 16) : char!.charCodeAt(0),
  );
  const key = Buffer.from(bytes).toString("utf8");
  return toRefundNumber(key) === refundNumber ? key : null;
}
