import { z } from "zod";

const Environment = z.object({
  HUTONG_PORT: z.coerce.number().int().optional(),
  /** What `next start -p` was given. */
  PORT: z.coerce.number().int().optional(),
  /** The dashboard's one origin, when it is not http://localhost on its port. */
  HUTONG_DASHBOARD_URL: z.url().optional(),
  /** Address of a storefront, `{host}` filled in with the store's host, when it is not on localhost. */
  HUTONG_STOREFRONT_URL: z.string().optional(),
  /** "dev": mail is written to files and shown at /dev/mailbox. */
  HUTONG_MAILBOX: z.enum(["dev", "off"]).optional(),
  SMTP_URL: z.string().optional(),
  HUTONG_DATA_DIR: z.string().default(".data"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.string().default("info"),
});

const env = Environment.parse(process.env);
const port = env.HUTONG_PORT ?? env.PORT ?? 3000;

/** The origin that the dashboard is visited at; sign-in and every change happen only there. */
export const dashboardOrigin = new URL(env.HUTONG_DASHBOARD_URL ?? `http://localhost:${port}`).origin;
export const isSecure = dashboardOrigin.startsWith("https:");
export const isDevelopment = env.NODE_ENV === "development";
export const logLevel = env.LOG_LEVEL;

/** Whether mail is kept as files and shown at /dev/mailbox; so while no mail server is set. */
export const hasDevelopmentMailbox = (env.HUTONG_MAILBOX ?? (env.SMTP_URL ? "off" : "dev")) === "dev";
export const dataFolder = env.HUTONG_DATA_DIR;

/** Where customers see a store. */
export function storefrontUrl(handle: string): string {
  return (env.HUTONG_STOREFRONT_URL ?? `http://{host}:${port + 1}`).replace("{host}", `${handle}.localhost`);
}

/** The rest of a store's address after its handle, for the form that chooses one. */
export const storefrontSuffix = storefrontUrl("").replace(/^https?:\/\//, "");

// next-auth takes its address from here alone; a Host header must not decide where sign-in leads.
process.env.NEXTAUTH_URL = dashboardOrigin;
