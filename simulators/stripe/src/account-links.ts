import { newToken } from "./merchants.ts";
import type { Platform } from "./platform.ts";
import { nowOf } from "./platform.ts";

/** How long a link is good for, in milliseconds (from memory: "a few minutes"). */
const lastsMs = 300_000;

/** A link to the page on which an account is set up: good once, then the visit goes on by `visit`. */
export interface AccountLink {
  readonly accountId: string;
  readonly token: string;
  readonly visit: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  readonly expiresAt: number;
  isUsed: boolean;
}

export function newAccountLink(
  platform: Platform,
  given: Pick<AccountLink, "accountId" | "returnUrl" | "refreshUrl">,
): AccountLink {
  const link = {
    ...given,
    token: newToken("", 32),
    visit: newToken("", 32),
    expiresAt: nowOf(platform) + lastsMs,
    isUsed: false,
  };
  platform.accountLinks.push(link);
  return link;
}
