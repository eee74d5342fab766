import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCall, type Reply } from "./api.ts";
import { answerAppCall } from "./app-calls.ts";
import type { Incoming } from "./authorization.ts";
import { answerControl } from "./control.ts";
import { answerMiniProgram } from "./mini-program.ts";
import { answerH5, answerPhone } from "./phone.ts";
import { createPlatform, type Platform } from "./platform.ts";
import { answerAuthorize, answerSns } from "./wechat-login.ts";

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
  const [path] = request.path.split("?");
  if (path === "/phone") return answerPhone(platform, request);
  if (path === "/mweb") return answerH5(platform, request);
  if (path!.startsWith("/control/")) return await answerControl(platform, request);
  if (/^\/(cgi-bin|wxa)\//.test(path!)) return await answerAppCall(platform, request);
  if (path === "/mini-program") return await answerMiniProgram(platform, request);
  if (path === "/connect/oauth2/authorize") return answerAuthorize(platform, request);
  if (path!.startsWith("/sns/")) return await answerSns(platform, request);
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
  response.end(reply.body);
}

export interface Simulator {
  readonly platform: Platform;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts WeChat Pay's far end on loopback; port 0 takes a free one. Keys and books are new and live in memory. */
export async function startSimulator(options: { port?: number } = {}): Promise<Simulator> {
  const platform = createPlatform();
  const server = createServer((message, response) => {
    serve(platform, message, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  });
  // A test that makes keys holds up this process for seconds: a kept connection must not be closed under its next request.
  server.keepAliveTimeout = 0;
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
