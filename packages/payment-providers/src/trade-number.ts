/** An attempt's out_trade_no: its id without hyphens, 32 characters, the most that WeChat Pay takes. */
export function toTradeNumber(attemptId: string): string {
  return attemptId.replaceAll("-", "");
}

/** The attempt of an out_trade_no; null for a number that is not one of ours. */
export function toAttemptId(tradeNumber: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(tradeNumber);
  return parts ? parts.slice(1).join("-") : null;
}
