import { startTestServer } from "./server.ts";

/** Vitest's global setup: a server for this run, unless the one who runs us has given theirs. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  return server.stop;
}
