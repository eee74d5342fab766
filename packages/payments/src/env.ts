import { firstPort } from "@hutong/db";
import { z } from "zod";

const env = z
  .object({
    HUTONG_API_ORIGIN: z.url().optional(),
    HUTONG_SIMULATORS: z.string().optional(),
    HUTONG_PAY_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  })
  .parse(process.env);

/** Origin of the api app, where payment notices arrive and the pretend bank lives. */
export const apiOrigin = env.HUTONG_API_ORIGIN ?? `http://localhost:${firstPort + 2}`;

/**
 * Origin of the pay host: the one host that merchants register with WeChat and WeChat Pay, for the steps of paying that
 * must stand on a registered one. The api app serves it.
 */
export const payOrigin = new URL(env.HUTONG_PAY_ORIGIN ?? apiOrigin).origin;

const named = (env.HUTONG_SIMULATORS ?? "").split(",").filter((text) => URL.canParse(text));
const simulatorOrigins = new Set(named.map((text) => new URL(text).origin));

/**
 * Whether an account may name a simulator as its provider's far end: the operator says so, never a merchant. "1" allows
 * any; origins with commas between them allow these.
 */
export const areSimulatorsAllowed = env.HUTONG_SIMULATORS === "1" || simulatorOrigins.size > 0;

/** Whether the simulator at an address is one that the operator allows. */
export function isSimulatorAllowed(address: string): boolean {
  if (env.HUTONG_SIMULATORS === "1") return true;
  return URL.canParse(address) && simulatorOrigins.has(new URL(address).origin);
}
