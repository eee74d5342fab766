import type { Incoming } from "./incoming.ts";
import type { Merchant, Permission } from "./merchants.ts";
import type { Platform } from "./platform.ts";
import { Refused } from "./refused.ts";

const version = "2026-10-28.endive";

const masked = (key: string) => `${key.slice(0, 8)}${"*".repeat(8)}${key.slice(-4)}`;

/** 403 for an account that is not connected to the caller's, or not any more. */
export function noAccess(key: string, account: string): Refused {
  return new Refused(
    403,
    `The provided key '${masked(key)}' does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`,
    { code: "account_invalid" },
  );
}

/** Who calls, by the secret key. Refuses 401, 403 and, for another version of the API than is played here, 400. */
export function authenticate(platform: Platform, request: Incoming): Merchant {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (!key) throw new Refused(401, "You did not provide an API key.");
  const merchant = platform.merchants.get(key);
  if (!merchant) throw new Refused(401, `Invalid API Key provided: ${masked(key)}`);
  const account = request.headers["stripe-account"];
  const connected = platform.connected.get(account ?? "");
  const isConnected = connected?.hub === merchant && connected.standing?.isConnected;
  const isOurs = account === undefined || account === merchant.accountId || isConnected;
  if (!isOurs) throw noAccess(key, account);
  const wanted = request.headers["stripe-version"] ?? version;
  if (wanted !== version) throw new Refused(400, `Invalid Stripe API version: ${wanted}`);
  return connected ?? merchant;
}

/** Refuses 403 what a restricted key may not do. */
export function permit(merchant: Merchant, permission: Permission): void {
  if (merchant.permissions === null || merchant.permissions.has(permission)) return;
  throw new Refused(
    403,
    `The provided key '${masked(merchant.secretKey)}' does not have the required permissions for this endpoint: ${permission}`,
    { code: "more_permissions_required_for_application" },
  );
}
