import { type CustomerEnvironment, customerEnvironment } from "../customer-environment.ts";
import type { RouteContext } from "../services.ts";

/** Where the customer's page is open, as this request says. */
export function environmentOf(c: RouteContext): CustomerEnvironment {
  return customerEnvironment(c.req.raw.headers, c.env?.incoming?.socket.remoteAddress);
}
