import { createHmac } from "node:crypto";
import { z } from "zod";

const Environment = z.object({
  /** Direct connection that may create roles: migrations, LISTEN, the queue and backup. */
  DATABASE_URL: z.string().optional(),
  /** Where the application's role connects, if not to DATABASE_URL's host: a pooler in transaction mode. */
  DATABASE_POOL_URL: z.string().optional(),
  /** Complete address of the application's role; made from the two above when absent. */
  DATABASE_APP_URL: z.string().optional(),
  /** "false" behind PgBouncer older than 1.21. */
  DATABASE_PREPARE: z.enum(["true", "false"]).default("true"),
  /** 32 bytes, base64: wraps each store's data key and signs references. */
  HUTONG_MASTER_KEY: z
    .string()
    .refine((text) => Buffer.from(text, "base64").length === 32, "32 bytes in base64")
    .optional(),
  HUTONG_DATA_DIR: z.string().default(".data"),
  HUTONG_PORT: z.coerce.number().int().default(3000),
});

const env = Environment.parse(process.env);

function need<Name extends keyof typeof env>(name: Name): NonNullable<(typeof env)[Name]> {
  const value = env[name];
  if (value === undefined) throw new Error(`${name} is not set; npm start sets it`);
  return value as NonNullable<(typeof env)[Name]>;
}

/** The platform's master key as bytes. */
export function masterKey(): Buffer {
  return Buffer.from(need("HUTONG_MASTER_KEY"), "base64");
}

/** The application role's password follows from the master key, so that nothing more needs to be kept. */
export function appRolePassword(key: Buffer): string {
  return createHmac("sha256", key).update("database role hutong_app").digest("base64url");
}

/**
 * Address of the application's role for a direct (or pooler) address of the same database; by the Unix socket in a
 * folder, if there is one.
 */
export function appUrl(direct: string, key: Buffer, socketFolder: string | null = null): string {
  const url = new URL(direct);
  url.username = "hutong_app";
  url.password = appRolePassword(key);
  if (socketFolder !== null) url.searchParams.set("host", socketFolder);
  return url.toString();
}

/** What a process needs to reach its database as the application's role. */
export function cellOptions(): { url: string; prepare: boolean } {
  const url = env.DATABASE_APP_URL ?? appUrl(env.DATABASE_POOL_URL ?? need("DATABASE_URL"), masterKey());
  return { url, prepare: env.DATABASE_PREPARE === "true" };
}

/** The direct address: migrations, LISTEN, the queue and backup only. */
export function directUrl(): string {
  return need("DATABASE_URL");
}

export const dataDir = env.HUTONG_DATA_DIR;
/** The first of a row of ports: dashboard +0, storefront +1, api +2, database +3, worker +4. */
export const firstPort = env.HUTONG_PORT;
