import { createHmac, timingSafeEqual } from "node:crypto";
import { masterKey } from "@hutong/db";

/**
 * The `state` that goes through an authorisation and comes back: 64 hexadecimal digits that only this platform makes,
 * for one ticket in one browser.
 */
export function browserState(ticket: string, browser: string): string {
  return createHmac("sha256", masterKey()).update(`browser state ${ticket} ${browser}`).digest("hex");
}

/** Whether a state that came back was made for this ticket in this browser. */
export function isBrowserState(ticket: string, browser: string, state: string): boolean {
  const [right, given] = [Buffer.from(browserState(ticket, browser)), Buffer.from(state)];
  return right.length === given.length && timingSafeEqual(right, given);
}
