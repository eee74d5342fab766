import { firstPort } from "@hutong/db";
import { z } from "zod";

const Environment = z.object({
  /** "https" behind a proxy that ends TLS: addresses say so, and cookies are Secure. */
  HUTONG_PROTOCOL: z.enum(["http", "https"]).default("http"),
  /** Where the built files lie; beside the bundled server by default. */
  HUTONG_STOREFRONT_ASSETS: z.string().optional(),
  /** Megabytes of rendered pages kept in the process; 0 keeps none. */
  HUTONG_PAGE_CACHE_MB: z.coerce.number().min(0).default(64),
  /** "1": answers carry the number of statements and transactions they took, for measuring with one client. */
  HUTONG_COUNT: z.enum(["0", "1"]).default("0"),
  /** Only whether they are set counts here: without a service for texts, codes go to phones only where mail stays here too. */
  HUTONG_TEXT_URL: z.string().optional(),
  SMTP_URL: z.string().optional(),
  HUTONG_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

const env = Environment.parse(process.env);

export const port = firstPort + 1;
export const protocol = env.HUTONG_PROTOCOL;
export const assetsDir = env.HUTONG_STOREFRONT_ASSETS;
export const pageCacheBytes = env.HUTONG_PAGE_CACHE_MB * 1024 * 1024;
export const isCounting = env.HUTONG_COUNT === "1";
export const canText = Boolean(env.HUTONG_TEXT_URL) || !env.SMTP_URL;
export const logLevel = env.HUTONG_LOG_LEVEL;
