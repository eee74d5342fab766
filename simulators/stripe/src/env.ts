import { z } from "zod";

/** Port of the simulator when it runs by itself. */
export const port = z
  .object({ HUTONG_SIMULATOR_STRIPE_PORT: z.coerce.number().int().min(0).max(65_535).default(4011) })
  .parse(process.env).HUTONG_SIMULATOR_STRIPE_PORT;
