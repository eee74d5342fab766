/**
 * The network address of whoever asks. Next puts the socket's address into X-Forwarded-For when nobody has; an edge
 * in front must overwrite what a client sent there. Only the loose limit per address hangs on it.
 */
export function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
