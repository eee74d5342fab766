import { z } from "zod";

/** Milliseconds that this worker's clock is ahead; only proofs set it, to let expiries pass. */
export const clockOffsetMs = z
  .object({ HUTONG_CLOCK_OFFSET_MS: z.coerce.number().int().default(0) })
  .parse(process.env).HUTONG_CLOCK_OFFSET_MS;

/**
 * Whether pictures that imports name are fetched: `on`; `off` for a platform that may call nobody; `loopback`, for
 * development and tests only, from this machine too.
 */
export const fetchesPictures = z
  .object({ HUTONG_FETCH_PICTURES: z.enum(["on", "off", "loopback"]).default("on") })
  .refine((env) => env.HUTONG_FETCH_PICTURES !== "loopback" || process.env.NODE_ENV !== "production", {
    message: "HUTONG_FETCH_PICTURES=loopback opens this machine to whoever imports: not in production",
  })
  .parse(process.env).HUTONG_FETCH_PICTURES;
