import { connect, type Socket } from "node:net";

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; `set-cookie` lines joined by a line break. */
  readonly headers: ReadonlyMap<string, string>;
  readonly headBytes: number;
  readonly body: Buffer;
}

interface Waiting {
  resolve: (answer: HttpAnswer) => void;
  reject: (error: Error) => void;
}

/**
 * One kept connection that is asked one thing at a time: what a load generator needs of HTTP/1.1, with as little CPU
 * of its own as can be, since it shares the machine with what it measures.
 */
export class HttpSocket {
  readonly #port: number;
  #socket: Socket | null = null;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends a whole request as text and answers the whole response. */
  ask(request: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#open().write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = null;
  }

  #open(): Socket {
    if (this.#socket && !this.#socket.destroyed) return this.#socket;
    this.#received = Buffer.alloc(0);
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const fail = (why: string) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      this.#socket = null;
      waiting?.reject(new Error(why));
    };
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", (error) => fail(error.message));
    socket.on("close", () => fail("the server closed the connection"));
    this.#socket = socket;
    return socket;
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.byteLength === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = parse(this.#received);
    if (!answer) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#received = Buffer.alloc(0);
    if (answer.headers.get("connection") === "close") this.close();
    waiting?.resolve(answer);
  }
}

function parse(bytes: Buffer): HttpAnswer | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const [statusLine, ...lines] = bytes.toString("latin1", 0, headEnd).split("\r\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  const status = Number(statusLine!.slice(9, 12));
  const rest = bytes.subarray(headEnd + 4);
  const body = bodyOf(status, headers, rest);
  return body && { status, headers, headBytes: headEnd + 4, body };
}

function bodyOf(status: number, headers: ReadonlyMap<string, string>, rest: Buffer): Buffer | null {
  if (headers.get("transfer-encoding") === "chunked") return unchunked(rest);
  const length = Number(headers.get("content-length") ?? 0);
  if (status === 304 || status === 204) return rest.subarray(0, 0);
  return rest.byteLength >= length ? rest.subarray(0, length) : null;
}

function unchunked(rest: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (rest.byteLength < end + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(rest.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}
