import { z } from "zod";

/** Milliseconds that this worker's clock is ahead; only proofs set it, to let expiries pass. */
export const clockOffsetMs = z
  .object({ HUTONG_CLOCK_OFFSET_MS: z.coerce.number().int().default(0) })
  .parse(process.env).HUTONG_CLOCK_OFFSET_MS;
