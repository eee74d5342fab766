import { Agent, fetch as undiciFetch } from "undici";

const connectMs = 1000;

// One pool for all providers: connections are kept a while, and a host that does not answer costs a second at most.
const agent = new Agent({ connect: { timeout: connectMs }, keepAliveTimeout: 30_000 });

/** `fetch` to providers: rejects when no connection stands after a second. The limit of the whole call is the caller's. */
export const fetchOutside: typeof fetch = async (input, init) =>
  // undici's own types differ from those of the platform's `fetch` by name only.
  (await undiciFetch(input as string, { ...(init as object), dispatcher: agent })) as unknown as Response;
