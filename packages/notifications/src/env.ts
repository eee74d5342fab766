import { dataDir, firstPort } from "@hutong/db";
import { z } from "zod";

const Environment = z.object({
  /** smtp(s)://user:password@host:port; without it mail goes to the development mailbox. */
  SMTP_URL: z.string().optional(),
  /** Where text messages are handed to: a service of yours that sends them on. Without it they go to the mailbox. */
  HUTONG_TEXT_URL: z.url().optional(),
  HUTONG_MAIL_FROM: z.string().default("Hutong <no-reply@localhost>"),
  /** Address of a store's storefront; `{host}` is its primary host. */
  HUTONG_STOREFRONT_URL: z.string().default(`http://{host}:${firstPort + 1}`),
  HUTONG_DASHBOARD_URL: z.string().default(`http://localhost:${firstPort}`),
});

const env = Environment.parse(process.env);

export const smtpUrl = env.SMTP_URL;
export const textUrl = env.HUTONG_TEXT_URL;
export const mailFrom = env.HUTONG_MAIL_FROM;
export const mailboxDir = `${dataDir}/mailbox`;
export const dashboardUrl = env.HUTONG_DASHBOARD_URL;

/** Where a store's pages are, by its primary host. */
export function storefrontUrl(host: string): string {
  return env.HUTONG_STOREFRONT_URL.replace("{host}", host);
}
