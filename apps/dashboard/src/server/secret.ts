import { createHmac } from "node:crypto";
import { masterKey } from "@hutong/db";

/** next-auth's secret follows from the master key, so that nothing more needs to be kept. */
export function authSecret(): string {
  return createHmac("sha256", masterKey()).update("dashboard next-auth").digest("base64url");
}
