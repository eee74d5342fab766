import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Notification, NotProven, type RawRequest } from "./contract.ts";

/** A shop's address for notices: reads each by a provider and answers as a shop would. */
export interface Receiver {
  readonly url: string;
  /** What was believed. */
  readonly facts: Notification["facts"][number][];
  /** What was not, and why. */
  readonly refused: string[];
  /** Notices that came, read or not. */
  readonly requests: RawRequest[];
  read: (request: RawRequest) => Promise<Notification>;
  stop(): Promise<void>;
}

/** Starts a receiver of a provider's notices on a free port; `read` is set once there is an account to read with. */
export async function startReceiver(provider: string): Promise<Receiver> {
  const receiver: { -readonly [Part in keyof Receiver]: Receiver[Part] } = {
    url: "",
    facts: [],
    refused: [],
    requests: [],
    read: () => Promise.reject(new Error("nobody reads yet")),
    stop: async () => undefined,
  };
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const request = { headers: message.headers as Record<string, string>, body: Buffer.concat(chunks) };
    receiver.requests.push(request);
    try {
      const { facts, reply } = await receiver.read(request);
      receiver.facts.push(...facts);
      response.writeHead(reply.status).end(reply.body);
    } catch (error) {
      receiver.refused.push(error instanceof Error ? error.message : String(error));
      response.writeHead(error instanceof NotProven ? 401 : 503).end("refused");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/payments/notices/${provider}/account`;
  receiver.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return receiver;
}
