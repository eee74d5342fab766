import { z } from "zod";

/** Milliseconds that this process's clock is ahead; only proofs set it, to let time pass. */
export const clockOffsetMs = z
  .object({ HUTONG_CLOCK_OFFSET_MS: z.coerce.number().int().default(0) })
  .parse(process.env).HUTONG_CLOCK_OFFSET_MS;
