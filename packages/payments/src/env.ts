import { firstPort } from "@hutong/db";
import { z } from "zod";

const env = z
  .object({ HUTONG_API_ORIGIN: z.url().optional(), HUTONG_SIMULATORS: z.string().optional() })
  .parse(process.env);

/** Origin of the api app, where payment notices arrive and the pretend bank lives. */
export const apiOrigin = env.HUTONG_API_ORIGIN ?? `http://localhost:${firstPort + 2}`;

/** Whether an account may name a simulator as its provider's far end: the operator says so, never a merchant. */
export const areSimulatorsAllowed = env.HUTONG_SIMULATORS === "1";
