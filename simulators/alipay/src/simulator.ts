import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { answerDownload } from "./bill-calls.ts";
import { answerCashier, answerPhone } from "./cashier.ts";
import { answerControl } from "./control.ts";
import { answerGateway } from "./gateway.ts";
import { createPlatform, type Platform } from "./platform.ts";
import type { Incoming, Reply } from "./request.ts";

const mostBytes = 1024 * 1024;

async function readRequest(message: IncomingMessage): Promise<Incoming | null> {
  if (Number(message.headers["content-length"] ?? 0) > mostBytes) return null;
  return {
    method: message.method ?? "GET",
    path: message.url ?? "/",
    headers: message.headers as Record<string, string | undefined>,
    body: await buffer(message),
    remoteAddress: message.socket.remoteAddress ?? "",
  };
}

type Door = (platform: Platform, request: Incoming) => Reply | null | Promise<Reply | null>;

const doors: Readonly<Record<string, Door>> = {
  "/gateway.do": answerGateway,
  "/cashier": answerCashier,
  "/phone": answerPhone,
  "/bill/download": answerDownload,
};
const nowhere: Door = () => ({ status: 404, headers: {}, body: "" });

async function serve(platform: Platform, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const path = message.url?.split("?")[0] ?? "";
  const door = path.startsWith("/control/") ? answerControl : (doors[path] ?? nowhere);
  const reply = request && (await door(platform, request));
  if (reply) response.writeHead(reply.status, reply.headers).end(reply.body);
  else response.destroy();
}

export interface Simulator {
  readonly platform: Platform;
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts Alipay's far end on loopback; port 0 takes a free one. Keys and books are new and live in memory. */
export async function startSimulator(options: { port?: number } = {}): Promise<Simulator> {
  const platform = createPlatform();
  const server = createServer((message, response) => {
    serve(platform, message, response).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      response.destroy();
    });
  });
  // A connection that is kept must not end just as the next call begins.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  platform.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { platform, origin: platform.origin, stop };
}
