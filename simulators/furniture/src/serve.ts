import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Incoming, Reply } from "./incoming.ts";

const mostBytes = 1024 * 1024;

/** Where and how a far end listens. */
export interface Listening {
  /** 0 or nothing takes a free one. */
  readonly port?: number;
  /** Called when a request was served and before its answer leaves: what was promised is kept first. */
  readonly beforeReply?: () => void;
}

/** A far end, listening on loopback. */
export interface Served {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The rest of a far end: null breaks the connection. */
export type Answer = (request: Incoming) => Reply | null | Promise<Reply | null>;

async function readRequest(message: IncomingMessage): Promise<Incoming | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk as Buffer);
  }
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  return {
    method: message.method ?? "GET",
    path: message.url ?? "/",
    headers,
    body: Buffer.concat(chunks),
    remoteAddress: message.socket.remoteAddress ?? "",
  };
}

async function respond(
  answer: Answer,
  { beforeReply }: Listening,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (message.url === "/readyz") {
    response.end("ready");
    return;
  }
  const request = await readRequest(message);
  const reply = request && (await answer(request));
  beforeReply?.();
  if (!reply) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  if (reply.isStalled) response.write(reply.body.slice(0, reply.body.length / 2));
  else response.end(reply.body);
}

/** Lets a far end listen on loopback. A request of more than a mebibyte is cut off. Rejects when the port is taken. */
export async function serve(answer: Answer, listening: Listening = {}): Promise<Served> {
  const server = createServer((message, response) => {
    respond(answer, listening, message, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  });
  // A test that makes keys holds up this process for seconds: a kept connection must not be closed under its next request.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(listening.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A far end that runs, with all that it knows. */
export interface FarEnd<Platform> extends Served {
  readonly platform: Platform;
}

/** Lets a platform listen, and tells it where. */
export async function startFarEnd<Platform extends { origin: string }>(
  platform: Platform,
  answer: (platform: Platform, request: Incoming) => ReturnType<Answer>,
  listening: Listening,
): Promise<FarEnd<Platform>> {
  const { origin, stop } = await serve((request) => answer(platform, request), listening);
  platform.origin = origin;
  return { platform, origin, stop };
}
