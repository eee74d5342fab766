/** Codes as older pages and some gateways still spell them, and what they mean. */
const oldSpellings: Readonly<Record<string, string>> = {
  SYSTEMERROR: "SYSTEM_ERROR",
  ORDERNOTEXIST: "ORDER_NOT_EXIST",
  ORDERPAID: "ORDER_PAID",
  ORDERCLOSED: "ORDER_CLOSED",
  NOAUTH: "NO_AUTH",
  RULELIMIT: "RULE_LIMIT",
  NOTENOUGH: "NOT_ENOUGH",
  BANKERROR: "SYSTEM_ERROR",
  RESOURCE_NOT_EXIST: "RESOURCE_NOT_EXISTS",
  RATELIMIT_EXCEED: "RATELIMIT_EXCEEDED",
  RATE_LIMITED: "RATELIMIT_EXCEEDED",
  FREQUENCY_LIMITED: "RATELIMIT_EXCEEDED",
};

/** A refusal's code in its present spelling. */
export function presentCode(code: string): string {
  return oldSpellings[code] ?? code;
}
