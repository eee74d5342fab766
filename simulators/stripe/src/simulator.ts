import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall } from "./api.ts";
import { answerPage } from "./checkout-page.ts";
import { answerControl } from "./control.ts";
import { answerElements, isElementsDoor } from "./elements-doors.ts";
import type { Incoming, Reply } from "./incoming.ts";
import { createPlatform, type Platform } from "./platform.ts";

const mostBytes = 1024 * 1024;

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

async function answer(platform: Platform, request: Incoming): Promise<Reply | null> {
  if (request.path.startsWith("/c/pay/")) return answerPage(platform, request);
  if (isElementsDoor(request.path)) return answerElements(platform, request);
  if (request.path.startsWith("/control/")) return await answerControl(platform, request);
  return await answerCall(platform, request);
}

async function serve(platform: Platform, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const reply = request && (await answer(platform, request));
  if (!reply) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  if (reply.isStalled) response.write(reply.body.slice(0, reply.body.length / 2));
  else response.end(reply.body);
}

export interface Simulator {
  readonly platform: Platform;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts Stripe's far end on loopback; port 0 takes a free one. Keys and books are new and live in memory. */
export async function startSimulator(options: { port?: number } = {}): Promise<Simulator> {
  const platform = createPlatform();
  const server = createServer((message, response) => {
    serve(platform, message, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  platform.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    platform,
    origin: platform.origin,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
